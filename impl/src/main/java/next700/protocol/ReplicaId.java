package next700.protocol;

/** The name of a replica. */
public record ReplicaId(
        @Bound(min = 1, max = ReplicaId.MAX_NUMBER) int number) implements ProcessId {
    /** The last that a group can have. */
    public static final int MAX_NUMBER = 3 * Group.MAX_FAULTS + 1;

    public ReplicaId {
        if (number < 1) {
            throw new IllegalArgumentException("replicas are numbered from 1, not " + number);
        }
    }

    @Override
    public String toString() {
        return "r" + number;
    }
}
