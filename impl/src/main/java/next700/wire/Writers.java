package next700.wire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * Makes one handle of those that write the components of a record. The JIT compiles a handle that is often invoked with all
 * that it is made of; it cannot look through an array of forms, each of which is of another class.
 */
final class Writers {
    private static final MethodType WRITES = MethodType.methodType(void.class, Object.class, Out.class);
    private static final MethodHandle WRITE;
    private static final MethodHandle PRESENT;

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            WRITE = lookup.findVirtual(Form.class, "write", WRITES);
            PRESENT = lookup.findStatic(
                    Writers.class, "present", MethodType.methodType(Object.class, Component.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Writers() {}

    /** Of a form. */
    static MethodHandle of(Form<?> form) {
        return WRITE.bindTo(form);
    }

    /** Of a record with these components: one after the other. */
    static MethodHandle of(List<Component> components, List<MethodHandle> accessors, List<? extends Form<?>> forms) {
        MethodHandle all = MethodHandles.empty(WRITES);
        for (int i = 0; i < forms.size(); i++) {
            MethodHandle component = MethodHandles.filterReturnValue(
                    accessors.get(i), MethodHandles.insertArguments(PRESENT, 0, components.get(i)));
            MethodHandle next = MethodHandles.filterArguments(forms.get(i).writer(), 0, component);
            all = i == 0 ? next : MethodHandles.foldArguments(next, all);
        }
        return all;
    }

    @SuppressWarnings("UnusedMethod") // PRESENT is its handle.
    private static Object present(Component component, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(component + " is null");
        }
        return value;
    }
}
