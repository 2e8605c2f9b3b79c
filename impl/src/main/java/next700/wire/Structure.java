package next700.wire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import next700.process.Bound;

/**
 * How values of a record are taken apart and made; or of a class that is like a record: final, with one public constructor,
 * and an accessor of the name and type of each of its parameters. Codecs follow it, and so do liars.
 */
public final class Structure {
    private final Class<?> type;
    private final List<Component> components;
    private final List<MethodHandle> accessors;
    private final MethodHandle[] takers;
    private final MethodHandle maker;

    private Structure(Class<?> type, List<Component> components, List<MethodHandle> accessors, MethodHandle maker) {
        this.type = type;
        this.components = List.copyOf(components);
        this.accessors = List.copyOf(accessors);
        this.takers = accessors.toArray(new MethodHandle[0]);
        this.maker = maker;
    }

    /**
     * The structure of a type.
     *
     * @throws IllegalArgumentException if it is not like a record
     */
    public static Structure of(Class<?> type) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            List<Component> components = type.isRecord() ? componentsOfRecord(type) : componentsOfClass(type);
            List<MethodHandle> accessors = new ArrayList<>();
            List<Class<?>> types = new ArrayList<>();
            for (Component component : components) {
                MethodHandle accessor = lookup.unreflect(type.getDeclaredMethod(component.name()));
                types.add(accessor.type().returnType());
                accessors.add(accessor.asType(MethodType.methodType(Object.class, Object.class)));
            }
            MethodHandle maker = lookup.findConstructor(type, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, components.size())
                    .asType(MethodType.methodType(Object.class, Object[].class));
            return new Structure(type, components, accessors, maker);
        } catch (IllegalAccessException e) {
            throw new Unlike(type.getTypeName() + " is not open to the codec: " + e.getMessage());
        } catch (NoSuchMethodException e) {
            throw new Unlike(
                    type.getTypeName() + " is no record, and has no accessor for each parameter: " + e.getMessage());
        }
    }

    private static List<Component> componentsOfRecord(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(each ->
                        new Component(type, each.getName(), each.getGenericType(), each.getAnnotation(Bound.class)))
                .toList();
    }

    private static List<Component> componentsOfClass(Class<?> type) {
        Constructor<?>[] constructors = type.getConstructors();
        if (!Modifier.isFinal(type.getModifiers()) || type.isEnum() || constructors.length != 1) {
            throw new Unlike(type.getTypeName() + " is no record, nor a final class with one public constructor");
        }
        List<Component> components = new ArrayList<>();
        for (Parameter each : constructors[0].getParameters()) {
            if (!each.isNamePresent()) {
                throw new Unlike(type.getTypeName() + " was compiled without the names of parameters (-parameters)");
            }
            components.add(
                    new Component(type, each.getName(), each.getParameterizedType(), each.getAnnotation(Bound.class)));
        }
        return components;
    }

    public Class<?> type() {
        return type;
    }

    /** What a value is made of, in order. */
    public List<Component> components() {
        return components;
    }

    /** From an object to an object, for each component. */
    List<MethodHandle> accessors() {
        return accessors;
    }

    /** A component of a value of the type. */
    public Object component(Object value, int index) {
        try {
            return (Object) takers[index].invokeExact(value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value that is made of these components; its constructor may refuse them, with whatever it refuses with. */
    public Object make(Object[] values) {
        try {
            return (Object) maker.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
