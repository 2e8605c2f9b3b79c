package next700.process;

/** The name of a replica, numbered from 1. */
public record ReplicaId(
        @Bound(min = 1, max = ReplicaId.MAX_NUMBER) int number) implements ProcessId {
    /** The last that a group can have: a bound on what a person would configure. */
    public static final int MAX_NUMBER = 100;

    public ReplicaId {
        if (number < 1) {
            throw new IllegalArgumentException("replicas are numbered from 1, not " + number);
        }
    }

    @Override
    public String name() {
        return "r" + number;
    }

    @Override
    public int compareWithinKind(ProcessId sameKind) {
        return Integer.compare(number, ((ReplicaId) sameKind).number);
    }

    @Override
    public String toString() {
        return name();
    }
}
