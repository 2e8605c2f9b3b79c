package next700.protocol.backup;

import next700.protocol.abstraction.InstanceId;

/**
 * {@code k}, how many requests an instance of Backup commits (thesis 3.4.3). It doubles with every instance, {@code k =
 * ⌈C · 2^m⌉}, so that slow clients get their turn whatever the fast ones do; it stays at 1 for the first instances, so
 * that a short disturbance does not end in a long stay; and it starts anew from time to time.
 *
 * @param flat {@code C = 2^-flat}: for so many instances {@code k} is 1
 * @param period after so many instances {@code m} starts at 0 again
 */
public record Term(int flat, int period) {
    /** Up to 32,768 requests. */
    public static final Term DEFAULT = new Term(16, 32);

    private static final int MAX_EXPONENT = 30;

    public Term {
        if (flat < 0 || period < 1) {
            throw new IllegalArgumentException(
                    "flat must be at least 0 and the period at least 1, not " + flat + " and " + period);
        }
    }

    /** {@code k} of an instance. */
    public long of(InstanceId instance) {
        long m = instance.number() % period;
        return 1L << Math.clamp(m - flat, 0, MAX_EXPONENT);
    }
}
