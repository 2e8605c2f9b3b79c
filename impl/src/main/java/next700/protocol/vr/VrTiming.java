package next700.protocol.vr;

/**
 * How long replicas and clients wait, in milliseconds.
 *
 * @param heartbeat after which an idle primary sends a COMMIT, and a busy one its PREPAREs again
 * @param patience for which a backup does without its primary, and everyone without the new view
 * @param resend after which a client asks again, all replicas, and a recovering replica does
 */
public record VrTiming(long heartbeat, long patience, long resend) {
    private static final long HEARTBEAT_DELTAS = 1;
    private static final long PATIENCE_DELTAS = 6;
    private static final long RESEND_DELTAS = 4;

    /** Where messages arrive within so many milliseconds, as long as nothing is wrong. */
    public static VrTiming within(long deltaMillis) {
        return new VrTiming(HEARTBEAT_DELTAS * deltaMillis, PATIENCE_DELTAS * deltaMillis, RESEND_DELTAS * deltaMillis);
    }
}
