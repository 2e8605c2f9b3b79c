package next700.cli.create;

/** What replicas may do wrong. */
enum Faults {
    CRASH("crash", new Size(2, 1)),
    BYZANTINE("lie", new Size(3, 1));

    private final String verb;
    private final Size least;

    Faults(String verb, Size least) {
        this.verb = verb;
        this.least = least;
    }

    String verb() {
        return verb;
    }

    /** So many replicas are needed. */
    Size least() {
        return least;
    }

    /** How many votes choose a client, where there are so many replicas, of which f may be faulty. */
    int quorum(int replicas, int f) {
        return (this == BYZANTINE ? replicas + f : replicas) / 2 + 1;
    }
}
