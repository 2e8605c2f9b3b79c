package next700.linearizability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.stream.Stream;
import next700.history.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeadlineTest {
    private static final Deadline OVER = Deadline.in(Duration.ZERO);

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

    @Test
    void whatWasNotEvenInterpretedInTimeIsUnknown() {
        History history = Vocabularies.all().findFirst().orElseThrow().random(1, 8);

        assertThat(Linearizability.of(new Register())
                        .withDeadline(Duration.ZERO)
                        .check(history))
                .isEqualTo(new Verdict.Unknown(Verdict.Reason.DEADLINE, new Verdict.Progress(1, 0, history.size(), 0)));
    }
}
