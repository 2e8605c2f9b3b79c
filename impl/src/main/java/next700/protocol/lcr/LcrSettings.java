package next700.protocol.lcr;

/**
 * What all members of a group agree upon.
 *
 * @param survival who may go on without the others
 * @param windowBytes how much a member may have broadcast and not yet delivered itself; a single batch may be larger.
 *     Every member holds at most as much of every other one's
 * @param batchBytes up to how much is broadcast as one message of the protocol; a single payload may be larger
 * @param fair whether members take turns (thesis 2.5.2); without it, each prefers its own messages, which is good for
 *     nothing but seeing what happens then
 */
public record LcrSettings(Survival survival, int windowBytes, int batchBytes, boolean fair) {
    public static final LcrSettings DEFAULT = new LcrSettings(Survival.MAJORITY, 1 << 20, 1 << 15, true);

    public LcrSettings {
        if (windowBytes < 1 || batchBytes < 1) {
            throw new IllegalArgumentException(
                    "window and batch have at least one byte, not " + windowBytes + " and " + batchBytes);
        }
    }

    public LcrSettings with(Survival other) {
        return new LcrSettings(other, windowBytes, batchBytes, fair);
    }

    public LcrSettings withWindow(int bytes) {
        return new LcrSettings(survival, bytes, batchBytes, fair);
    }

    public LcrSettings withBatch(int bytes) {
        return new LcrSettings(survival, windowBytes, bytes, fair);
    }

    public LcrSettings unfair() {
        return new LcrSettings(survival, windowBytes, batchBytes, false);
    }
}
