package next700.transactions;

/**
 * Three levels of isolation at which all transactions agree on one order of events. A serializable transaction is one
 * event. One that reads a snapshot has two, its beginning, at which it reads, and its commit, at which it writes
 * (Berenson et al., "A critique of ANSI SQL isolation levels", SIGMOD 1995); under snapshot isolation no two that write
 * one key overlap, under prefix consistency they may (Biswas and Enea, OOPSLA 2019).
 */
enum Isolation {
    PREFIX_CONSISTENCY(2),
    SNAPSHOT_ISOLATION(2),
    SERIALIZABILITY(1);

    private final int events;

    Isolation(int events) {
        this.events = events;
    }

    /** How many events a transaction has. */
    int events() {
        return events;
    }

    /** The event at which a transaction reads. */
    int begin(int transaction) {
        return events * transaction;
    }

    /** The event at which it writes. */
    int commit(int transaction) {
        return events * transaction + events - 1;
    }

    /**
     * The event of a writer that comes behind the commits of all writers before it: its commit, or its beginning where
     * writers of one key do not overlap.
     */
    int heir(int transaction) {
        return this == PREFIX_CONSISTENCY ? commit(transaction) : begin(transaction);
    }

    int transaction(int event) {
        return event / events;
    }

    boolean begins(int event) {
        return event % events == 0;
    }

    boolean commits(int event) {
        return event % events == events - 1;
    }
}
