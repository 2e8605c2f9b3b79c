package next700.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import next700.history.History;
import next700.history.Operation;
import next700.history.Recordings;
import org.junit.jupiter.api.Test;

class CertificateCheckerTest {
    private static final History HISTORY = Recordings.of(
            "a invoke write 1",
            "b invoke write 2",
            "a ok write 1",
            "b ok write 2",
            "a invoke read",
            "a ok read 1",
            "c invoke write 3",
            "d invoke write 4",
            "d fail write 4");

    @Test
    void anOrderThatIsLegalAndKeepsRealTimeIsAProof() {
        assertThat(defect(1, 0, 2)).isEmpty();
        assertThat(defect(1, 0, 2, 3)).isEmpty();
    }

    @Test
    void anIllegalOrderIsNone() {
        assertThat(defect(0, 1, 2)).contains("illegal in the state 2: a read() = 1, lines 5-6");
    }

    @Test
    void anOrderAgainstRealTimeIsNone() {
        assertThat(defect(0, 2, 1)).contains("after an operation that was invoked only later: b write(2), lines 2-4");
    }

    @Test
    void anOrderThatLeavesOutWhatHappenedIsNone() {
        assertThat(defect(0, 2)).contains("missing in the order: b write(2), lines 2-4");
    }

    @Test
    void anOrderThatHasSomethingTwiceOrWhatFailedOrWhatIsNotThereIsNone() {
        assertThat(defect(1, 0, 0, 2)).contains("twice in the order: a write(1), lines 1-3");
        assertThat(defect(1, 0, 2, 4)).contains("has no place in an order: d write(4) failed, lines 8-9");
        History other = Recordings.of("x invoke write 1");
        assertThat(CertificateChecker.defect(new Register(), HISTORY, new Certificate(other.operations())))
                .contains("not of this history: x write(1) never answered, line 1");
    }

    private static Optional<String> defect(int... order) {
        List<Operation> operations =
                Arrays.stream(order).mapToObj(HISTORY.operations()::get).toList();
        return CertificateChecker.defect(new Register(), HISTORY, new Certificate(operations));
    }
}
