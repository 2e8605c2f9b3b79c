package next700.transactions;

import static next700.transactions.DependencyGraph.RW;
import static next700.transactions.DependencyGraph.WR;
import static next700.transactions.DependencyGraph.WW;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.history.History;
import next700.linearizability.Deadline;

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
    private final Duration deadline;
    private final long memoryBytes;

    private TransactionChecker(
            ConsistencyModel model, RegisterAssumptions assumptions, Duration deadline, long memoryBytes) {
        this.model = model;
        this.assumptions = assumptions;
        this.deadline = deadline;
        this.memoryBytes = memoryBytes;
    }

    /** A check against the model, however long it takes, with a memory of half the heap. */
    public static TransactionChecker of(ConsistencyModel model) {
        return new TransactionChecker(
                model,
                RegisterAssumptions.USUAL,
                ChronoUnit.FOREVER.getDuration(),
                Runtime.getRuntime().maxMemory() / 2);
    }

    /** The same by other assumptions about registers. */
    public TransactionChecker assuming(RegisterAssumptions others) {
        return new TransactionChecker(model, others, deadline, memoryBytes);
    }

    /** The same with a time after which the answer is unknown, if there was none. */
    public TransactionChecker withDeadline(Duration longest) {
        return new TransactionChecker(model, assumptions, longest, memoryBytes);
    }

    /**
     * The same with so much memory besides the history. A check that would need more is not begun, and its answer is
     * unknown; {@link Transactions#bytesToCheck} says what one needs.
     */
    public TransactionChecker withMemoryBudget(long bytes) {
        return new TransactionChecker(model, assumptions, deadline, bytes);
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
        Evidence evidence = new Evidence();
        Run run = new Run(history, evidence, Deadline.in(deadline));
        if (history.bytesToCheck() > memoryBytes) {
            return new TransactionVerdict.Unknown(
                    model,
                    run.findingsSoFar("A history of %d transactions takes %d MB to check, and there may be %d."
                            .formatted(history.size(), history.bytesToCheck() >> 20, memoryBytes >> 20)),
                    TransactionVerdict.Reason.MEMORY);
        }
        boolean inTime = true;
        Findings findings;
        try {
            findings = run.find();
        } catch (Deadline.PassedException e) {
            inTime = false;
            findings = run.findingsSoFar("The deadline passed while %s, in a history of %d transactions."
                    .formatted(run.stage, history.size()));
        }
        if (findings.refuted().contains(model)) {
            return new TransactionVerdict.Violated(model, findings);
        }
        if (findings.holding().contains(model)) {
            return new TransactionVerdict.Holds(model, findings);
        }
        return new TransactionVerdict.Unknown(
                model, findings, inTime ? TransactionVerdict.Reason.NOT_TOLD : TransactionVerdict.Reason.DEADLINE);
    }

    /** One check of one history. */
    private final class Run {
        private final Transactions history;
        private final Evidence evidence;
        private final Deadline deadline;
        private String stage = "it was inferred what depends on what";

        Run(Transactions history, Evidence evidence, Deadline deadline) {
            this.history = history;
            this.evidence = evidence;
            this.deadline = deadline;
        }

        Findings find() {
            deadline.look(0);
            Inference inference = infer(evidence, assumptions);
            stage = "cycles of dependencies were looked for";
            DependencyGraph graph = inference.graph();
            Optional<SerialOrder> order = Optional.empty();
            boolean local = !evidence.anomalies().isEmpty();
            Ordering acyclic = null;
            for (Ordering ordering : List.of(Ordering.REAL_TIME, Ordering.PROCESS, Ordering.DEPENDENCIES)) {
                Components components = components(graph, WW | WR | RW | ordering.mask());
                if (components.areTrivial()) {
                    acyclic = ordering;
                    stage = "a serial order was made and replayed, there being no cycle";
                    order = local ? Optional.empty() : order(inference, ordering, components);
                    break;
                }
            }
            if (acyclic != Ordering.REAL_TIME) {
                CycleSearch search = new CycleSearch(graph, deadline);
                try {
                    search.run();
                } finally {
                    search.found().forEach(cycle -> report(history, inference, cycle, evidence));
                }
            }
            return findings(inference, order);
        }

        /** What is known when a bound is reached: the anomalies that were found refute models, and nothing else is known. */
        Findings findingsSoFar(String why) {
            List<ConsistencyModel> refuted = Arrays.stream(ConsistencyModel.values())
                    .filter(candidate -> evidence.anomalies().stream().anyMatch(candidate::forbids))
                    .toList();
            return new Findings(
                    history.size(),
                    evidence.anomalies(),
                    evidence.counts(),
                    List.of(),
                    refuted,
                    List.of(why),
                    Optional.empty());
        }

        private Inference infer(Evidence found, RegisterAssumptions by) {
            return history.kind() == Transactions.Kind.LISTS
                    ? new ListInference(history, found, deadline)
                    : new RegisterInference(history, found, by, deadline);
        }

        private Components components(DependencyGraph graph, int kinds) {
            return Components.of(View.of(graph, kinds), deadline);
        }

        /** A serial order, replayed. Lists leave none out: their dependencies are all known. */
        private Optional<SerialOrder> order(Inference inference, Ordering ordering, Components components) {
            if (history.kind() == Transactions.Kind.REGISTERS) {
                return registerOrder(ordering);
            }
            deadline.look(0);
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
        private Optional<SerialOrder> registerOrder(Ordering ordering) {
            RegisterAssumptions implied = switch (ordering) {
                case DEPENDENCIES -> assumptions;
                case PROCESS -> assumptions.withSequentialKeys();
                case REAL_TIME -> assumptions.withLinearizableKeys();
            };
            Inference inference = infer(new Evidence(), implied);
            return RegisterSchedule.find(
                            history,
                            inference.committed(),
                            inference.graph(),
                            ordering,
                            history.findValue(assumptions.initial()),
                            deadline)
                    .map(found -> new SerialOrder(found, ordering))
                    .filter(found -> SerialReplay.defect(history, found, assumptions.initial())
                            .isEmpty());
        }

        private Findings findings(Inference inference, Optional<SerialOrder> order) {
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
                gaps.add(
                        "Some transactions on a cycle appended to one key what nobody read: their order is not known.");
            }
            return new Findings(history.size(), evidence.anomalies(), evidence.counts(), holding, refuted, gaps, order);
        }

        /**
         * Whether it matters that the order of some versions is not known. It does not where their writers are in different
         * components: an order that goes by those makes no cycle that was not there.
         */
        private boolean isTangled(Inference inference, int kinds) {
            Components components = components(inference.graph(), kinds);
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
}
