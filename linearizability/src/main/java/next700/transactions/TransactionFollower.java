package next700.transactions;

import java.util.Optional;
import java.util.function.Consumer;
import next700.history.RecordedEvent;

/**
 * Checks a history of transactions while it grows, again and again as it is then:
 *
 * <pre>{@code
 * TransactionFollower follower = new TransactionFollower(
 *         "orders",
 *         TransactionChecker.of(ConsistencyModel.SNAPSHOT_ISOLATION),
 *         Interpretation.USUAL,
 *         found -> alarm(found.explain()));
 * ...follower.accept(event) for each event, and follower.pause() whenever there is none for the moment
 * Transactions history = follower.finish();
 * }</pre>
 *
 * <p>What a beginning of a history violates, all of it violates: transactions that have not been answered may have
 * committed or not, as the checker takes it, and whatever is recorded later only says more. That holds as long as
 * nobody reads what is recorded as invoked later, which no recorder of a real system writes.
 *
 * <p>A check takes the time that the checker takes for the whole. So as not to fall behind, checks take at most half of
 * the time, and where no pause is made a history is checked whenever it has doubled. The history is kept, in a few
 * numbers for each step. Not for several threads at once.
 */
public final class TransactionFollower implements Consumer<RecordedEvent> {
    /** Of shorter histories nothing is known before there is a pause. */
    private static final int SHORT = 1024;

    private final TransactionChecker checker;
    private final Consumer<TransactionVerdict.Violated> listener;
    private final Transactions.Builder transactions;
    private Optional<TransactionVerdict.Violated> violated = Optional.empty();
    private boolean changed;
    private int checked;
    private long tookNanos;
    private long endedNanos = System.nanoTime();

    /**
     * A follower.
     *
     * @param source what the history is called in messages
     * @param listener told of the first violation that is found, when it is
     */
    public TransactionFollower(
            String source,
            TransactionChecker checker,
            Interpretation interpretation,
            Consumer<TransactionVerdict.Violated> listener) {
        this.checker = checker;
        this.listener = listener;
        transactions = new Transactions.Builder(source, interpretation);
    }

    /**
     * The next event.
     *
     * @throws next700.history.MalformedHistoryException if it is no transaction's
     */
    @Override
    public void accept(RecordedEvent event) {
        transactions.accept(event);
        // What was not answered yet is taken as unknown, so that neither a call nor an unknown end says more.
        changed |= event.type() == RecordedEvent.Type.OK || event.type() == RecordedEvent.Type.FAIL;
        if (transactions.size() >= SHORT && transactions.size() >= 2 * checked) {
            check();
        }
    }

    /** There is nothing more for the moment, so that what there is can be checked. */
    public void pause() {
        if (System.nanoTime() - endedNanos >= tookNanos) {
            check();
        }
    }

    /** Checks what there is now, if something has ended since the last time and nothing is violated yet. */
    void check() {
        if (!changed || violated.isPresent()) {
            return;
        }
        changed = false;
        checked = transactions.size();
        long begun = System.nanoTime();
        if (checker.check(transactions.soFar()) instanceof TransactionVerdict.Violated found) {
            violated = Optional.of(found);
            listener.accept(found);
        }
        endedNanos = System.nanoTime();
        tookNanos = endedNanos - begun;
    }

    /** How many transactions there are. */
    public int size() {
        return transactions.size();
    }

    /** What was found, if something was. */
    public Optional<TransactionVerdict.Violated> violated() {
        return violated;
    }

    /** The history has ended: all of it, to be checked once more. */
    public Transactions finish() {
        return transactions.build();
    }
}
