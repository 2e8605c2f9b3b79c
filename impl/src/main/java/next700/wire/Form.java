package next700.wire;

import java.lang.invoke.MethodHandle;

/**
 * How values of one type are written, read, and drawn. A form writes every value in one way, and reads back nothing but
 * what it would write; that is what makes frames canonical without encoding them again.
 */
interface Form<T> {
    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException if it is outside of its bounds, so that no reader would take it
     */
    void write(T value, Out out);

    /** {@link #write} as a handle, from an object and an {@link Out}: what is made of such handles is compiled in one piece. */
    default MethodHandle writer() {
        return Writers.of(this);
    }

    /** Reads what {@link #write} wrote. */
    T read(In in) throws MalformedFrameException;

    /** Makes any value that can be written. */
    T draw(Draw draw);

    /** No value takes fewer bytes; a count of values is checked against it before there is room for them. */
    int leastBytes();

    /** The form in a line, for people: what {@link RecordCodec#describe} is made of. */
    String describe();
}
