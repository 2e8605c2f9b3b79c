package next700.protocol.abstraction;

import next700.process.Bound;

/** The number {@code i} of an Abstract instance (thesis 3.2.1); the first is 1. */
public record InstanceId(
        @Bound(min = 1, max = InstanceId.MAX_NUMBER) long number) implements Comparable<InstanceId> {
    /** The last on the wire, so that each that arrives has a next one. */
    public static final long MAX_NUMBER = (1L << 62) - 1;

    public static final InstanceId FIRST = new InstanceId(1);

    public InstanceId {
        if (number < 1) {
            throw new IllegalArgumentException("instances are numbered from 1, not " + number);
        }
    }

    @Override
    public int compareTo(InstanceId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
