package next700.cli.create;

/** What replicas may do wrong. */
enum Faults {
    CRASH("crash", 2),
    BYZANTINE("lie", 3);

    private final String verb;
    private final int factor;

    Faults(String verb, int factor) {
        this.verb = verb;
        this.factor = factor;
    }

    String verb() {
        return verb;
    }

    /** So many replicas are needed. */
    Size least() {
        return new Size(factor, 1);
    }

    /** How many votes choose a client, where there are so many replicas, of which f may be faulty. */
    int quorum(int replicas, int f) {
        return (this == BYZANTINE ? replicas + f : replicas) / 2 + 1;
    }
}
