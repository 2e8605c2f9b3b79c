package next700.linearizability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import next700.history.History;
import next700.history.Operation;
import next700.history.Recordings;
import org.junit.jupiter.api.Test;

class ViolationTest {
    private static final History STALE_READ = Recordings.of(
            "a invoke write 1",
            "a ok write 1",
            "b invoke read",
            "b ok read 1",
            "a invoke write 2",
            "c invoke write 3",
            "a ok write 2",
            "b invoke read",
            "b ok read 1",
            "b invoke write 4",
            "b ok write 4");

    @Test
    void aViolationNamesTheOperationThatHasNoPlaceAndWhatItLeansOn() {
        Violation violation = violation(STALE_READ);

        assertThat(violation.blocked().describe()).isEqualTo("b read() = 1, lines 8-9");
        assertThat(violation.order()).extracting(Operation::describe).contains("a write(2), lines 5-7");
        assertThat(violation.open()).contains(violation.blocked());
        assertThat(violation.core().minimal()).isTrue();
        assertThat(violation.core().operations())
                .extracting(Operation::describe)
                .containsExactly("a write(1), lines 1-2", "a write(2), lines 5-7", "b read() = 1, lines 8-9");
    }

    @Test
    void aViolationIsExplainedInWords() {
        assertThat(violation(STALE_READ).explain())
                .isEqualTo("The history is not linearizable as a register: 'b read() = 1, lines 8-9' has no place. "
                        + "A legal order that comes as far as any has 4 of 6 operations, ends with 'b read() = 1, lines 3-4', "
                        + "'a write(2), lines 5-7', 'c write(3) never answered, line 6', and leaves 3; there none of "
                        + "the operations then open can be next: 'b read() = 1, lines 8-9'. These 3 operations "
                        + "contradict each other, whatever became of all others: 'a write(1), lines 1-2', "
                        + "'a write(2), lines 5-7', 'b read() = 1, lines 8-9'.");
    }

    @Test
    void aViolationAtTheVeryStartIsExplainedToo() {
        assertThat(violation(Recordings.of("a invoke read", "a ok read 1")).explain())
                .startsWith("The history is not linearizable as a register: 'a read() = 1, lines 1-2' has no place. "
                        + "At the start, in the state null, none of the operations then open can be next: ");
    }

    @Test
    void requiringWhatDoesNotHoldFailsWithTheExplanation() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Linearizability.of(new Register()).require(STALE_READ))
                .withMessageStartingWith("test.jsonl: The history is not linearizable");
    }

    private static Violation violation(History history) {
        Verdict verdict = Linearizability.of(new Register()).check(history);
        assertThat(verdict).isInstanceOf(Verdict.Violated.class);
        return ((Verdict.Violated) verdict).violation();
    }
}
