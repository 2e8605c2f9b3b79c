package next700.protocol.pbft;

/**
 * What all replicas agree upon.
 *
 * @param batchBound how many requests a PRE-PREPARE carries at most
 * @param pipelineBound how many batches the primary has under way at most; while they are, requests gather for the next
 * @param checkpointInterval {@code K}: a checkpoint is taken at every multiple of this sequence number
 */
public record PbftSettings(int batchBound, int pipelineBound, int checkpointInterval) {
    public static final PbftSettings DEFAULT = new PbftSettings(64, 4, 128);

    public PbftSettings {
        if (batchBound < 1 || pipelineBound < 1 || checkpointInterval < 1) {
            throw new IllegalArgumentException("batches, pipeline and checkpoint interval have at least one, not "
                    + batchBound + ", " + pipelineBound + " and " + checkpointInterval);
        }
    }

    /** {@code L}: how far sequence numbers may run ahead of the stable checkpoint. */
    public long windowLength() {
        return 2L * checkpointInterval;
    }

    /** Whether a checkpoint is taken at this sequence number. */
    public boolean isCheckpoint(long sequence) {
        return sequence > 0 && sequence % checkpointInterval == 0;
    }
}
