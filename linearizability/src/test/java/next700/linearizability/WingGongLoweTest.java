package next700.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import next700.history.History;
import next700.history.Recordings;
import next700.history.Value;
import org.junit.jupiter.api.Test;

class WingGongLoweTest {
    @Test
    void theVerdictAndItsExplanationAreTheSameOnEveryRun() {
        History history = Vocabularies.all().findFirst().orElseThrow().random(4, 8);

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
    void aSearchThatMeetsItsDeadlineIsUnknown() {
        Verdict verdict = Linearizability.of(new FifoQueue())
                .unmonitored()
                .withDeadline(Duration.ofMillis(200))
                .check(hard());

        assertThat(verdict).isInstanceOf(Verdict.Unknown.class);
        assertThat(((Verdict.Unknown) verdict).reason()).isEqualTo(Verdict.Reason.DEADLINE);
        assertThat(verdict.explain()).startsWith("Not known whether");
    }

    @Test
    void aSearchRemembersNoMoreThanItMayHoweverLongItGoesOn() {
        long budgetBytes = 1 << 20;
        Search<FifoQueue.Content> search = new Search<>(
                Problem.of(new FifoQueue(), hard(), true, Deadline.NEVER).getFirst(), budgetBytes);
        long most = 0;
        for (int turn = 0; turn < 400; turn++) {
            assertThat(search.advance(1_000)).isEqualTo(Search.Status.RUNNING);
            most = Math.max(most, search.rememberedBytes());
        }

        assertThat(most).isBetween(budgetBytes * 8 / 10, budgetBytes);
    }

    @Test
    void toForgetCostsTimeButChangesNoAnswer() {
        for (SmallHistories<?> histories : Vocabularies.all().toList()) {
            for (int seed = 0; seed < 500; seed++) {
                assertForgettingChangesNothing(histories, histories.random(seed, 8));
            }
        }
    }

    private static <S> void assertForgettingChangesNothing(SmallHistories<S> histories, History history) {
        for (Problem<S> problem : Problem.of(histories.specification(), history, true, Deadline.NEVER)) {
            Search<S> remembering = new Search<>(problem, 1 << 20);
            Search<S> forgetting = new Search<>(problem, 0);

            assertThat(Reduction.solve(forgetting, Integer.MAX_VALUE, Deadline.NEVER))
                    .isEqualTo(Reduction.solve(remembering, Integer.MAX_VALUE, Deadline.NEVER));
        }
    }

    @Test
    void aHistoryTooLongForTheMemoryIsUnknown() {
        History.Builder history = History.builder("long");
        for (int i = 0; i < 20_000; i++) {
            history.invoke("a", "add", Value.of(1), i).ok("a", Value.NIL, i);
        }

        Verdict verdict = Linearizability.of(new Counter())
                .unmonitored()
                .withMemoryBudget(1 << 20)
                .check(history.build());

        assertThat(((Verdict.Unknown) verdict).reason()).isEqualTo(Verdict.Reason.MEMORY);
        assertThat(((Verdict.Unknown) verdict).progress().required()).isEqualTo(20_000);
    }

    @Test
    void aViolationOfOneKeyIsFoundThoughAnotherKeyIsTooHard() {
        History.Builder history = History.builder("two keys");
        for (int i = 0; i < 30; i++) {
            // Twice each, so that no monitor can tell them apart.
            history.invoke("p" + i, "append", Value.list(Value.of("hard"), Value.of("x" + i % 15)), 0);
        }
        for (int i = 0; i < 30; i++) {
            history.ok("p" + i, Value.NIL, 1);
        }
        Value hard = Value.list(Value.of("hard"), Value.of("never"));
        Value easy = Value.list(Value.of("easy"), Value.of("never"));
        history.invoke("a", "get", Value.list(Value.of("hard"), Value.NIL), 2).ok("a", hard, 3);
        history.invoke("a", "get", Value.list(Value.of("easy"), Value.NIL), 4).ok("a", easy, 5);

        Verdict verdict = Linearizability.of(new KeyValue())
                .withDeadline(Duration.ofDays(1))
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
