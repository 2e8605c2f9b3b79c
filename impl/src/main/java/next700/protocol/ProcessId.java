package next700.protocol;

import java.util.Comparator;

/** The name of a process: {@code r1}, {@code r2}, ... for replicas, {@code c1}, {@code c2}, ... for clients. */
public sealed interface ProcessId extends Comparable<ProcessId> permits ReplicaId, ClientId {
    /** Replicas before clients, each by number. */
    Comparator<ProcessId> ORDER = Comparator.<ProcessId, Boolean>comparing(id -> id instanceof ClientId)
            .thenComparingInt(ProcessId::number);

    /** From 1. */
    int number();

    @Override
    default int compareTo(ProcessId other) {
        return ORDER.compare(this, other);
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
