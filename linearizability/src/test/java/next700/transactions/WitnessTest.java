package next700.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import next700.history.History;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever holds by an order can be shown, and what is shown holds by itself. */
class WitnessTest {
    private static final int HISTORIES = 300;

    @ParameterizedTest
    @EnumSource(
            names = {
                "PREFIX_CONSISTENCY",
                "STRONG_SESSION_PREFIX_CONSISTENCY",
                "SNAPSHOT_ISOLATION",
                "STRONG_SNAPSHOT_ISOLATION",
                "SERIALIZABLE",
                "STRICT_SERIALIZABLE"
            })
    void anOrderThatProvesAModelIsAHistoryOfThatModelInRealTime(ConsistencyModel model) {
        int shown = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            History history =
                    new RandomTransactions(seed, seed % 2 == 0, seed % 3 == 0 ? 20 : 0, false).next(2 + seed % 4);
            Transactions transactions = Transactions.of(history);
            Optional<History> witness =
                    TransactionChecker.of(model).check(transactions) instanceof TransactionVerdict.Holds holds
                            ? holds.witness(transactions)
                            : Optional.empty();
            if (witness.isPresent()) {
                shown++;
                ConsistencyModel strong = ConsistencyModel.of(model.isolation().orElseThrow(), Ordering.REAL_TIME);
                assertThat(TransactionChecker.of(strong).check(witness.get()))
                        .isInstanceOf(TransactionVerdict.Holds.class);
            }
        }
        assertThat(shown).isGreaterThan(HISTORIES / 10);
    }

    @ParameterizedTest
    @EnumSource(names = {"STRONG_SESSION_SNAPSHOT_ISOLATION", "STRONG_SNAPSHOT_ISOLATION", "STRICT_SERIALIZABLE"})
    void whoeverAsksIsShownAnOrderThatProvesTheModel(ConsistencyModel model) {
        for (int seed = 0; seed < HISTORIES; seed++) {
            History history = new RandomTransactions(seed, false, 0, false).next(2 + seed % 4);
            if (TransactionChecker.of(model).showing().check(history) instanceof TransactionVerdict.Holds holds) {
                holds.order().ifPresent(order -> assertThat(order.proves(model)).isTrue());
                assertThat(holds.order().isPresent() || holds.snapshots().isPresent())
                        .isTrue();
            }
        }
    }
}
