package next700.protocol.paxos;

/**
 * What may be set; servers of one group have the same.
 *
 * @param window how many sequence numbers a leader has under way at once
 * @param batch at most so many updates are bound to one number
 * @param snapshotEvery so many numbers, the log is cut
 * @param patienceMillis the progress timer's first time-out; it doubles until something is executed
 * @param proofMillis between two VC_Proofs, and before what was lost is sent again
 */
public record PaxosSettings(int window, int batch, int snapshotEvery, long patienceMillis, long proofMillis) {
    public PaxosSettings {
        if (window < 1 || batch < 1 || snapshotEvery < 1 || patienceMillis < 1 || proofMillis < 1) {
            throw new IllegalArgumentException(
                    "window, batch, snapshots and times are at least 1, not %d, %d, %d, %d and %d"
                            .formatted(window, batch, snapshotEvery, patienceMillis, proofMillis));
        }
    }

    private static final int USUAL_WINDOW = 16;
    private static final int USUAL_BATCH = 64;
    private static final int USUAL_SNAPSHOTS = 1_000;
    private static final int PATIENCE_IN_DELTAS = 8;
    private static final int PROOF_IN_DELTAS = 2;

    /** For a network on which messages arrive within a time. */
    public static PaxosSettings within(long deltaMillis) {
        return new PaxosSettings(
                USUAL_WINDOW,
                USUAL_BATCH,
                USUAL_SNAPSHOTS,
                PATIENCE_IN_DELTAS * deltaMillis,
                PROOF_IN_DELTAS * deltaMillis);
    }
}
