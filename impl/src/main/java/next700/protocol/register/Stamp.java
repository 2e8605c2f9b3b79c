package next700.protocol.register;

import next700.process.Bound;
import next700.process.ClientId;

/**
 * Which of two values is the later one (the slides' {@code [t, pid]}): no two writes of correct clients share a stamp, since a client
 * has one operation at a time.
 */
public record Stamp(
        @Bound(min = 0, max = Stamp.LAST) long number,
        @Bound(min = 0) int writer) implements Comparable<Stamp> {
    /** Numbers end somewhere: a client that lies may take the last one, and then nobody can write any more. */
    public static final long LAST = 1L << 53;

    /** Of the value that is there before all writes. */
    public static final Stamp ZERO = new Stamp(0, 0);

    /** A writer's first stamp after a number. */
    public static Stamp after(long number, ClientId writer) {
        return new Stamp(number + 1, writer.number());
    }

    @Override
    public int compareTo(Stamp other) {
        int byNumber = Long.compare(number, other.number);
        return byNumber != 0 ? byNumber : Integer.compare(writer, other.writer);
    }

    @Override
    public String toString() {
        return number + "." + writer;
    }
}
