package next700.linearizability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import next700.history.History;
import next700.history.Recordings;
import next700.history.Value;
import org.junit.jupiter.api.Test;

/** What recordings mean where recorders differ, and what is said where a verdict hangs on it. */
class ConventionsTest {
    private static Conventions initial(Value value) {
        return new Conventions(Optional.of(value), FailedCas.DID_NOT_HAPPEN, false);
    }

    @Test
    void registersCountersAndBanksBeginWithWhatTheyAreTold() {
        assertThat(initial(Value.of(7)).appliedTo(new Register())).isEqualTo(new Register(Value.of(7)));
        assertThat(initial(Value.of(7)).appliedTo(new Counter())).isEqualTo(new Counter(7));
        assertThat(initial(Value.from(Map.of("a", 10))).appliedTo(new Bank()))
                .isEqualTo(new Bank(Map.of("a", 10L), true));
        assertThat(initial(Value.of(7)).appliedTo(new CompareAndSetRegister(Value.NIL, FailedCas.SAW_ANOTHER)))
                .isEqualTo(new CompareAndSetRegister(Value.of(7), FailedCas.SAW_ANOTHER));
    }

    @Test
    void whatDoesNotApplyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> initial(Value.of(7)).appliedTo(new FifoQueue()))
                .withMessage("a queue cannot be 7 at first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> initial(Value.of("x")).appliedTo(new Counter()))
                .withMessage("a counter cannot be \"x\" at first");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Conventions(Optional.empty(), FailedCas.SAW_ANOTHER, false).appliedTo(new Register()))
                .withMessageContaining("does not apply to a register");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Conventions(Optional.empty(), FailedCas.DID_NOT_HAPPEN, true).appliedTo(new Mutex()))
                .withMessageContaining("does not apply to a mutex");
    }

    @Test
    void aContradictionToNothingButTheAssumedBeginningSaysSo() {
        String[] zero = {"a invoke read", "a ok read 0", "a invoke write 1", "a ok write 1"};

        assertThat(Linearizability.of(new Register()).check(Recordings.of(zero)).explain())
                .contains("only because of what is assumed of the beginning, null: were it 0,");
        assertThat(Linearizability.of(new Counter())
                        .check(Recordings.of(
                                "a invoke read",
                                "a ok read 5",
                                "a invoke add 1",
                                "a ok add",
                                "a invoke read",
                                "a ok read 6"))
                        .explain())
                .contains("only because of what is assumed of the beginning, 0: were it 5,");
        assertThat(Linearizability.of(new Keyed<>(new Register()))
                        .check(Recordings.of("a invoke read [1,null]", "a ok read [1,0]"))
                        .explain())
                .contains("were it 0,");
        assertThat(Linearizability.of(new Bank())
                        .check(Recordings.of("a invoke read", "a ok read {\"x\":5,\"y\":5}"))
                        .explain())
                .contains("were it {x: 5, y: 5},");
    }

    @Test
    void aContradictionThatRemainsWhateverTheBeginningSaysNothingOfIt() {
        History stale = Recordings.of(
                "a invoke write 1", "a ok write 1", "a invoke write 2", "a ok write 2", "a invoke read", "a ok read 1");
        History both = Recordings.of("a invoke read", "a ok read 0", "b invoke read", "b ok read 5");

        assertThat(Linearizability.of(new Register()).check(stale).explain()).doesNotContain("only because");
        assertThat(Linearizability.of(new Register()).check(both).explain()).doesNotContain("only because");
    }

    @Test
    void ofAValueThatCannotBeItIsSaidWhereItCameFrom() {
        History nobody = Recordings.of("a invoke write 1", "a ok write 1", "a invoke read", "a ok read 2");
        History failed = Recordings.of(
                "a invoke write 2", "a fail write 2", "a invoke write 1", "a ok write", "a invoke read", "a ok read 2");
        History later = Recordings.of(
                "a invoke write 1", "a ok write", "a invoke read", "a ok read 2", "a invoke write 2", "a ok write 2");

        assertThat(Linearizability.of(new Register()).check(nobody).explain()).contains("Nobody wrote 2.");
        assertThat(Linearizability.of(new Register()).check(failed).explain())
                .contains("Only an operation that failed wrote 2: 'a write(2) failed, lines 1-2'.");
        assertThat(Linearizability.of(new KeyValue())
                        .check(Recordings.of(
                                "a invoke cas [1,[null,2]]", "a fail cas", "a invoke get [1,null]", "a ok get [1,2]"))
                        .explain())
                .contains("Only an operation that failed wrote 2: ");
        assertThat(Linearizability.of(new FifoQueue())
                        .check(Recordings.of("a invoke dequeue", "a ok dequeue 7"))
                        .explain())
                .contains("Nobody wrote 7.");
        assertThat(Linearizability.of(new Register()).check(later).explain())
                .contains("2 was written only afterwards: 'a write(2), lines 5-6'.");
    }

    @Test
    void aReadOfNullSaysNothingWhereTheRecorderMeansThat() {
        History silent = Recordings.of("a invoke write 1", "a ok write 1", "a invoke read", "a ok read null");

        assertThat(Linearizability.of(new Register()).check(silent).explain())
                .contains("only if a read of null saw the initial state");
        assertThat(Linearizability.of(new SilentReads<>(new Register())).check(silent))
                .isInstanceOf(Verdict.Holds.class);
        assertThat(Linearizability.of(new SilentReads<>(new KeyValue()))
                        .check(Recordings.of(
                                "a invoke put [1,1]", "a ok put", "a invoke get [1,null]", "a ok get [1,null]")))
                .isInstanceOf(Verdict.Holds.class);
    }
}
