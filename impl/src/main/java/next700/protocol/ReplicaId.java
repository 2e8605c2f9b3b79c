package next700.protocol;

/** The name of a replica. */
public record ReplicaId(int number) implements ProcessId {
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
