package next700.assertions;

import static next700.assertions.HistoryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Set;
import next700.history.History;
import next700.history.Operation;
import next700.history.Recordings;
import next700.history.Value;
import next700.linearizability.Meaning;
import next700.linearizability.Register;
import next700.linearizability.Specification;
import next700.transactions.ConsistencyModel;
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
                .withMessageContaining("'b read() = null, lines 3-4' has no place");
    }

    @Test
    void transactionsAreHeldAgainstAModel() {
        History lost = Recordings.of(
                "a invoke txn [[\"r\",1,null],[\"append\",1,1]]",
                "b invoke txn [[\"r\",1,null],[\"append\",1,2]]",
                "a ok txn [[\"r\",1,[]],[\"append\",1,1]]",
                "b ok txn [[\"r\",1,[]],[\"append\",1,2]]",
                "a invoke txn [[\"r\",1,null]]",
                "a ok txn [[\"r\",1,[1,2]]]");

        assertThat(lost).satisfies(ConsistencyModel.READ_COMMITTED).violates(ConsistencyModel.SERIALIZABLE);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(lost).satisfies(ConsistencyModel.SERIALIZABLE))
                .withMessageContaining("should be serializable");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(lost).violates(ConsistencyModel.READ_COMMITTED))
                .withMessageContaining("should not be read-committed");
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
            hard.invoke("p" + i, "mix", Value.of(i), 0);
        }
        for (int i = 0; i < 40; i++) {
            hard.ok("p" + i, Value.of(i), 1);
        }
        hard.invoke("p0", "read", Value.NIL, 2).ok("p0", Value.of(1), 3);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() ->
                        assertThat(hard.build()).within(Duration.ofMillis(50)).isLinearizable(new Mixer()))
                .withMessageContaining("Not known whether");
    }

    /** An object of which every order of the operations leaves another state. */
    private record Mixer() implements Specification<Long> {
        @Override
        public String name() {
            return "mixer";
        }

        @Override
        public Set<String> functions() {
            return Set.of("mix", "read");
        }

        @Override
        public Long initial() {
            return 7L;
        }

        @Override
        public Meaning<Long> interpret(Operation operation) {
            return operation.function().equals("mix")
                    ? Meaning.happened(state -> 31 * state + operation.index())
                    : Meaning.observed(state -> state == 0);
        }
    }
}
