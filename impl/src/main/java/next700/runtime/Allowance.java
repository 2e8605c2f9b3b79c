package next700.runtime;

/**
 * How much of a replica's time a client may take with frames that are expensive to look at: what such a frame says is known
 * only when it is decoded and its MACs are verified, so that a client is held to what it costs, and not to what it says.
 *
 * <p>A client may take a quarter of a second at once, which is enough for the longest histories that are carried from one
 * instance to the next, and then two hundredths of the time: ten that do nothing else leave the others four fifths.
 * Frames as usual, which cost less than a millisecond, count for nothing.
 */
final class Allowance {
    static final long FREE_NANOS = 1_000_000;
    static final long AT_ONCE_NANOS = 250_000_000;
    static final int SHARE = 50;

    private long sinceNanos;
    private long leftNanos = AT_ONCE_NANOS;

    Allowance(long nowNanos) {
        sinceNanos = nowNanos;
    }

    /**
     * Counts what a frame cost.
     *
     * @return for how many nanoseconds nothing is to be read of that client; 0 if it is within its allowance
     */
    long charge(long costNanos, long nowNanos) {
        leftNanos = Math.min(AT_ONCE_NANOS, leftNanos + (nowNanos - sinceNanos) / SHARE);
        sinceNanos = nowNanos;
        leftNanos -= Math.max(0, costNanos - FREE_NANOS);
        return leftNanos >= 0 ? 0 : -leftNanos * SHARE;
    }
}
