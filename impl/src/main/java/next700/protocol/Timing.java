package next700.protocol;

/**
 * How long clients wait, in terms of {@code Δ}: the time within which a message that is sent again and again arrives
 * while links are synchronous (thesis 3.3).
 */
public record Timing(long deltaMillis) {
    private static final long CHECKPOINT_DELAYS = 4;

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
     * The checkpoint timer of LCS.1, and between two sendings of a CHECKPOINT. Others may take their time to get as far:
     * requests reach them on their own, or down a chain.
     */
    public long checkpointMillis() {
        return CHECKPOINT_DELAYS * deltaMillis;
    }

    /** How often a CHECKPOINT is sent again before a replica gives up (LCS.2). */
    public int checkpointSendings() {
        return 3;
    }

    /** Between two sendings of the same message. */
    public long resendMillis() {
        return Math.max(1, deltaMillis / 2);
    }
}
