package next700.transactions;

import static next700.transactions.DependencyGraph.RW;
import static next700.transactions.DependencyGraph.WR;
import static next700.transactions.DependencyGraph.WW;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.history.History;

/**
 * Checks histories of transactions against a consistency model, by the cycles of their dependencies (Adya, "Weak
 * consistency: a generalized theory and optimistic implementations for distributed transactions", 1999; Kingsbury and
 * Alvaro, "Elle: inferring isolation anomalies from experimental observations", VLDB 2020):
 *
 * <pre>{@code
 * Transactions transactions = Transactions.read(Path.of("history.edn"));
 * TransactionVerdict verdict = TransactionChecker.of(ConsistencyModel.STRICT_SERIALIZABLE).check(transactions);
 * System.out.println(verdict.explain());
 * }</pre>
 *
 * <p>For lists with unique elements, whether a history is serializable is never unknown, with or without the order of
 * processes or of real time: either there is an anomaly, or a serial order that explains every read. Weaker models can
 * remain unknown only where several transactions of one cycle appended to one key and nobody read it.
 */
public final class TransactionChecker {
    private final ConsistencyModel model;
    private final RegisterAssumptions assumptions;

    private TransactionChecker(ConsistencyModel model, RegisterAssumptions assumptions) {
        this.model = model;
        this.assumptions = assumptions;
    }

    /** A check against the model. */
    public static TransactionChecker of(ConsistencyModel model) {
        return new TransactionChecker(model, RegisterAssumptions.USUAL);
    }

    /** The same by other assumptions about registers. */
    public TransactionChecker assuming(RegisterAssumptions others) {
        return new TransactionChecker(model, others);
    }

    /**
     * Decides whether the model holds.
     *
     * @throws next700.history.MalformedHistoryException if an operation is no transaction
     */
    public TransactionVerdict check(History history) {
        return check(Transactions.of(history));
    }

    /** Decides whether the model holds. */
    public TransactionVerdict check(Transactions history) {
        Findings findings = find(history);
        if (findings.refuted().contains(model)) {
            return new TransactionVerdict.Violated(model, findings);
        }
        return findings.holding().contains(model)
                ? new TransactionVerdict.Holds(model, findings)
                : new TransactionVerdict.Unknown(model, findings);
    }

    private Findings find(Transactions history) {
        Evidence evidence = new Evidence();
        boolean lists = history.kind() == Transactions.Kind.LISTS;
        Inference inference =
                lists ? new ListInference(history, evidence) : new RegisterInference(history, evidence, assumptions);
        DependencyGraph graph = inference.graph();
        Optional<SerialOrder> order = Optional.empty();
        boolean local = !evidence.anomalies().isEmpty();
        Ordering acyclic = null;
        for (Ordering ordering : List.of(Ordering.REAL_TIME, Ordering.PROCESS, Ordering.DEPENDENCIES)) {
            Components components = Components.of(View.of(graph, WW | WR | RW | ordering.mask()));
            if (components.areTrivial()) {
                acyclic = ordering;
                order = local ? Optional.empty() : order(history, inference, ordering, components);
                break;
            }
        }
        if (acyclic != Ordering.REAL_TIME) {
            new CycleSearch(graph).run().forEach(cycle -> report(history, inference, cycle, evidence));
        }
        return findings(history, inference, evidence, order);
    }

    /** A serial order, replayed. Lists leave none out: their dependencies are all known. */
    private Optional<SerialOrder> order(
            Transactions history, Inference inference, Ordering ordering, Components components) {
        if (history.kind() == Transactions.Kind.REGISTERS) {
            return registerOrder(history, ordering);
        }
        SerialOrder order = new SerialOrder(topological(history, inference.committed(), components), ordering);
        Optional<String> defect = SerialReplay.defect(history, order);
        if (defect.isPresent() && inference.gaps().isEmpty()) {
            throw new IllegalStateException(
                    "a history of lists without anomalies has no serial order: " + defect.orElseThrow());
        }
        return defect.isPresent() ? Optional.empty() : Optional.of(order);
    }

    /**
     * A serial order for registers. One that keeps real time makes each register linearizable, one that keeps the order
     * of processes sequentially consistent: what follows from that may be used in looking for it, whatever is assumed
     * about the system.
     */
    private Optional<SerialOrder> registerOrder(Transactions history, Ordering ordering) {
        RegisterAssumptions implied = switch (ordering) {
            case DEPENDENCIES -> assumptions;
            case PROCESS -> assumptions.withSequentialKeys();
            case REAL_TIME -> assumptions.withLinearizableKeys();
        };
        Inference inference = new RegisterInference(history, new Evidence(), implied);
        return RegisterSchedule.find(
                        history,
                        inference.committed(),
                        inference.graph(),
                        ordering,
                        history.findValue(assumptions.initial()))
                .map(found -> new SerialOrder(found, ordering))
                .filter(found -> SerialReplay.defect(history, found, assumptions.initial())
                        .isEmpty());
    }

