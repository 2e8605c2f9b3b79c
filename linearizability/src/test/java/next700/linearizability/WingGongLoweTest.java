package next700.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import next700.history.History;
import next700.history.Operation;
import next700.history.Recordings;
import next700.history.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WingGongLoweTest {
    private static final int HISTORIES = 3_000;

    static Stream<Arguments> objects() {
        return Stream.of(
                Arguments.of(new Register(), List.of("write 0", "write 1", "read"), List.of("null", "0", "1")),
                Arguments.of(
                        new CompareAndSetRegister(),
                        List.of("write 0", "cas [0,1]", "cas [1,0]", "read"),
                        List.of("null", "0", "1")),
                Arguments.of(
                        new KeyValue(),
                        List.of(
                                "put [1,\"x\"]",
                                "append [1,\"y\"]",
                                "append [2,\"y\"]",
                                "get [1,null]",
                                "get [2,null]"),
                        List.of("[1,null]", "[1,\"x\"]", "[1,\"xy\"]", "[2,\"y\"]", "[2,null]")),
                Arguments.of(new Counter(), List.of("add 1", "add 2", "read"), List.of("0", "1", "2", "3")),
                Arguments.of(new FifoQueue(), List.of("enqueue 0", "enqueue 1", "dequeue"), List.of("null", "0", "1")),
                Arguments.of(new Stack(), List.of("push 0", "push 1", "pop"), List.of("null", "0", "1")),
                Arguments.of(
                        new ListAppend(),
                        List.of(
                                "txn [[\"append\",1,0]]",
                                "txn [[\"append\",1,1],[\"r\",2,null]]",
                                "txn [[\"r\",1,null]]"),
                        List.of("[0]", "[1]", "[0,1]", "[]")));
    }

    @ParameterizedTest
    @MethodSource("objects")
    <S> void agreesWithTheDefinitionOnSmallHistories(
            Specification<S> specification, List<String> calls, List<String> answers) {
        int holding = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            History history = random(new Random(seed), calls, answers);
            boolean expected = BruteForce.isLinearizable(specification, history);
            holding += expected ? 1 : 0;
            Verdict whole = Linearizability.of(specification).unpartitioned().check(history);
            Verdict verdict = Linearizability.of(specification).check(history);

            assertThat(whole).as("seed %d", seed).hasSameClassAs(verdict);
            if (verdict instanceof Verdict.Holds holds) {
                assertThat(expected).as("seed %d", seed).isTrue();
                assertThat(CertificateChecker.defect(specification, history, holds.certificate()))
                        .as("seed %d", seed)
                        .isEmpty();
            } else {
                assertThat(expected).as("seed %d: %s", seed, verdict.explain()).isFalse();
                assertIsAMinimalContradiction(specification, history, (Verdict.Violated) verdict);
            }
        }
        assertThat(holding).isBetween(HISTORIES / 20, HISTORIES * 19 / 20);
    }

    /** The core contradicts by the definition, and without any one of its operations it does not. */
    private static <S> void assertIsAMinimalContradiction(
            Specification<S> specification, History history, Verdict.Violated verdict) {
        Violation violation = verdict.violation();
        List<Integer> core = violation.core().operations().stream()
                .map(operation -> operation.index())
                .toList();
        History same = history;
        assertThat(violation.core().minimal()).isTrue();
        assertThat(BruteForce.isLinearizable(new Weakened<>(specification, core), same))
                .as(violation.explain())
                .isFalse();
        for (Integer one : core) {
            List<Integer> without =
                    core.stream().filter(index -> !index.equals(one)).toList();
            assertThat(BruteForce.isLinearizable(new Weakened<>(specification, without), same))
                    .as(violation.explain())
                    .isTrue();
        }
    }

    private static History random(Random random, List<String> calls, List<String> answers) {
        List<String> events = new ArrayList<>();
        String[] open = new String[4];
        int invoked = 0;
        int operations = 2 + random.nextInt(5);
        while (invoked < operations) {
            int process = random.nextInt(open.length);
            if (open[process] == null) {
                open[process] = calls.get(random.nextInt(calls.size()));
                events.add("p" + process + " invoke " + open[process]);
                invoked++;
            } else {
                events.add("p" + process + " " + completion(random, open[process], answers));
                open[process] = null;
            }
        }
        for (int process = 0; process < open.length; process++) {
            if (open[process] != null && random.nextInt(3) > 0) {
                events.add("p" + process + " " + completion(random, open[process], answers));
            }
        }
        return Recordings.of(events.toArray(String[]::new));
    }

    private static String completion(Random random, String call, List<String> answers) {
        String[] words = call.split(" ", 2);
        int kind = random.nextInt(8);
        if (kind == 0) {
            return "info " + call;
        }
        if (kind == 1) {
            return "fail " + call;
        }
        List<String> own = words[0].equals("get")
                ? answers.stream()
                        .filter(answer -> answer.startsWith(words[1].substring(0, 3)))
                        .toList()
                : answers;
        String answer = own.get(random.nextInt(own.size()));
        return switch (words[0]) {
            case "read", "dequeue", "pop", "get" -> "ok " + words[0] + " " + answer;
            case "txn" -> "ok " + call.replaceFirst("null", answer);
            default -> "ok " + call;
        };
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
            return required.contains(operation.index()) || meaning.fate() == Meaning.Fate.IRRELEVANT
                    ? meaning
                    : new Meaning<>(Meaning.Fate.POSSIBLE, meaning.key(), meaning.transition());
        }
    }

    @Test
    void theVerdictAndItsExplanationAreTheSameOnEveryRun() {
        History history = random(new Random(4), List.of("write 0", "write 1", "read"), List.of("null", "0", "1"));

        assertThat(Linearizability.of(new Register()).check(history))
                .isEqualTo(Linearizability.of(new Register()).check(history));
    }

    @Test
    void anEmptyHistoryHolds() {
        assertThat(Linearizability.of(new Register()).require(Recordings.of()).order())
                .isEmpty();
    }

    @Test
    void aHistoryOfAHundredThousandOperationsNeedsNoDeepStack() {
        History.Builder history = History.builder("long");
        for (int i = 0; i < 50_000; i++) {
            history.invoke("a", "write", Value.of(i), 4L * i);
            history.invoke("b", "read", Value.NIL, 4L * i + 1);
            history.ok("b", i % 2 == 0 ? Value.of(i) : Value.of(i - 1), 4L * i + 2);
            history.ok("a", Value.of(i), 4L * i + 3);
        }

        assertThat(Linearizability.of(new Register()).require(history.build()).order())
                .hasSize(100_000);
    }

    @Test
    void theDeadlineIsKept() {
        long start = System.nanoTime();
        Verdict verdict = Linearizability.of(new FifoQueue())
                .withDeadline(Duration.ofMillis(200))
                .check(hard());
        long elapsedMillis = (System.nanoTime() - start) / 1_000_000;

        assertThat(verdict).isInstanceOf(Verdict.Unknown.class);
        assertThat(((Verdict.Unknown) verdict).reason()).isEqualTo(Verdict.Reason.DEADLINE);
        assertThat(elapsedMillis).isLessThan(2_000);
        assertThat(verdict.explain()).startsWith("Not known whether");
    }

    @Test
    void theMemoryIsBounded() {
        Verdict verdict = Linearizability.of(new FifoQueue())
                .withConfigurationLimit(1_000)
                .check(hard());

        assertThat(verdict).isInstanceOf(Verdict.Unknown.class);
        assertThat(((Verdict.Unknown) verdict).reason()).isEqualTo(Verdict.Reason.CONFIGURATION_LIMIT);
        assertThat(((Verdict.Unknown) verdict).progress().required()).isEqualTo(17);
    }

    @Test
    void aViolationOfOneKeyIsFoundThoughAnotherKeyIsTooHard() {
        History.Builder history = History.builder("two keys");
        for (int i = 0; i < 30; i++) {
            history.invoke("p" + i, "append", Value.list(Value.of("hard"), Value.of("x" + i)), 0);
        }
        for (int i = 0; i < 30; i++) {
            history.ok("p" + i, Value.NIL, 1);
        }
        Value hard = Value.list(Value.of("hard"), Value.of("never"));
        Value easy = Value.list(Value.of("easy"), Value.of("never"));
        history.invoke("a", "get", Value.list(Value.of("hard"), Value.NIL), 2).ok("a", hard, 3);
        history.invoke("a", "get", Value.list(Value.of("easy"), Value.NIL), 4).ok("a", easy, 5);

        Verdict verdict = Linearizability.of(new KeyValue())
                .withConfigurationLimit(100_000)
                .check(history.build());

        assertThat(verdict).isInstanceOf(Verdict.Violated.class);
        assertThat(((Verdict.Violated) verdict).violation().key()).contains(Value.of("easy"));
    }

    /** Sixteen concurrent enqueues, and what was never enqueued taken out. */
    private static History hard() {
        History.Builder history = History.builder("hard");
        for (int i = 0; i < 16; i++) {
            history.invoke("p" + i, "enqueue", Value.of(i), 0);
        }
        for (int i = 0; i < 16; i++) {
            history.ok("p" + i, Value.of(i), 1);
        }
        return history.invoke("p0", "dequeue", Value.NIL, 2)
                .ok("p0", Value.of(99), 3)
                .build();
    }
}
