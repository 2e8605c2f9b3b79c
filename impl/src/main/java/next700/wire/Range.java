package next700.wire;

import next700.process.Bound;
import next700.wire.MalformedFrameException.Reason;

/** What a {@link Bound} allows of a component, or what a component without one may be. */
record Range(String what, long min, long max) {
    Range {
        if (min > max) {
            throw new IllegalArgumentException(what + " cannot be from " + min + " to " + max);
        }
    }

    /** Of a component, whose type allows no more than {@code most}. */
    static Range of(Component component, long most) {
        Bound bound = component.bound();
        return bound == null
                ? new Range(component.toString(), 0, most)
                : new Range(component.toString(), bound.min(), Math.min(bound.max(), most));
    }

    /** Of a component that has a size. */
    static Range ofSize(Component component) {
        Range range = of(component, Integer.MAX_VALUE);
        if (range.min < 0) {
            throw new IllegalArgumentException(component + ": its size is not negative");
        }
        return range;
    }

    boolean isOneSize() {
        return min == max;
    }

    private boolean contains(long value) {
        return min <= value && value <= max;
    }

    private String refusal(long value) {
        return what + " is from " + min + " to " + max + ", not " + value;
    }

    void checkWritten(long value) {
        if (!contains(value)) {
            throw new IllegalArgumentException(refusal(value));
        }
    }

    long checkRead(long value, Reason reason) throws MalformedFrameException {
        if (!contains(value)) {
            throw new MalformedFrameException(reason, refusal(value));
        }
        return value;
    }

    /** Writes a size that is not known beforehand. */
    void writeSize(int size, Out out) {
        checkWritten(size);
        if (!isOneSize()) {
            out.number(size);
        }
    }

    long readSize(In in, Reason reason) throws MalformedFrameException {
        return isOneSize() ? min : checkRead(in.number(), reason);
    }

    int sizeBytes() {
        return isOneSize() ? 0 : 1;
    }

    @Override
    public String toString() {
        if (isOneSize()) {
            return "[" + min + "]";
        }
        String most = max == Integer.MAX_VALUE || max == Long.MAX_VALUE ? "" : Long.toString(max);
        return min == 0 && most.isEmpty() ? "" : "[" + min + ".." + most + "]";
    }
}
