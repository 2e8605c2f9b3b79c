package next700.protocol.vr;

/**
 * How long replicas and clients wait, in milliseconds.
 *
 * @param heartbeat after which an idle primary sends a COMMIT, and a busy one its PREPAREs again
 * @param patience for which a backup does without its primary, and everyone without the new view
 * @param resend after which a client asks again, all replicas, and a recovering replica does
 */
public record VrTiming(long heartbeat, long patience, long resend) {
    /** For a network in which a message takes no more than some milliseconds. */
    public static final VrTiming USUAL = new VrTiming(20, 200, 100);
}
