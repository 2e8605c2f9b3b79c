package next700.protocol.abstraction;

/**
 * How long clients wait, in terms of {@code Δ}: the time within which a message that is sent again and again arrives
 * while links are synchronous (thesis 3.3).
 */
public record Timing(long deltaMillis) {
    public Timing {
        if (deltaMillis < 1) {
            throw new IllegalArgumentException("delta must be at least 1 ms, not " + deltaMillis);
        }
    }

    /** {@code T} of a protocol whose critical path has this many one-way messages. */
    public long patienceMillis(int messageDelays) {
        return messageDelays * deltaMillis;
    }

    /**
     * The checkpoint timer of LCS.1, in a protocol with this critical path: a request that one replica has executed all have
     * by then, and their CHECKPOINTs have arrived. It also lies between two sendings.
     */
    public long checkpointMillis(int messageDelays) {
        return (messageDelays + 1) * deltaMillis;
    }

    /** How often a CHECKPOINT is sent again before a replica gives up (LCS.2). */
    public int checkpointsAgain() {
        return 1;
    }

    /** Between two sendings of the same message. */
    public long resendMillis() {
        return Math.max(1, deltaMillis / 2);
    }
}
