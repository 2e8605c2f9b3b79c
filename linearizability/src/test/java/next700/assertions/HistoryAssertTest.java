package next700.assertions;

import static next700.assertions.HistoryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import next700.history.History;
import next700.history.Recordings;
import next700.history.Value;
import next700.linearizability.Counter;
import next700.linearizability.Register;
import org.junit.jupiter.api.Test;

class HistoryAssertTest {
    private static final History STALE =
            Recordings.of("a invoke write 1", "a ok write 1", "b invoke read", "b ok read null");

    @Test
    void aHistoryThatHoldsPasses() {
        assertThat(Recordings.of("a invoke write 1", "a ok write 1")).isLinearizable(new Register());
        assertThat(STALE).isNotLinearizable(new Register());
    }

    @Test
    void aViolationFailsWithItsExplanation() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(STALE).isLinearizable(new Register()))
                .withMessageContaining("test.jsonl")
                .withMessageContaining("'b read() = null' has no place");
    }

    @Test
    void whatShouldBeViolatedAndIsNotFails() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(Recordings.of()).isNotLinearizable(new Register()))
                .withMessageContaining("should not be linearizable as a register");
    }

    @Test
    void aVerdictThatIsNotReachedIsNoPass() {
        History.Builder hard = History.builder("hard");
        for (int i = 0; i < 40; i++) {
            hard.invoke("p" + i, "add", Value.of(1L << i), 0);
        }
        for (int i = 0; i < 40; i++) {
            hard.ok("p" + i, Value.of((1L << 41) + i), 1);
        }

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() ->
                        assertThat(hard.build()).within(Duration.ofMillis(50)).isLinearizable(new Counter()))
                .withMessageContaining("Not known whether");
    }
}
