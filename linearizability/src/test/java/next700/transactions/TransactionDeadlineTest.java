package next700.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import next700.history.History;
import next700.linearizability.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionDeadlineTest {
    private static final Deadline OVER = Deadline.in(Duration.ZERO);

    private static Transactions history(boolean lists) {
        History history = new SimulatedDatabase(SimulatedDatabase.Isolation.SNAPSHOT, lists, 1).run(200);
        return Transactions.of(history);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasNotFoundOutInTimeIsUnknownAndSaysHowFarItCame(boolean lists) {
        TransactionVerdict verdict = TransactionChecker.of(ConsistencyModel.STRICT_SERIALIZABLE)
                .withDeadline(Duration.ZERO)
                .check(history(lists));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        TransactionVerdict.Unknown.class,
                        unknown -> assertThat(unknown.reason()).isEqualTo(TransactionVerdict.Reason.DEADLINE));
        assertThat(verdict.findings().holding()).isEmpty();
        assertThat(verdict.explain())
                .contains("The deadline passed while it was inferred what depends on what")
                .contains("No model is known to hold");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noPhaseGoesOnBeyondIt(boolean lists) {
        Transactions history = history(lists);
        Inference inference = lists
                ? new ListInference(history, new Evidence(), Deadline.NEVER)
                : new RegisterInference(history, new Evidence(), RegisterAssumptions.USUAL, Deadline.NEVER);

        assertThatExceptionOfType(Deadline.PassedException.class).isThrownBy(() -> new Writers(history, OVER));
        assertThatExceptionOfType(Deadline.PassedException.class)
                .isThrownBy(() -> Components.of(View.of(inference.graph(), DependencyGraph.WW), OVER));
        assertThatExceptionOfType(Deadline.PassedException.class)
                .isThrownBy(() -> new CycleSearch(inference.graph(), OVER).run());
        assertThatExceptionOfType(Deadline.PassedException.class)
                .isThrownBy(() -> OrderSearch.of(
                                inference.observations().orElseThrow(),
                                Isolation.SERIALIZABILITY,
                                Ordering.REAL_TIME,
                                Long.MAX_VALUE,
                                OVER)
                        .run());
    }

    @Test
    void enoughTimeChangesNothing() {
        Transactions history = history(true);
        TransactionChecker checker = TransactionChecker.of(ConsistencyModel.SNAPSHOT_ISOLATION);

        assertThat(checker.withDeadline(Duration.ofHours(1)).check(history).explain())
                .isEqualTo(checker.check(history).explain());
    }
}
