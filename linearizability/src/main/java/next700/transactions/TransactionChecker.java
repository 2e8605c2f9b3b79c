package next700.transactions;

import static next700.transactions.DependencyGraph.RW;
import static next700.transactions.DependencyGraph.WR;
import static next700.transactions.DependencyGraph.WW;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
    private final boolean shows;

    private TransactionChecker(
            ConsistencyModel model,
            RegisterAssumptions assumptions,
            Duration deadline,
            long memoryBytes,
            boolean shows) {
        this.shows = shows;
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
                Runtime.getRuntime().maxMemory() / 2,
                false);
    }

    /** The same by other assumptions about registers. */
    public TransactionChecker assuming(RegisterAssumptions others) {
        return new TransactionChecker(model, others, deadline, memoryBytes, shows);
    }

    /** The same with a time after which the answer is unknown, if there was none. */
    public TransactionChecker withDeadline(Duration longest) {
        return new TransactionChecker(model, assumptions, longest, memoryBytes, shows);
    }

    /**
     * The same with so much memory besides the history. A check that would need more is not begun, and its answer is
     * unknown; {@link Transactions#bytesToCheck} says what one needs.
     */
    public TransactionChecker withMemoryBudget(long bytes) {
        return new TransactionChecker(model, assumptions, deadline, bytes, shows);
    }

    /**
     * The same that looks for an order also where it is known without one that the model holds, if it is one of
     * serializability, snapshots or prefixes: for {@link TransactionVerdict.Holds#witness}.
     */
    public TransactionChecker showing() {
        return new TransactionChecker(model, assumptions, deadline, memoryBytes, true);
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
        Run run = new Run(history, Deadline.in(deadline));
        if (history.bytesToCheck() > memoryBytes) {
            return new TransactionVerdict.Unknown(
                    model,
                    run.findings("A history of %d transactions takes %d MB to check, and there may be %d."
                            .formatted(history.size(), history.bytesToCheck() >> 20, memoryBytes >> 20)),
                    TransactionVerdict.Reason.MEMORY);
        }
        TransactionVerdict.Reason reason = TransactionVerdict.Reason.NOT_TOLD;
        Findings findings;
        try {
            run.find();
            findings = run.findings();
        } catch (Deadline.PassedException e) {
            reason = TransactionVerdict.Reason.DEADLINE;
            findings = run.findings("The deadline passed while %s, in a history of %d transactions."
                    .formatted(run.stage, history.size()));
        } catch (KnownOrder.TooLargeException e) {
            reason = TransactionVerdict.Reason.MEMORY;
            findings = run.findings("While %s, %d MB were needed, and there may be %d."
                    .formatted(run.stage, e.bytes() >> 20, memoryBytes >> 20));
        }
        if (findings.refuted().contains(model)) {
            return new TransactionVerdict.Violated(model, findings);
        }
        if (findings.holding().contains(model)) {
            return new TransactionVerdict.Holds(model, findings);
        }
        return new TransactionVerdict.Unknown(model, findings, reason);
    }

    /** One check of one history. What is known so far is known at any moment, so that a deadline loses nothing. */
    private final class Run {
        private final Transactions history;
        private final Evidence evidence = new Evidence();
        private final Deadline deadline;
        private final List<ConsistencyModel> proved = new ArrayList<>();
        /** Models for which there is no order of events or of commits, and what shows that. */
        private final Map<ConsistencyModel, Supplier<NoOrder>> refuted = new EnumMap<>(ConsistencyModel.class);

        private final List<String> gaps = new ArrayList<>();
        private Optional<SerialOrder> order = Optional.empty();
        private Optional<SnapshotOrder> snapshots = Optional.empty();
        private String stage = "it was inferred what depends on what";

        Run(Transactions history, Deadline deadline) {
            this.history = history;
            this.deadline = deadline;
        }

        void find() {
            deadline.look(0);
            Inference inference = history.kind() == Transactions.Kind.LISTS
                    ? new ListInference(history, evidence, deadline)
                    : new RegisterInference(history, evidence, assumptions, deadline);
            stage = "cycles of dependencies were looked for";
            searchCycles(inference);
            gaps.addAll(inference.gaps());
            proveByDependencies(inference);
            if (!isRefuted(ConsistencyModel.READ_COMMITTED)) {
                inference.observations().ifPresent(this::decide);
            }
            boolean allTold = strongestUndecided().isEmpty();
            if (allTold) {
                gaps.clear();
            }
        }

        private void searchCycles(Inference inference) {
            DependencyGraph graph = inference.graph();
            for (Ordering ordering : List.of(Ordering.REAL_TIME, Ordering.PROCESS, Ordering.DEPENDENCIES)) {
                Components components = components(inference, WW | WR | RW | ordering.mask());
                if (components.areTrivial()) {
                    order = order(inference, ordering, components);
                    if (ordering == Ordering.REAL_TIME) {
                        return;
                    }
                    break;
                }
            }
            CycleSearch search = new CycleSearch(graph, deadline);
            try {
                search.run();
            } finally {
                search.found().forEach(cycle -> CycleReport.add(history, inference, cycle, evidence));
            }
        }

        private Components components(Inference inference, int kinds) {
            return Components.of(View.of(inference.graph(), kinds), deadline);
        }

        /** A serial order of lists, replayed: their dependencies are all known. */
        private Optional<SerialOrder> order(Inference inference, Ordering ordering, Components components) {
            if (history.kind() == Transactions.Kind.REGISTERS
                    || !evidence.anomalies().isEmpty()) {
                return Optional.empty();
            }
            stage = "a serial order was made and replayed, there being no cycle";
            deadline.look(0);
            SerialOrder found = new SerialOrder(topological(history, inference.committed(), components), ordering);
            Optional<String> defect = SerialReplay.defect(history, found);
            if (defect.isPresent() && inference.gaps().isEmpty()) {
                throw new IllegalStateException(
                        "a history of lists without anomalies has no serial order: " + defect.orElseThrow());
            }
            if (defect.isEmpty()) {
                proved.add(ConsistencyModel.of(Isolation.SERIALIZABILITY, ordering));
            }
            return defect.isPresent() ? Optional.empty() : Optional.of(found);
        }

        /** What holds because all dependencies that matter are known, and no forbidden cycle of them was found. */
        private void proveByDependencies(Inference inference) {
            boolean cycles = evidence.anomalies().stream().anyMatch(Anomaly.Cycle.class::isInstance);
            boolean open = cycles && isTangled(inference);
            for (ConsistencyModel candidate : ConsistencyModel.values()) {
                boolean told = history.kind() == Transactions.Kind.LISTS
                        && candidate == ConsistencyModel.MONOTONIC_ATOMIC_VIEW;
                boolean known = (candidate.isOfReads() || told)
                        ? inference.knowsReads()
                        : (candidate.isOfDependencies() && inference.gaps().isEmpty() && !open);
                if (known && !isRefuted(candidate)) {
                    proved.add(candidate);
                }
            }
        }

        /**
         * Whether it matters that the order of some versions is not known. It does not where their writers are in different
         * components: an order that goes by those makes no cycle that was not there.
         */
        private boolean isTangled(Inference inference) {
            Components components = components(inference, WW | WR | RW | DependencyGraph.REAL_TIME);
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

        /**
         * Decides the models for which an order is sought: the one that was asked about; those of commits, which cost little;
         * and then the others of events. Where causal consistency falls, most of these do, and the weakest refutes them all;
         * otherwise the strongest that holds proves them.
         */
        private void decide(Observations facts) {
            List<ConsistencyModel> others =
                    new ArrayList<>(Arrays.asList(ConsistencyModel.values()).reversed());
            try {
                decideEvents(facts, model);
                if (shows && isProved(model) && !isShown() && model.isolation().isPresent()) {
                    decide(facts, model, model.isolation().orElseThrow());
                }
                boolean repeatable = !evidence.has(Anomaly.Internal.Unseen.OWN_READ.anomaly());
                if (facts.areCertain() && repeatable) {
                    decideGuarantees(facts, others);
                }
                if (isRefuted(ConsistencyModel.CAUSAL_CONSISTENCY)) {
                    Collections.reverse(others);
                }
                others.forEach(question -> decideEvents(facts, question));
            } finally {
                accuse();
            }
        }

        private boolean isShown() {
            return order.filter(one -> one.proves(model)).isPresent()
                    || snapshots.filter(one -> one.proves(model)).isPresent();
        }

        private void decideEvents(Observations facts, ConsistencyModel question) {
            ConsistencyModel decisive =
                    question == ConsistencyModel.REPEATABLE_READ ? ConsistencyModel.SERIALIZABLE : question;
            if (decisive.isolation().isPresent() && !isRefuted(question) && !isProved(question)) {
                stage = "an order of events was sought for " + question.label();
                decide(facts, decisive, decisive.isolation().orElseThrow());
            }
        }

        /** Where nothing is read by predicates, what is not serializable is not repeatable read, either. */
        private static ConsistencyModel weakest(ConsistencyModel without) {
            return without == ConsistencyModel.SERIALIZABLE ? ConsistencyModel.REPEATABLE_READ : without;
        }

        /** Shows the weakest models for which there is no order: that refutes those that are stronger. */
        private void accuse() {
            List<ConsistencyModel> shown = new ArrayList<>(refuted.keySet());
            shown.removeIf(one -> one != model
                    && refuted.keySet().stream()
                            .anyMatch(other -> other != one && weakest(one).implies(weakest(other))));
            shown.sort(Comparator.comparing(one -> one != model));
            for (ConsistencyModel one : shown) {
                NoOrder none = refuted.get(one).get();
                evidence.add(none.name(), () -> none);
            }
            refuted.clear();
        }

        private void decide(Observations facts, ConsistencyModel question, Isolation isolation) {
            deadline.look(0);
            OrderSearch search = OrderSearch.of(facts, isolation, question.ordering(), memoryBytes, deadline);
            Optional<int[]> events = search.run();
            if (events.isEmpty()) {
                Observations involved = search.involved();
                refuted.put(question, () -> NoOrder.of(involved, question, deadline));
                return;
            }
            Optional<String> defect;
            if (isolation == Isolation.SERIALIZABILITY) {
                SerialOrder found = new SerialOrder(numbers(facts, events.orElseThrow(), 1), question.ordering());
                defect = SerialReplay.defect(history, found, assumptions.initial());
                order = order.filter(one -> one.ordering().compareTo(found.ordering()) >= 0)
                        .or(() -> Optional.of(found));
            } else {
                SnapshotOrder found = new SnapshotOrder(
                        numbers(facts, events.orElseThrow(), 2),
                        isolation == Isolation.SNAPSHOT_ISOLATION,
                        question.ordering());
                defect = SnapshotReplay.defect(history, found, assumptions.initial());
                snapshots = snapshots
                        .filter(one -> one.proves(model) || !found.proves(model))
                        .or(() -> Optional.of(found));
            }
            if (defect.isPresent()) {
                throw new IllegalStateException(
                        "an order that was found does not explain the history: " + defect.orElseThrow());
            }
            proved.add(question);
        }

        private void decideGuarantees(Observations facts, List<ConsistencyModel> questions) {
            Sessions sessions = new Sessions(facts);
            for (ConsistencyModel question : questions) {
                if (question.guarantee().isPresent() && !isRefuted(question) && !isProved(question)) {
                    stage = "an order of commits was sought for " + question.label();
                    CommitOrder commits = new CommitOrder(
                            facts, sessions, question.guarantee().orElseThrow(), deadline);
                    if (commits.exists()) {
                        proved.add(question);
                    } else {
                        refuted.put(question, () -> NoOrder.of(facts, question, commits));
                    }
                }
            }
        }

        private static int[] numbers(Observations facts, int[] events, int each) {
            return Arrays.stream(events)
                    .map(event -> facts.number(event / each))
                    .toArray();
        }

        private boolean isRefuted(ConsistencyModel candidate) {
            return evidence.anomalies().stream().anyMatch(candidate::forbids)
                    || refuted.keySet().stream().map(Run::weakest).anyMatch(candidate::implies);
        }

        private boolean isProved(ConsistencyModel candidate) {
            return proved.stream().anyMatch(known -> known.implies(candidate));
        }

        private List<ConsistencyModel> strongestUndecided() {
            return Arrays.stream(ConsistencyModel.values())
                    .filter(candidate -> !isRefuted(candidate) && !isProved(candidate))
                    .toList();
        }

        /** What is known now. */
        Findings findings() {
            List<ConsistencyModel> holding = new ArrayList<>();
            List<ConsistencyModel> failing = new ArrayList<>();
            for (ConsistencyModel candidate : ConsistencyModel.values()) {
                if (isRefuted(candidate)) {
                    failing.add(candidate);
                } else if (isProved(candidate)) {
                    holding.add(candidate);
                }
            }
            return new Findings(
                    history.size(), evidence.anomalies(), evidence.counts(), holding, failing, gaps, order, snapshots);
        }

        /** The same, and why it is not more. */
        Findings findings(String why) {
            gaps.add(why);
            return findings();
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
}
