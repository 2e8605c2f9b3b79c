package next700.transactions;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import next700.history.History;
import next700.history.Value;

/**
 * What proves that a model holds, as a history of its own, which anybody can check again: the transactions that committed,
 * one after the other; or, where they read snapshots, each from its beginning to its commit.
 */
final class Witness {
    private final Transactions whole;
    private final History.Builder history;
    private long time;

    private Witness(Transactions whole) {
        this.whole = whole;
        history = History.builder(whole.source());
    }

    static History of(Transactions whole, SerialOrder order) {
        Witness witness = new Witness(whole);
        for (int i = 0; i < order.size(); i++) {
            witness.commit(witness.begin(order.transaction(i)), order.transaction(i));
        }
        return witness.history.build();
    }

    static History of(Transactions whole, SnapshotOrder order) {
        Witness witness = new Witness(whole);
        Map<Integer, String> running = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            int number = order.transaction(i);
            String process = running.remove(number);
            if (process == null) {
                running.put(number, witness.begin(number));
            } else {
                witness.commit(process, number);
            }
        }
        return witness.history.build();
    }

    /** Two transactions of one process overlap where its order is not kept; then the name is another. */
    private String begin(int number) {
        Transaction transaction = whole.transaction(number);
        StringBuilder process = new StringBuilder(transaction.process());
        while (history.isOpen(process.toString())) {
            process.append('\'');
        }
        history.invoke(process.toString(), "txn", steps(transaction, false), ++time);
        return process.toString();
    }

    private void commit(String process, int number) {
        history.ok(process, steps(whole.transaction(number), true), ++time);
    }

    /** Reads of which nobody was told are left out: what they found is not known, and whatever it was is explained. */
    private static Value steps(Transaction transaction, boolean known) {
        return new Value.Sequence(transaction.operations().stream()
                .filter(operation -> !(operation instanceof MicroOperation.Read read
                        && read.result().isEmpty()))
                .map(operation -> operation instanceof MicroOperation.Read read && !known
                        ? new MicroOperation.Read(read.key(), Optional.empty())
                        : operation)
                .map(MicroOperation::asValue)
                .toList());
    }
}
