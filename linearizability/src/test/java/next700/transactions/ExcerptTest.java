package next700.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import next700.history.History;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an anomaly is about can be looked at by itself. */
class ExcerptTest {
    private static final int HISTORIES = 400;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mostAnomaliesAreShownByTheirOwnTransactionsAndThoseTheyReadFrom(boolean lists) {
        int anomalies = 0;
        int shown = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            History history = new RandomTransactions(seed, lists, seed % 3 == 0 ? 20 : 0, false).next(3 + seed % 4);
            Transactions transactions = Transactions.of(history);
            TransactionChecker checker = TransactionChecker.of(ConsistencyModel.SERIALIZABLE);
            if (!(checker.check(transactions) instanceof TransactionVerdict.Violated violated)) {
                continue;
            }
            for (Anomaly anomaly : violated.anomalies()) {
                History excerpt = violated.excerpt(transactions, anomaly);
                assertThat(excerpt.size()).isBetween(1, history.size());
                anomalies++;
                shown += checker.check(excerpt) instanceof TransactionVerdict.Violated ? 1 : 0;
            }
        }
        assertThat(anomalies).isGreaterThan(HISTORIES / 10);
        assertThat(shown).isGreaterThan(anomalies * 9 / 10);
    }
}
