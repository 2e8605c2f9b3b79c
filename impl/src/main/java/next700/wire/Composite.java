package next700.wire;

import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import next700.wire.MalformedFrameException.Reason;

/**
 * The components of a record, one after the other; or of a class that is like a record ({@link Structure}).
 *
 * <p>That one value has one encoding follows from that of the components, if the value has those that it was made of. A
 * constructor may make others of them; then the frame is in doubt, and is encoded again to see.
 */
final class Composite implements Form<Object> {
    private static final int DRAWS = 1000;

    private final Structure structure;
    private final MethodHandle writer;
    private final Form<Object>[] forms;

    /** @param forms of the components */
    @SuppressWarnings("unchecked") // An array of a generic type.
    Composite(Structure structure, List<Form<Object>> forms) {
        this.structure = structure;
        this.writer = Writers.of(structure.components(), structure.accessors(), forms);
        this.forms = (Form<Object>[]) forms.toArray(new Form<?>[0]);
    }

    @Override
    public void write(Object value, Out out) {
        try {
            writer.invokeExact(value, out);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public MethodHandle writer() {
        return writer;
    }

    @Override
    public Object read(In in) throws MalformedFrameException {
        Object[] components = new Object[forms.length];
        for (int i = 0; i < components.length; i++) {
            components[i] = forms[i].read(in);
        }
        Object value;
        try {
            value = structure.make(components);
            if (!isMadeOf(value, components)) {
                in.doubt();
            }
        } catch (RuntimeException e) { // Whatever it is that a constructor refuses with.
            throw new MalformedFrameException(
                    Reason.OUT_OF_RANGE, "no " + structure.type().getSimpleName() + ": " + e.getMessage());
        }
        return value;
    }

    @SuppressWarnings("ReferenceEquality") // Equal is not enough, as below.
    private boolean isMadeOf(Object value, Object[] components) {
        for (int i = 0; i < components.length; i++) {
            Object component = structure.component(value, i);
            if (component != components[i] && !(isBoxed(component) && component.equals(components[i]))) {
                return false;
            }
        }
        return true;
    }

    /** Two of these that are equal have one encoding. Not so of others: to Java, histories on different bases are equal. */
    private static boolean isBoxed(Object component) {
        return component instanceof Number || component instanceof Boolean;
    }

    @Override
    public Object draw(Draw draw) {
        Optional<?> known = draw.known(structure.type());
        if (known.isPresent()) {
            return known.get();
        }
        RuntimeException refused = null;
        for (int i = 0; i < DRAWS; i++) {
            try {
                Object[] components = new Object[forms.length];
                for (int j = 0; j < components.length; j++) {
                    components[j] = forms[j].draw(draw);
                }
                return structure.make(components);
            } catch (IllegalArgumentException e) {
                refused = e;
            }
        }
        throw new IllegalStateException(
                structure.type().getTypeName() + " takes no components that can be drawn within their bounds", refused);
    }

    @Override
    public int leastBytes() {
        int least = 0;
        for (Form<?> form : forms) {
            least += form.leastBytes();
        }
        return least;
    }

    @Override
    public String describe() {
        return Forms.name(structure.type());
    }

    /** Its components in order. */
    String definition() {
        return IntStream.range(0, forms.length)
                .mapToObj(i -> structure.components().get(i).name() + ": " + forms[i].describe())
                .collect(Collectors.joining(", "));
    }
}
