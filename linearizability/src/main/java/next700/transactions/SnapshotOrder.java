package next700.transactions;

/**
 * A certificate: the beginnings and commits of the transactions that committed, one after the other. If each reads at its
 * beginning what had been committed, and writes at its commit, it reads what it read in the history; {@link
 * SnapshotReplay} sees for itself.
 */
public final class SnapshotOrder {
    private final int[] transactions;
    private final boolean exclusive;
    private final Ordering ordering;

    /**
     * An order of events.
     *
     * @param transactions each of which is there twice: where it begins, and where it commits
     * @param exclusive whether no two overlap that write one key, as snapshot isolation wants it
     */
    SnapshotOrder(int[] transactions, boolean exclusive, Ordering ordering) {
        this.transactions = transactions.clone();
        this.exclusive = exclusive;
        this.ordering = ordering;
    }

    /** How many events it has. */
    public int size() {
        return transactions.length;
    }

    /** The number of the transaction at a place, both from 0: the first time it begins, the second time it commits. */
    public int transaction(int place) {
        return transactions[place];
    }

    /** Whether it proves snapshot isolation; if not, it proves prefix consistency. */
    public boolean isExclusive() {
        return exclusive;
    }

    /** Which order it keeps beside. */
    public Ordering ordering() {
        return ordering;
    }

    /** Whether every history with such an order is one of the model. */
    boolean proves(ConsistencyModel model) {
        Isolation isolation = exclusive ? Isolation.SNAPSHOT_ISOLATION : Isolation.PREFIX_CONSISTENCY;
        return ConsistencyModel.of(isolation, ordering).implies(model);
    }
}
