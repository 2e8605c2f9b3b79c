package next700.transactions;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import next700.history.History;

/** What is known about a history of transactions and a consistency model after checking it. */
public sealed interface TransactionVerdict {
    /** What was asked about. */
    ConsistencyModel model();

    Findings findings();

    /**
     * The model holds. For the serializable models there is a serial order that {@link SerialReplay} has replayed; for
     * snapshots and prefixes an order of beginnings and commits that {@link SnapshotReplay} has, unless, as for the
     * others, all dependencies are known that matter, and no cycle of them and no other anomaly is one that the model
     * forbids.
     */
    record Holds(ConsistencyModel model, Findings findings) implements TransactionVerdict {
        /** A serial order that proves it, if that is what does. */
        public Optional<SerialOrder> order() {
            return findings.order().filter(order -> order.proves(model));
        }

        /** An order of beginnings and commits that proves it, if that is what does. */
        public Optional<SnapshotOrder> snapshots() {
            return findings.snapshots().filter(order -> order.proves(model));
        }

        /**
         * The order that proves it as a history to be checked again, where there is one.
         *
         * @param history that was checked
         */
        public Optional<History> witness(Transactions history) {
            return order().map(order -> Witness.of(history, order))
                    .or(() -> snapshots().map(order -> Witness.of(history, order)));
        }
    }

    /** There are anomalies that the model forbids. */
    record Violated(ConsistencyModel model, Findings findings) implements TransactionVerdict {
        /** Those anomalies; the others are in the findings. */
        public List<Anomaly> anomalies() {
            return findings.against(model);
        }

        /**
         * The transactions of an anomaly, with what they read, as a history of its own: much smaller, and violated, too,
         * unless it takes others to tell the order of versions.
         *
         * @param history that was checked
         */
        public History excerpt(Transactions history, Anomaly anomaly) {
            return Excerpt.of(history, anomaly);
        }
    }

    /** No such anomaly was found, but that there is none is not known; the gaps of the findings say more. */
    record Unknown(ConsistencyModel model, Findings findings, Reason reason) implements TransactionVerdict {}

    /** Why nobody knows. */
    enum Reason {
        /** The history does not tell enough. */
        NOT_TOLD,
        /** The time was over. What had been found by then is in the findings. */
        DEADLINE,
        /** The history is too large for the memory allowed. */
        MEMORY
    }

    /** The verdict in a few sentences. */
    default String explain() {
        String text = switch (this) {
            case Holds holds ->
                "The history is %s%s."
                        .formatted(
                                model().label(),
                                holds.order()
                                        .map(order -> ": a serial order of " + order.size()
                                                + " transactions explains every read")
                                        .or(() -> holds.snapshots()
                                                .map(order -> ": an order of " + order.size()
                                                        + " beginnings and commits explains every read"))
                                        .orElse(""));
            case Violated violated -> {
                List<Anomaly> anomalies = violated.anomalies();
                yield "The history is not %s: it shows %s.\n\n%s"
                        .formatted(
                                model().label(),
                                anomalies.stream().map(Anomaly::name).distinct().collect(Collectors.joining(", ")),
                                anomalies.getFirst().explain());
            }
            case Unknown unknown ->
                "Not known whether the history is %s: no anomaly was found that forbids it, but %s. %s"
                        .formatted(
                                model().label(),
                                switch (unknown.reason()) {
                                    case NOT_TOLD -> "not all can be known";
                                    case DEADLINE, MEMORY -> "not all was looked at";
                                },
                                String.join(" ", findings().gaps()));
        };
        return text + "\n" + models();
    }

    /** A sentence on the strongest models that hold, and on those of which nobody knows. */
    default String models() {
        List<ConsistencyModel> strongest = findings().strongest();
        List<ConsistencyModel> undecided = findings().strongestUndecided();
        String holds = strongest.isEmpty()
                ? "No model is known to hold"
                : "The strongest that holds is " + labels(strongest, " and ");
        return undecided.isEmpty() ? holds + "." : holds + "; not known is " + labels(undecided, " or ") + ".";
    }

    private static String labels(List<ConsistencyModel> models, String last) {
        return models.stream().map(ConsistencyModel::label).collect(Collectors.joining(last));
    }
}
