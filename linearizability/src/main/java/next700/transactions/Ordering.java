package next700.transactions;

/** What a cycle needs beside dependencies, and a model promises to keep beside them; each includes those before it. */
public enum Ordering {
    DEPENDENCIES(""),
    /** The order of the transactions of each process. */
    PROCESS("-process"),
    /** The order of all transactions of which one completed before the other was invoked. */
    REAL_TIME("-realtime");

    private final String suffix;

    Ordering(String suffix) {
        this.suffix = suffix;
    }

    /** What it adds to the name of an anomaly. */
    public String suffix() {
        return suffix;
    }

    /** The edges for it. Real time contains the order of each process. */
    int mask() {
        return switch (this) {
            case DEPENDENCIES -> 0;
            case PROCESS -> DependencyGraph.PROCESS;
            case REAL_TIME -> DependencyGraph.REAL_TIME;
        };
    }
}
