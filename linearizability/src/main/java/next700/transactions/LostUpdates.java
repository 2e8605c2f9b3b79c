package next700.transactions;

import java.util.function.Supplier;
import next700.history.Value;

/**
 * Updates that overwrote each other: of a version that two transactions read, and both replaced, one of the two
 * new versions was made in ignorance of the other (Berenson et al., "A critique of ANSI SQL isolation levels", SIGMOD 1995).
 */
final class LostUpdates {
    private final Transactions history;
    private final Evidence evidence;
    private final Writers writers;
    /** For each version that was read and replaced the first such read. */
    private final LongIntMap updates = new LongIntMap();

    LostUpdates(Transactions history, Evidence evidence, Writers writers) {
        this.history = history;
        this.evidence = evidence;
        this.writers = writers;
    }

    /**
     * The read of whose version the write makes an update: what its transaction did first with the key, where it did nothing
     * but read before; or -1.
     */
    int updated(int write) {
        int first = -1;
        for (int before = writers.previous(write); before >= 0; before = writers.previous(before)) {
            if (!history.reads(before)) {
                return -1;
            }
            first = before;
        }
        return first;
    }

    /**
     * Takes down an update of a committed transaction.
     *
     * @param read that found the version which is replaced
     * @param version its value as a number, or -1 for the initial one
     * @param seen its value for the report
     */
    void add(int read, int version, Supplier<Value> seen) {
        long place = LongIntMap.pair(history.key(read), version);
        int other = updates.get(place);
        if (other < 0) {
            updates.put(place, read);
        } else if (losesUpdate(other, read)) {
            evidence.add(
                    "lost-update",
                    () -> new Anomaly.LostUpdate(
                            history.transactionOf(other),
                            history.transactionOf(read),
                            history.keyOf(read),
                            seen.get()));
        }
    }

    boolean losesUpdate(int one, int another) {
        return history.owner(one) != history.owner(another);
    }
}
