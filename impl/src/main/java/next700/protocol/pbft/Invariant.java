package next700.protocol.pbft;

/** What holds of a replica's own state whatever it receives: no message may break it, forged or not. */
final class Invariant {
    private Invariant() {}

    /** @throws IllegalStateException naming the invariant, if it does not hold */
    static void holds(boolean condition, String invariant) {
        if (!condition) {
            throw new IllegalStateException("it does not hold that " + invariant);
        }
    }
}
