package next700.transactions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import next700.history.History;
import next700.history.Value;

/** A core as a history of its own, which reproduces it: processes, and what was over when another was invoked, are kept. */
final class CoreHistory {
    private CoreHistory() {}

    private record Event(long when, int transaction, boolean invokes) {}

    /** Empty for lists: what is left of them was read together with what was left out. */
    static Optional<History> of(Observations core, List<Transaction> transactions) {
        if (core.history().kind() == Transactions.Kind.LISTS) {
            return Optional.empty();
        }
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < core.size(); i++) {
            numbers.add(core.number(i));
        }
        return Optional.of(of(core.history(), numbers, transactions));
    }

    /**
     * Some transactions of a history, as they were in it.
     *
     * @param numbers of the transactions there
     * @param transactions what is left of each
     */
    static History of(Transactions whole, List<Integer> numbers, List<Transaction> transactions) {
        Event[] events = new Event[2 * numbers.size()];
        for (int i = 0; i < numbers.size(); i++) {
            events[2 * i] = new Event(2L * numbers.get(i) + 1, i, true);
            events[2 * i + 1] = new Event(2L * whole.next(numbers.get(i)), i, false);
        }
        Arrays.sort(events, Comparator.comparingLong(Event::when).thenComparingInt(Event::transaction));
        History.Builder history = History.builder(whole.source());
        long time = 0;
        for (Event event : events) {
            Transaction transaction = transactions.get(event.transaction);
            time++;
            if (event.invokes) {
                if (history.isOpen(transaction.process())) {
                    // Of the one before it there was never an answer, and its process went on.
                    history.unknown(transaction.process());
                }
                history.invoke(transaction.process(), "txn", steps(transaction, false), time);
                if (transaction.outcome() == Outcome.ABORTED) {
                    history.fail(transaction.process(), steps(transaction, false), ++time);
                }
            } else if (transaction.outcome() == Outcome.COMMITTED) {
                history.ok(transaction.process(), steps(transaction, true), time);
            }
        }
        return history.build();
    }

    private static Value steps(Transaction transaction, boolean known) {
        return new Value.Sequence(transaction.operations().stream()
                .map(operation -> operation instanceof MicroOperation.Read read && !known
                        ? new MicroOperation.Read(read.key(), Optional.empty())
                        : operation)
                .map(MicroOperation::asValue)
                .toList());
    }
}
