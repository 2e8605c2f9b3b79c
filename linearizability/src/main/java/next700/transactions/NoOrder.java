package next700.transactions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.history.History;
import next700.linearizability.Deadline;

/**
 * There is no order of events that explains every read, though no cycle of known dependencies says so. The transactions
 * are as few as show it, each with those of its reads and writes without which there would be an order.
 *
 * @param model the model that they refute
 * @param transactions those that show it
 * @param steps from what was read and written to a contradiction, in sentences
 * @param core a history of these transactions alone, for which there is no order either; of registers, where an order of
 *     events was sought
 */
public record NoOrder(
        ConsistencyModel model, List<Transaction> transactions, List<String> steps, Optional<History> core)
        implements Anomaly {
    public NoOrder {
        transactions = List.copyOf(transactions);
        steps = List.copyOf(steps);
    }

    static NoOrder of(Observations involved, ConsistencyModel model, Deadline deadline) {
        Isolation isolation = model.isolation().orElseThrow();
        Observations core = Core.of(involved, isolation, model.ordering(), deadline);
        List<Transaction> transactions = new ArrayList<>();
        for (int i = 0; i < core.size(); i++) {
            transactions.add(transaction(core, i));
        }
        return new NoOrder(
                model,
                transactions,
                OrderSearch.tell(core, isolation, model.ordering(), Deadline.NEVER),
                CoreHistory.of(core, transactions));
    }

    /** No order of commits, though nobody missed what it must have seen. */
    static NoOrder of(Observations facts, ConsistencyModel model, CommitOrder order) {
        List<Transaction> transactions = new ArrayList<>();
        for (int i = 0; i < order.accused().size(); i++) {
            transactions.add(
                    facts.history().transaction(facts.number(order.accused().get(i))));
        }
        return new NoOrder(model, transactions, order.steps(), Optional.empty());
    }

    /** A transaction with what is left of it. */
    private static Transaction transaction(Observations core, int number) {
        Transaction whole = core.history().transaction(core.number(number));
        int first = core.history().begin(core.number(number));
        List<MicroOperation> operations = new ArrayList<>();
        for (int i = 0; i < whole.operations().size(); i++) {
            if (isLeft(core, number, first + i)) {
                operations.add(whole.operations().get(i));
            }
        }
        return new Transaction(
                whole.index(),
                whole.process(),
                whole.outcome(),
                operations,
                whole.invokedLine(),
                whole.completedLine());
    }

    private static boolean isLeft(Observations core, int number, int micro) {
        for (int read = core.firstRead(number); read < core.endOfReads(number); read++) {
            if (core.readMicro(read) == micro) {
                return true;
            }
        }
        for (int write = core.firstWrite(number); write < core.endOfWrites(number); write++) {
            if (core.writeMicro(write) == micro) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String name() {
        if (model.isolation().isEmpty()) {
            return "no-" + model.label();
        }
        String what = switch (model.isolation().get()) {
            case SERIALIZABILITY -> "no-serial-order";
            case SNAPSHOT_ISOLATION -> "no-snapshots";
            case PREFIX_CONSISTENCY -> "no-prefixes";
        };
        return what + model.ordering().suffix();
    }

    @Override
    public String explain() {
        return Prose.let(transactions) + "\n" + String.join("\n", steps);
    }
}