    /** The committed transactions by their components, of which the last ones come first. */
    private static int[] topological(Transactions history, boolean[] committed, Components components) {
        int[] at = new int[components.count()];
        for (int i = 0; i < history.size(); i++) {
            if (committed[i]) {
                at[components.of(i)] = i + 1;
            }
        }
        IntList order = new IntList(history.size());
        for (int component = at.length - 1; component >= 0; component--) {
            if (at[component] > 0) {
                order.add(at[component] - 1);
            }
        }
        return order.toArray();
    }

    private static void report(Transactions history, Inference inference, CycleSearch.Found cycle, Evidence evidence) {
        List<Dependency> dependencies = new ArrayList<>();
        for (int i = 0; i < cycle.length(); i++) {
            int next = (i + 1) % cycle.length();
            dependencies.add(dependency(
                    history,
                    inference,
                    cycle.transaction(i),
                    cycle.transaction(next),
                    cycle.kind(i),
                    "T" + (i + 1),
                    "T" + (next + 1)));
        }
        Anomaly.Cycle anomaly = new Anomaly.Cycle(cycle.phenomenon(), cycle.ordering(), dependencies);
        evidence.add(anomaly.name(), () -> anomaly);
    }

    private static Dependency dependency(
            Transactions history, Inference inference, int from, int to, int kind, String one, String other) {
        if (kind != DependencyGraph.PROCESS && kind != DependencyGraph.REAL_TIME) {
            return inference.explain(from, to, kind, one, other);
        }
        Transaction earlier = history.transaction(from);
        Transaction later = history.transaction(to);
        String lines = earlier.completedLine() == 0
                ? ""
                : " (lines " + earlier.completedLine() + " and " + later.invokedLine() + ")";
        String reason = kind == DependencyGraph.PROCESS
                ? "process " + earlier.process() + " ran " + one + " before " + other
                : one + " had completed in real time before " + other + " was invoked" + lines;
        return new Dependency(earlier, later, Dependency.Kind.of(kind), Optional.empty(), List.of(), reason);
    }

    private Findings findings(
            Transactions history, Inference inference, Evidence evidence, Optional<SerialOrder> order) {
        List<String> gaps = new ArrayList<>(inference.gaps());
        boolean cycles = evidence.anomalies().stream().anyMatch(Anomaly.Cycle.class::isInstance);
        boolean openReads = cycles && isTangled(inference, WW | WR | DependencyGraph.REAL_TIME);
        boolean openAnti = cycles && isTangled(inference, WW | WR | RW | DependencyGraph.REAL_TIME);
        List<ConsistencyModel> holding = new ArrayList<>();
        List<ConsistencyModel> refuted = new ArrayList<>();
        for (ConsistencyModel candidate : ConsistencyModel.values()) {
            boolean open = candidate.forbidsAntiDependencies() ? openAnti : openReads;
            if (evidence.anomalies().stream().anyMatch(candidate::forbids)) {
                refuted.add(candidate);
            } else if (isProved(candidate, order) || (!open && isKnown(candidate, history, inference))) {
                holding.add(candidate);
            }
        }
        if (openAnti) {
            gaps.add("Some transactions on a cycle appended to one key what nobody read: their order is not known.");
        }
        return new Findings(history.size(), evidence.anomalies(), evidence.counts(), holding, refuted, gaps, order);
    }

    private static boolean isProved(ConsistencyModel candidate, Optional<SerialOrder> order) {
        return order.map(SerialOrder::ordering)
                .filter(ordering -> candidate.ordering().compareTo(ordering) <= 0)
                .isPresent();
    }

    /** Whether there would be an anomaly if the model did not hold. */
    private static boolean isKnown(ConsistencyModel candidate, Transactions history, Inference inference) {
        boolean vanishingUnseen =
                history.kind() == Transactions.Kind.REGISTERS && candidate == ConsistencyModel.MONOTONIC_ATOMIC_VIEW;
        return inference.gaps().isEmpty() && !vanishingUnseen;
    }

    /**
     * Whether it matters that the order of some versions is not known. It does not where their writers are in different
     * components: an order that goes by those makes no cycle that was not there.
     */
    private static boolean isTangled(Inference inference, int kinds) {
        Components components = Components.of(View.of(inference.graph(), kinds));
        for (IntList writers : inference.unordered()) {
            Set<Integer> seen = new HashSet<>();
            for (int i = 0; i < writers.size(); i++) {
                if (!seen.add(components.of(writers.get(i)))) {
                    return true;
                }
            }
        }
        return false;
    }
}
