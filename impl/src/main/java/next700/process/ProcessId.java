package next700.process;

/**
 * The name of a process, the same wherever it is spoken of: {@code r1}, {@code c2}, {@code p3}. A protocol brings its own
 * kind of name where {@link ReplicaId} and {@link ClientId} do not fit.
 */
public interface ProcessId extends Comparable<ProcessId> {
    /** As people read it and recordings spell it; no two processes of a run share one. */
    String name();

    /** Where two names of one kind stand in the order of that kind. */
    int compareWithinKind(ProcessId sameKind);

    /** Replicas before clients, and each kind in its own order. */
    @Override
    default int compareTo(ProcessId other) {
        return getClass() == other.getClass()
                ? compareWithinKind(other)
                : other.getClass().getSimpleName().compareTo(getClass().getSimpleName());
    }

    /** Reads the name of a replica or of a client. */
    static ProcessId parse(String text) {
        if (text.matches("[rc][1-9][0-9]{0,8}")) {
            int number = Integer.parseInt(text.substring(1));
            return text.charAt(0) == 'r' ? new ReplicaId(number) : new ClientId(number);
        }
        throw new IllegalArgumentException("not a process: '" + text + "' (expected r1, r2, ... or c1, c2, ...)");
    }
}
