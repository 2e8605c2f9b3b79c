package next700.protocol.pbft;

/** What the primary proposes for the sake of replicas that lost their memory, while no client has anything to do. */
final class NullRequests {
    /** For each asking. */
    private static final int BOUND = 16;

    private final ReplicaState replica;
    private long wanted;
    private int left;

    NullRequests(ReplicaState replica) {
        this.replica = replica;
    }

    /** A replica without its memory is a full member again once a checkpoint covers this number. */
    void areWantedUpTo(long sequence) {
        wanted = sequence;
        left = BOUND;
    }

    /**
     * A replica without its memory waits for a checkpoint, which may never come while no client has anything to do. So
     * the primary proposes null requests then, one at a time, and so many for a STATUS that asks for them.
     */
    boolean isDue() {
        boolean due = left > 0
                && replica.pending.isEmpty()
                && replica.proposed() == replica.executed()
                && replica.proposed() < wanted;
        if (due) {
            left--;
        }
        return due;
    }
}
