package next700.transactions;

/**
 * A certificate: the transactions that committed, one after the other. Executed alone in this order, each reads what it
 * read in the history, and the order is one of those that the history had to keep; {@link SerialReplay} sees for itself.
 */
public final class SerialOrder {
    private final int[] order;
    private final Ordering ordering;

    SerialOrder(int[] order, Ordering ordering) {
        this.order = order.clone();
        this.ordering = ordering;
    }

    /** How many transactions it has. */
    public int size() {
        return order.length;
    }

    /** The number of the transaction at a place, both from 0. */
    public int transaction(int place) {
        return order[place];
    }

    /** Which order it keeps: that of real time makes it a proof of strict serializability. */
    public Ordering ordering() {
        return ordering;
    }

    /** Whether every history with such an order is one of the model. */
    boolean proves(ConsistencyModel model) {
        return ConsistencyModel.of(Isolation.SERIALIZABILITY, ordering).implies(model);
    }
}
