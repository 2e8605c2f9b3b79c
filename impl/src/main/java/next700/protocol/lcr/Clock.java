package next700.protocol.lcr;

import java.util.Arrays;

/**
 * The vector clock {@code C_m} that a message carries: by position on the ring, how many broadcasts of that member its
 * sender had received when it sent the message, its own broadcasts included (thesis 2.4.1).
 */
public final class Clock {
    private final long[] counts;

    private Clock(long[] counts) {
        this.counts = counts;
    }

    public static Clock of(long... counts) {
        return new Clock(counts.clone());
    }

    public int size() {
        return counts.length;
    }

    public long at(int position) {
        return counts[position];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Clock clock && Arrays.equals(counts, clock.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.toString(counts);
    }
}
