package register;

import next700.process.ClientId;

/** Which of two values is the later one; no two writes share a stamp. */
public record Stamp(long number, int writer) implements Comparable<Stamp> {
    /** Of the value that is there before all writes. */
    static final Stamp ZERO = new Stamp(0, 0);

    /** The next one for a writer. */
    Stamp next(ClientId client) {
        return new Stamp(number + 1, client.number());
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
