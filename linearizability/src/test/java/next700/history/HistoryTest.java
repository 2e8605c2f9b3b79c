package next700.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
    @Test
    void aProcessHasOneOpenOperationAtMost() {
        History.Builder history = History.builder("h").invoke("a", "read", Value.NIL, 1);

        assertThatIllegalStateException().isThrownBy(() -> history.invoke("a", "read", Value.NIL, 2));
        assertThatIllegalStateException().isThrownBy(() -> history.ok("b", Value.NIL, 2));
        assertThatIllegalStateException().isThrownBy(() -> history.ok("a", Value.NIL, 0));
    }

    @Test
    void anOperationPrecedesWhatIsInvokedAfterItsCompletion() {
        History history = Recordings.of("a invoke read", "b invoke read", "a ok read", "a invoke read", "b ok read");
        List<Operation> operations = history.operations();

        assertThat(operations.get(0).precedes(operations.get(2))).isTrue();
        assertThat(operations.get(1).precedes(operations.get(2))).isFalse();
    }

    @Test
    void mergingGoesByTimeAndTakesWhatIsSimultaneousAsConcurrent() {
        History one = History.builder("one")
                .invoke("a", "write", Value.of(1), 0)
                .ok("a", Value.of(1), 5)
                .invoke("a", "write", Value.of(2), 5)
                .build();
        History two = History.builder("two")
                .invoke("b", "read", Value.NIL, 5)
                .ok("b", Value.of(1), 7)
                .build();

        History merged = History.merge("both", List.of(one, two));

        assertThat(merged.operations())
                .extracting(Operation::describe)
                .containsExactly("a write(1), #0 at 0", "b read() = 1, #1 at 5", "a write(2) never answered, #2 at 5");
        assertThat(merged.operations().get(0).precedes(merged.operations().get(1)))
                .isFalse();
        assertThat(merged.operations().get(0).precedes(merged.operations().get(2)))
                .isTrue();
    }

    @Test
    void mergingKeepsAProcessThatWentOnAfterAnUnknownOperation() {
        History one = Recordings.of("a invoke write 1", "a info write 1", "a invoke write 2", "a ok write 2");

        assertThat(History.merge("same", List.of(one)).operations())
                .extracting(Operation::describe)
                .containsExactly("a write(1) never answered, #0 at 0", "a write(2), #1 at 2");
    }

    @Test
    void recordingsThatShareAProcessCannotBeMerged() {
        History one = Recordings.of("a invoke read");
        History two = Recordings.of("a invoke read");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> History.merge("both", List.of(one, two)))
                .withMessageContaining("process a");
    }
}
