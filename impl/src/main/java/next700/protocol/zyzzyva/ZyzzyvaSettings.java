package next700.protocol.zyzzyva;

/**
 * What all agree upon, and how long they wait, in milliseconds.
 *
 * @param checkpointInterval a checkpoint is taken after every so many requests
 * @param rule what a new view begins with
 * @param clientPatience for which a client waits for all answers, and then again for what it asked for
 * @param patience for which a replica waits for its primary, and for a new view to begin
 */
public record ZyzzyvaSettings(int checkpointInterval, NewViewRule rule, long clientPatience, long patience) {
    private static final int USUAL_INTERVAL = 64;
    private static final long CLIENT_DELTAS = 4;
    private static final long PATIENCE_DELTAS = 8;

    public ZyzzyvaSettings {
        if (checkpointInterval < 1 || clientPatience < 1 || patience < 1) {
            throw new IllegalArgumentException("interval and patience are positive, not %d, %d and %d"
                    .formatted(checkpointInterval, clientPatience, patience));
        }
    }

    /** The repaired protocol where messages arrive within so many milliseconds, as long as nothing is wrong. */
    public static ZyzzyvaSettings within(long deltaMillis) {
        return new ZyzzyvaSettings(
                USUAL_INTERVAL, NewViewRule.HIGHEST_VIEW, CLIENT_DELTAS * deltaMillis, PATIENCE_DELTAS * deltaMillis);
    }

    /** How far sequence numbers may run ahead of the stable checkpoint. */
    long window() {
        return 2L * checkpointInterval;
    }

    boolean isCheckpoint(long n) {
        return n > 0 && n % checkpointInterval == 0;
    }
}
