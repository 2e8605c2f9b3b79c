package next700.assertions;

import java.time.Duration;
import next700.history.History;
import next700.linearizability.Linearizability;
import next700.linearizability.Specification;
import next700.linearizability.Verdict;
import next700.transactions.ConsistencyModel;
import next700.transactions.TransactionChecker;
import next700.transactions.TransactionVerdict;
import next700.transactions.Transactions;
import org.assertj.core.api.AbstractAssert;

/**
 * What a test may demand of a history:
 *
 * <pre>{@code
 * import static next700.assertions.HistoryAssert.assertThat;
 *
 * assertThat(history).isLinearizable(new KeyValue());
 * assertThat(transactions).satisfies(ConsistencyModel.SNAPSHOT_ISOLATION);
 * }</pre>
 *
 * <p>A verdict that could not be reached in time fails the test like a violation, and says which of the two it was.
 */
public final class HistoryAssert extends AbstractAssert<HistoryAssert, History> {
    private Duration deadline = Duration.ofSeconds(30);

    private HistoryAssert(History actual) {
        super(actual, HistoryAssert.class);
    }

    public static HistoryAssert assertThat(History actual) {
        return new HistoryAssert(actual);
    }

    /** How long the checks that follow may take, instead of 30 seconds. */
    public HistoryAssert within(Duration longest) {
        deadline = longest;
        return this;
    }

    /** Each operation seems to take effect at one moment between its invocation and its completion. */
    public HistoryAssert isLinearizable(Specification<?> specification) {
        Verdict verdict = verdict(specification);
        if (!(verdict instanceof Verdict.Holds)) {
            failWithMessage("%s: %s", actual.source(), verdict.explain());
        }
        return this;
    }

    /** The opposite: for tests of systems that must be caught. */
    public HistoryAssert isNotLinearizable(Specification<?> specification) {
        Verdict verdict = verdict(specification);
        if (!(verdict instanceof Verdict.Violated)) {
            failWithMessage(
                    "%s should not be linearizable as a %s. %s",
                    actual.source(), specification.name(), verdict.explain());
        }
        return this;
    }

    /** The operations are transactions, and as the model allows. */
    public HistoryAssert satisfies(ConsistencyModel model) {
        TransactionVerdict verdict = verdict(model);
        if (!(verdict instanceof TransactionVerdict.Holds)) {
            failWithMessage("%s should be %s. %s", actual.source(), model.label(), verdict.explain());
        }
        return this;
    }

    /** The opposite: for tests of databases that must be caught. */
    public HistoryAssert violates(ConsistencyModel model) {
        TransactionVerdict verdict = verdict(model);
        if (!(verdict instanceof TransactionVerdict.Violated)) {
            failWithMessage("%s should not be %s. %s", actual.source(), model.label(), verdict.explain());
        }
        return this;
    }

    private TransactionVerdict verdict(ConsistencyModel model) {
        isNotNull();
        return TransactionChecker.of(model).withDeadline(deadline).check(Transactions.of(actual));
    }

    private Verdict verdict(Specification<?> specification) {
        isNotNull();
        return Linearizability.of(specification).withDeadline(deadline).check(actual);
    }
}
