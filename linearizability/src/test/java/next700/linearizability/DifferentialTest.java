package next700.linearizability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import next700.history.Completion;
import next700.history.History;
import next700.history.Operation;
import next700.history.Value;
import next700.linearizability.Meaning.Fate;
import next700.linearizability.streaming.StreamingChecker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The checker against the definition: search, monitors and partitioning must agree with {@link BruteForce} on small
 * histories, of which there are enough to meet every case. {@code -Dnext700.histories=1000000} draws so many of each
 * object.
 */
@Tag("campaign")
class DifferentialTest {
    private static final int HISTORIES = Integer.getInteger("next700.histories", 2_000);
    private static final int MOST_OPERATIONS = 8;

    static Stream<SmallHistories<?>> objects() {
        return Vocabularies.all();
    }

    @ParameterizedTest
    @MethodSource("objects")
    <S> void everyVerdictIsThatOfTheDefinition(SmallHistories<S> histories) {
        int holding = 0;
        int monitored = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            History history = histories.random(seed, MOST_OPERATIONS);
            boolean expected = BruteForce.isLinearizable(histories.specification(), history);
            holding += expected ? 1 : 0;
            monitored += isDecidedByItsMonitor(histories.specification(), history) ? 1 : 0;
            assertThatAllAgree(histories.specification(), history, expected);
        }
        assertThat(holding).isBetween(HISTORIES / 50, HISTORIES * 49 / 50);
        System.out.printf(
                "%s: %d histories, %d linearizable, %d decided by a monitor%n",
                histories, HISTORIES, holding, monitored);
    }

    @Test
    void everyVerdictOnARegisterOfUpToFourOperationsIsThatOfTheDefinition() {
        AllHistories.of(
                List.of("write 1", "write 2", "read null", "read 1", "read 2", "write 1 ?"),
                AllHistories.UP_TO,
                history -> assertThatAllAgree(
                        new Register(), history, BruteForce.isLinearizable(new Register(), history)));
    }

    @Test
    void everyVerdictOnAQueueOfUpToFourOperationsIsThatOfTheDefinition() {
        AllHistories.of(
                List.of("enqueue 1", "enqueue 2", "dequeue 1", "dequeue 2", "dequeue null", "enqueue 1 ?", "dequeue ?"),
                AllHistories.UP_TO,
                history -> assertThatAllAgree(
                        new FifoQueue(), history, BruteForce.isLinearizable(new FifoQueue(), history)));
    }

    static <S> boolean isDecidedByItsMonitor(Specification<S> specification, History history) {
        Optional<Monitor> monitor = Monitors.of(specification);
        return monitor.isPresent()
                && Problem.of(specification, history, true, Deadline.NEVER).stream()
                        .noneMatch(problem -> monitor.get().decide(problem, Deadline.NEVER) instanceof Monitor.Beyond);
    }

    /** By search, by the monitor, on the whole, and while it grows. */
    static <S> void assertThatAllAgree(Specification<S> specification, History history, boolean expected) {
        Linearizability<S> check = Linearizability.of(specification);
        assertAgrees(specification, history, expected, check.unmonitored());
        if (specification instanceof KeyValue) {
            assertAgrees(specification, history, expected, check.unmonitored().unpartitioned());
            assertAgrees(specification, history, expected, check.unpartitioned());
        }
        if (Monitors.of(specification).isPresent()) {
            assertAgrees(specification, history, expected, check);
        }
        for (Problem<S> problem : Problem.of(specification, history, true, Deadline.NEVER)) {
            Monitors.of(specification).ifPresent(monitor -> assertTheMonitorIsRight(problem, monitor, expected));
        }
        assertTheStreamingCheckerAgrees(specification, history, expected);
        if (mustBeDecidedByItsMonitor(specification, history)) {
            assertThat(isDecidedByItsMonitor(specification, history)).isTrue();
        }
    }

    private static <S> void assertTheStreamingCheckerAgrees(
            Specification<S> specification, History history, boolean expected) {
        StreamingChecker<S> keyed = StreamingChecker.of(specification, contradiction -> {});
        boolean isKeyed = history.operations().stream()
                .allMatch(operation -> specification.interpret(operation).key().isPresent());
        StreamingChecker<S> checker = isKeyed ? keyed : keyed.unpartitioned();
        history.replay(event -> {
            checker.accept(event);
            checker.lookAhead();
        });
        StreamingChecker.Summary summary = checker.finish();
        assertThat(summary.givenUp()).isEmpty();
        if (summary.contradictions().isEmpty() != expected) {
            fail(history.source() + ", while it grew: " + summary.contradictions());
        }
    }

    /**
     * Where no value was written or put in twice, and it is known what was taken out, the theorems are complete; and where
     * the same is always added.
     */
    private static boolean mustBeDecidedByItsMonitor(Specification<?> specification, History history) {
        if (specification instanceof Counter) {
            return amounts(history) == 1;
        }
        if (specification instanceof ValueSet) {
            boolean isRead = calls(history, "read").findAny().isPresent();
            boolean grows = calls(history, "remove", "contains").findAny().isEmpty()
                    && calls(history, "add").noneMatch(add -> isAnswered(add, false));
            return areUnique(history, "add") && (isRead ? grows : areUnique(history, "remove"));
        }
        if (specification instanceof VersionedRegister) {
            return calls(history, "write").allMatch(DifferentialTest::tellsVersion);
        }
        boolean isContainer = specification instanceof FifoQueue || specification instanceof Stack;
        boolean unique = areUnique(history, "write", "enqueue", "push");
        boolean seen = history.operations().stream()
                .noneMatch(operation -> operation.completion() instanceof Completion.Unknown
                        && Set.of("dequeue", "pop").contains(operation.function()));
        boolean isRegister = specification instanceof Register register
                && calls(history, "write").map(Operation::argument).noneMatch(register.initial()::equals);
        return unique && (isContainer ? seen : isRegister);
    }

    private static Stream<Operation> calls(History history, String... functions) {
        return history.operations().stream()
                .filter(operation -> Set.of(functions).contains(operation.function()))
                .filter(operation -> !(operation.completion() instanceof Completion.Failed));
    }

    private static boolean areUnique(History history, String... functions) {
        List<Value> arguments =
                calls(history, functions).map(Operation::argument).toList();
        return arguments.stream().distinct().count() == arguments.size();
    }

    private static boolean tellsVersion(Operation write) {
        return write.completion() instanceof Completion.Ok ok && ok.value() instanceof Value.Sequence;
    }

    private static boolean isAnswered(Operation operation, boolean answer) {
        return operation.completion() instanceof Completion.Ok ok && ok.value().equals(Value.of(answer));
    }

    private static long amounts(History history) {
        return history.operations().stream()
                .filter(operation -> operation.function().equals("add"))
                .map(Operation::argument)
                .distinct()
                .count();
    }

    /** What the checker would forgive, by searching: a monitor's answers that do not stand. */
    private static <S> void assertTheMonitorIsRight(Problem<S> problem, Monitor monitor, boolean expected) {
        switch (monitor.decide(problem, Deadline.NEVER)) {
            case Monitor.Linearized linearized ->
                assertThat(problem.isLinearizedBy(linearized.order(), Deadline.NEVER))
                        .isTrue();
            case Monitor.Impossible impossible -> {
                assertThat(expected).isFalse();
                Search<S> search = new Search<>(problem.only(impossible.items()).upTo(impossible.end()), 1 << 20);
                assertThat(Reduction.solve(search, Integer.MAX_VALUE, Deadline.NEVER))
                        .isEqualTo(Search.Status.IMPOSSIBLE);
            }
            case Monitor.Proved proved -> {
                assertThat(expected).isFalse();
                assertThat(monitor.proves(problem, proved.items())).isTrue();
                Search<S> search = new Search<>(problem.weakened(proved.items()), 1 << 20);
                assertThat(Reduction.solve(search, Integer.MAX_VALUE, Deadline.NEVER))
                        .isEqualTo(Search.Status.IMPOSSIBLE);
            }
            case Monitor.Beyond beyond -> {}
        }
    }

    private static <S> void assertAgrees(
            Specification<S> specification, History history, boolean expected, Linearizability<S> check) {
        Verdict verdict = check.check(history);
        if (verdict instanceof Verdict.Unknown || expected != verdict instanceof Verdict.Holds) {
            fail(history.source() + ": " + verdict.explain());
        }
        switch (verdict) {
            case Verdict.Holds holds ->
                assertThat(CertificateChecker.defect(specification, history, holds.certificate()))
                        .isEmpty();
            case Verdict.Violated violated ->
                assertIsAMinimalContradiction(specification, history, violated.violation());
            case Verdict.Unknown unknown -> {}
        }
    }

    /** The core contradicts by the definition, and without any one of its operations it does not. */
    private static <S> void assertIsAMinimalContradiction(
            Specification<S> specification, History history, Violation violation) {
        List<Integer> core =
                violation.core().operations().stream().map(Operation::index).toList();
        boolean contradicts = !BruteForce.isLinearizable(new Weakened<>(specification, core), history);
        boolean minimal = core.stream()
                .map(one -> core.stream().filter(other -> !other.equals(one)).toList())
                .allMatch(without -> BruteForce.isLinearizable(new Weakened<>(specification, without), history));
        boolean blocked = violation.open().contains(violation.blocked())
                && !violation.order().contains(violation.blocked());
        if (!violation.core().minimal() || !contradicts || !minimal || !blocked) {
            fail(history.source() + ": " + violation.explain());
        }
    }

    /** As in {@link Problem#weakened}, but by the definition: of the others, nobody knows whether they happened. */
    private record Weakened<S>(Specification<S> original, List<Integer> required) implements Specification<S> {
        @Override
        public String name() {
            return original.name();
        }

        @Override
        public Set<String> functions() {
            return original.functions();
        }

        @Override
        public S initial() {
            return original.initial();
        }

        @Override
        public Meaning<S> interpret(Operation operation) {
            Meaning<S> meaning = original.interpret(operation);
            if (required.contains(operation.index()) || meaning.fate() == Fate.IRRELEVANT) {
                return meaning;
            }
            return meaning.fate() == Fate.OBSERVED
                    ? Meaning.irrelevant()
                    : new Meaning<>(
                            Fate.POSSIBLE, meaning.key(), meaning.transition().unanswered());
        }
    }
}
