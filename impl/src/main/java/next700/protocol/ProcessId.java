package next700.protocol;

/** The name of a process: {@code r1}, {@code r2}, ... for replicas, {@code c1}, {@code c2}, ... for clients. */
public sealed interface ProcessId extends Comparable<ProcessId> permits ReplicaId, ClientId {
    /** From 1. */
    int number();

    /** Replicas before clients, each by number. */
    @Override
    default int compareTo(ProcessId other) {
        boolean replica = this instanceof ReplicaId;
        return replica == other instanceof ReplicaId ? Integer.compare(number(), other.number()) : replica ? -1 : 1;
    }

    /** Reads what {@code toString} wrote. */
    static ProcessId parse(String text) {
        if (text.matches("[rc][1-9][0-9]{0,8}")) {
            int number = Integer.parseInt(text.substring(1));
            return text.charAt(0) == 'r' ? new ReplicaId(number) : new ClientId(number);
        }
        throw new IllegalArgumentException("not a process: '" + text + "' (expected r1, r2, ... or c1, c2, ...)");
    }
}
