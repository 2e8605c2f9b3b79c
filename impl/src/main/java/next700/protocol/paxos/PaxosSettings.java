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

    /** For a network of machines that stand beside one another. */
    public static PaxosSettings usual() {
        return new PaxosSettings(16, 64, 1_000, 300, 50);
    }
}
