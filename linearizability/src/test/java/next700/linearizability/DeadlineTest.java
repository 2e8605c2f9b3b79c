package next700.linearizability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import next700.history.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeadlineTest {
    private static final Deadline OVER = Deadline.in(Duration.ZERO);
    /** Each part and each step of telling a violation may look once more, to see that there is no time for it. */
    private static final int LOOKS_TO_END = 100;

    static Stream<SmallHistories<?>> monitored() {
        return Vocabularies.all()
                .filter(histories -> Monitors.of(histories.specification()).isPresent());
    }

    private static <S> Problem<S> problem(SmallHistories<S> histories) {
        return Problem.of(histories.specification(), histories.random(1, 8), true, Deadline.NEVER)
                .getFirst();
    }

    @ParameterizedTest
    @MethodSource("monitored")
    void aMonitorDoesNotGoOnBeyondIt(SmallHistories<?> histories) {
        Monitor monitor = Monitors.of(histories.specification()).orElseThrow();

        assertThatExceptionOfType(Deadline.PassedException.class)
                .isThrownBy(() -> monitor.decide(problem(histories), OVER));
    }

    @Test
    void neitherDoesTheLookForAnImpossibleOperationNorTheSettingUpOfASearch() {
        Problem<?> problem = problem(Vocabularies.all().findFirst().orElseThrow());

        assertThatExceptionOfType(Deadline.PassedException.class)
                .isThrownBy(() -> Reachability.impossible(problem, OVER));
        assertThatExceptionOfType(Deadline.PassedException.class)
                .isThrownBy(() -> new Search<>(problem, 1 << 20, OVER));
    }

    /** A clock that goes on by one with each look at it. */
    private static final class LooksAtTheClock implements LongSupplier {
        private long looks;

        @Override
        public long getAsLong() {
            return looks++;
        }
    }

    private static <S> Verdict check(SmallHistories<S> histories, History history, Deadline deadline) {
        return new Checker<>(histories.specification(), Monitors.of(histories.specification()), 1 << 24, deadline)
                .check(history, true);
    }

    static Stream<SmallHistories<?>> objects() {
        return Vocabularies.all();
    }

    /** Each phase looks once at least, so that there are many moments at which the deadline can be over. */
    @ParameterizedTest
    @MethodSource("objects")
    void whereverItFallsTheCheckEndsWithFewMoreLooksAtTheClock(SmallHistories<?> histories) {
        History history = histories.random(3, 8);
        LooksAtTheClock unbounded = new LooksAtTheClock();
        Verdict verdict = check(histories, history, Deadline.in(Duration.ofDays(1), unbounded));
        assertThat(verdict).isNotInstanceOf(Verdict.Unknown.class);
        assertThat(unbounded.looks).isGreaterThan(4);

        for (int most = 1; most < unbounded.looks; most++) {
            LooksAtTheClock clock = new LooksAtTheClock();
            Verdict bounded = check(histories, history, Deadline.in(Duration.ofNanos(most), clock));

            if (bounded instanceof Verdict.Holds) {
                assertThat(verdict).isInstanceOf(Verdict.Holds.class);
            }
            assertThat(clock.looks).isLessThan(most + LOOKS_TO_END);
        }
    }

    @Test
    void neitherDoTheReplayOfAnOrderNorTheProblemOfWhatWasKnown() {
        Problem<?> problem = problem(Vocabularies.all().findFirst().orElseThrow());

        assertThatExceptionOfType(Deadline.PassedException.class)
                .isThrownBy(() -> problem.isLinearizedBy(Order.of(new int[] {0}, 1), OVER));
        assertThatExceptionOfType(Deadline.PassedException.class).isThrownBy(() -> problem.upTo(1, OVER));
        assertThatExceptionOfType(Deadline.PassedException.class).isThrownBy(() -> new Timeline(problem.items(), OVER));
    }

    @Test
    void whatWasNotEvenInterpretedInTimeIsUnknown() {
        History history = Vocabularies.all().findFirst().orElseThrow().random(1, 8);

        assertThat(Linearizability.of(new Register())
                        .withDeadline(Duration.ZERO)
                        .check(history))
                .isEqualTo(new Verdict.Unknown(Verdict.Reason.DEADLINE, new Verdict.Progress(1, 0, history.size(), 0)));
    }
}
