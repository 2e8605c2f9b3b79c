package next700.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import next700.wire.MalformedFrameException.Reason;

/**
 * Values to bytes and back, as their records are declared: a protocol declares the classes of its messages, and nothing
 * else.
 *
 * <p>A record is its components, one after the other; so is a final class with one public constructor and an accessor for
 * each of its parameters. A component may be
 *
 * <ul>
 *   <li>{@code long} and {@code int}, naturals unless {@link next700.process.Bound} says otherwise, in LEB128;
 *   <li>{@code boolean}, an enum, {@code String} in UTF-8, {@code Bytes} and {@code Digest};
 *   <li>{@code Optional} and {@code List} of any of these; {@code Set}, {@code Map} and their sorted kinds, in the order of
 *       their elements or keys;
 *   <li>a record or such a class;
 *   <li>a sealed interface, behind the place of the class among the permitted ones;
 *   <li>any other interface, behind the place of the class among the declared ones.
 * </ul>
 *
 * <p><b>One value has one encoding.</b> Numbers, texts, sets and references are read in their one form only, and a frame ends
 * with its value. Only where a constructor changes what it is given is the frame encoded again, and compared.
 *
 * <p><b>Whoever wrote the bytes may lie.</b> A length is checked against what is there before anything is made for it; all
 * collections of a frame together have no more elements than the {@link FrameLimits}; values of types that contain their own
 * kind nest up to a fixed depth; and what a constructor refuses is malformed. {@link MalformedFrameException} is all that
 * is ever thrown.
 *
 * <p><b>Versions.</b> The number of a kind is its place: the first that is declared has 0. A newer version appends kinds to
 * the declared ones, to a sealed interface, or constants to an enum, and leaves {@link Retired} in the place of a
 * declared class that is no more. An older reader refuses what it does not know as {@link Reason#UNKNOWN_KIND} and reads on.
 * A kind never changes its components: a new kind takes its place.
 */
public final class RecordCodec<T> {
    /** Stands in the place of a class that is no more, so that those behind it keep their numbers. */
    public static final class Retired {
        private Retired() {}
    }

    private final FrameLimits limits;
    private final Forms forms;
    private final Form<Object> form;

    /**
     * Makes a codec.
     *
     * @param type of the values
     * @param declared what may stand where an interface is that is not sealed
     * @throws IllegalArgumentException if a component of what {@code type} is made of has no encoding
     */
    public RecordCodec(Class<T> type, List<Class<?>> declared, FrameLimits limits) {
        this(type, declared, limits, Map.of());
    }

    /** The same, with forms of their own for some types. */
    RecordCodec(
            Class<T> type,
            List<Class<?>> declared,
            FrameLimits limits,
            Map<Class<?>, Function<Forms, ? extends Form<?>>> special) {
        this.limits = limits;
        this.forms = new Forms(declared);
        special.forEach(forms::special);
        this.form = forms.of(type);
    }

    /**
     * The encoding of a value.
     *
     * @throws IllegalArgumentException if a component is outside of its bounds or the frame outside of the limits, so that
     *     no decoder would take it, or a class was not declared
     */
    public byte[] encode(T value) {
        Out out = new Out(limits);
        form.write(value, out);
        return out.toByteArray();
    }

    /** The value that has this encoding. */
    public T decode(byte[] encoded) throws MalformedFrameException {
        if (encoded.length > limits.maxFrameBytes()) {
            throw new MalformedFrameException(Reason.TOO_LONG, encoded.length + " bytes");
        }
        In in = new In(encoded, limits);
        @SuppressWarnings("unchecked") // The form was derived from the type.
        T value = (T) form.read(in);
        if (in.remaining() > 0) {
            throw new MalformedFrameException(Reason.TOO_LONG, "bytes behind its end");
        }
        if (in.isDoubtful() && !Arrays.equals(encoded, encodedAgain(value))) {
            throw new MalformedFrameException(Reason.NOT_CANONICAL, "encodes differently");
        }
        return value;
    }

    private byte[] encodedAgain(T value) throws MalformedFrameException {
        try {
            return encode(value);
        } catch (RuntimeException e) { // A constructor made something of its components that has no encoding.
            throw new MalformedFrameException(Reason.OUT_OF_RANGE, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Any value of a type that can be encoded, as these choices have it.
     *
     * @throws IllegalArgumentException if values of the type do not occur in what the codec encodes
     */
    public <V> V draw(Class<V> type, Choices choices) {
        Form<Object> drawn = forms.all().get(type);
        if (drawn == null) {
            throw new IllegalArgumentException("no " + type.getTypeName() + " is ever encoded");
        }
        return type.cast(drawn.draw(new Draw(choices)));
    }

    /** The format, a line for each type. */
    public String describe() {
        Map<String, String> lines = new TreeMap<>();
        forms.all().forEach((type, each) -> {
            String definition = switch (each) {
                case Composite composite -> composite.definition();
                case Alternatives alternatives -> alternatives.definition();
                default -> each.describe();
            };
            lines.put(type.getTypeName(), Forms.name(type) + " = " + definition + "\n");
        });
        return String.join("", lines.values());
    }
}
