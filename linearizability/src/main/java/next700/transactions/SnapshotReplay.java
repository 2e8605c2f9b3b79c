package next700.transactions;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import next700.history.Value;

/**
 * Checks a {@link SnapshotOrder} against the history alone, in time linear in the history: it begins and commits the
 * transactions, compares what they read, and looks at the order. It shares no code with the search.
 */
public final class SnapshotReplay {
    private static final int UNWRITTEN = -1;

    private final Transactions history;
    private final SnapshotOrder order;
    private final int initial;
    private final int nil;
    /** For each key what had been committed last; of a list all elements. */
    private final int[] register;

    private final IntList[] list;
    /** For each key how many commits there had been when it was written last. */
    private final int[] writtenAt;

    private final int[] begunAt;
    private final boolean[] begun;
    private final boolean[] over;

    private SnapshotReplay(Transactions history, SnapshotOrder order, Value initial) {
        this.history = history;
        this.order = order;
        this.initial = history.findValue(initial);
        nil = history.findValue(Value.NIL);
        register = new int[history.keyCount()];
        Arrays.fill(register, UNWRITTEN);
        list = new IntList[history.keyCount()];
        writtenAt = new int[history.keyCount()];
        begunAt = new int[history.size()];
        begun = new boolean[history.size()];
        over = new boolean[history.size()];
    }

    /** What is wrong with the order; empty if it proves what it says. */
    public static Optional<String> defect(Transactions history, SnapshotOrder order, Value initial) {
        return new SnapshotReplay(history, order, initial).run();
    }

    private Optional<String> run() {
        int commits = 0;
        for (int i = 0; i < order.size(); i++) {
            int transaction = order.transaction(i);
            if (over[transaction] || history.outcome(transaction) == Outcome.ABORTED) {
                return Optional.of(history.describe(transaction) + " is there once too often");
            }
            if (!begun[transaction]) {
                begun[transaction] = true;
                begunAt[transaction] = commits;
                Optional<String> wrong = read(transaction);
                if (wrong.isPresent()) {
                    return wrong;
                }
            } else {
                over[transaction] = true;
                commits++;
                if (!commit(transaction, commits)) {
                    return Optional.of(history.describe(transaction) + " overlaps another that wrote the same");
                }
            }
        }
        for (int transaction = 0; transaction < over.length; transaction++) {
            if (!over[transaction] && (begun[transaction] || history.outcome(transaction) == Outcome.COMMITTED)) {
                return Optional.of(history.describe(transaction) + " does not commit");
            }
        }
        return sequence();
    }

    private Optional<String> read(int transaction) {
        Map<Integer, IntList> own = new HashMap<>();
        for (int micro = history.begin(transaction); micro < history.end(transaction); micro++) {
            int key = history.key(micro);
            if (history.writes(micro)) {
                own.computeIfAbsent(key, none -> new IntList(2)).add(history.value(micro));
            } else if (history.reads(micro)) {
                IntList mine = own.getOrDefault(key, new IntList(1));
                boolean right = history.kind() == Transactions.Kind.LISTS
                        ? isList(micro, key, mine)
                        : isRegister(micro, key, mine);
                if (!right) {
                    return Optional.of(SerialReplay.wrongRead(history, transaction, micro));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isRegister(int read, int key, IntList own) {
        int held = own.size() > 0 ? own.get(own.size() - 1) : register[key];
        if (history.readsInitial(read)) {
            return held == UNWRITTEN || held == nil;
        }
        return (held == UNWRITTEN ? initial : held) == history.value(read);
    }

    private boolean isList(int read, int key, IntList own) {
        int committed = list[key] == null ? 0 : list[key].size();
        if (history.length(read) != committed + own.size()) {
            return false;
        }
        for (int i = 0; i < history.length(read); i++) {
            int expected = i < committed ? list[key].get(i) : own.get(i - committed);
            if (history.element(read, i) != expected) {
                return false;
            }
        }
        return true;
    }

    private boolean commit(int transaction, int number) {
        boolean alone = true;
        for (int micro = history.begin(transaction); micro < history.end(transaction); micro++) {
            if (history.writes(micro)) {
                int key = history.key(micro);
                alone &= writtenAt[key] <= begunAt[transaction] || writtenAt[key] == number;
                writtenAt[key] = number;
                register[key] = history.value(micro);
                if (history.kind() == Transactions.Kind.LISTS) {
                    if (list[key] == null) {
                        list[key] = new IntList(4);
                    }
                    list[key].add(history.value(micro));
                }
            }
        }
        return alone || !order.isExclusive();
    }

    /** No transaction commits behind the beginning of one that it should precede. */
    private Optional<String> sequence() {
        if (order.ordering() == Ordering.DEPENDENCIES) {
            return Optional.empty();
        }
        boolean sessions = order.ordering() == Ordering.PROCESS;
        // Backwards: what has been met ended later, or began later. The earliest completion of what ends later decides.
        int[] earliestEnd = new int[sessions ? history.processes() : 1];
        Arrays.fill(earliestEnd, Transactions.NEVER);
        boolean[] ended = new boolean[history.size()];
        for (int i = order.size() - 1; i >= 0; i--) {
            int transaction = order.transaction(i);
            int group = sessions ? history.process(transaction) : 0;
            if (!ended[transaction]) {
                ended[transaction] = true;
                earliestEnd[group] = Math.min(earliestEnd[group], history.next(transaction));
            } else if (earliestEnd[group] <= transaction) {
                return Optional.of(history.describe(transaction)
                        + " begins before one commits that had completed when it was invoked");
            }
        }
        return Optional.empty();
    }
}
