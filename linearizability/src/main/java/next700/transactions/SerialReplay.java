package next700.transactions;

import java.util.Arrays;
import java.util.Optional;
import next700.history.Value;

/**
 * Checks a {@link SerialOrder} against the history alone, in time linear in the history: it executes the transactions
 * one after the other, compares what they read, and looks at the order. It shares no code with the inference.
 */
public final class SerialReplay {
    private static final int UNWRITTEN = -1;

    private final Transactions history;
    private final SerialOrder order;
    private final Value initial;

    private SerialReplay(Transactions history, SerialOrder order, Value initial) {
        this.history = history;
        this.order = order;
        this.initial = initial;
    }

    /** What is wrong with the order; empty if it proves what it says. Registers are null at first. */
    public static Optional<String> defect(Transactions history, SerialOrder order) {
        return defect(history, order, Value.NIL);
    }

    /** The same with registers that hold some value at first. */
    public static Optional<String> defect(Transactions history, SerialOrder order, Value initial) {
        SerialReplay replay = new SerialReplay(history, order, initial);
        return replay.selection()
                .or(replay::sequence)
                .or(history.kind() == Transactions.Kind.LISTS ? replay::lists : replay::registers);
    }

    /** Every committed transaction stands there once, and no aborted one. */
    private Optional<String> selection() {
        boolean[] there = new boolean[history.size()];
        for (int i = 0; i < order.size(); i++) {
            int transaction = order.transaction(i);
            if (there[transaction]) {
                return Optional.of(history.describe(transaction) + " is there twice");
            }
            if (history.outcome(transaction) == Outcome.ABORTED) {
                return Optional.of(history.describe(transaction) + " aborted");
            }
            there[transaction] = true;
        }
        for (int transaction = 0; transaction < there.length; transaction++) {
            if (!there[transaction] && history.outcome(transaction) == Outcome.COMMITTED) {
                return Optional.of(history.describe(transaction) + " is missing");
            }
        }
        return Optional.empty();
    }

    /** No transaction stands behind one that it should precede. */
    private Optional<String> sequence() {
        if (order.ordering() == Ordering.DEPENDENCIES) {
            return Optional.empty();
        }
        boolean sessions = order.ordering() == Ordering.PROCESS;
        int[] earliestEnd = new int[sessions ? history.processes() : 1];
        Arrays.fill(earliestEnd, Transactions.NEVER);
        for (int i = order.size() - 1; i >= 0; i--) {
            int transaction = order.transaction(i);
            int group = sessions ? history.process(transaction) : 0;
            if (earliestEnd[group] <= transaction) {
                return Optional.of(
                        history.describe(transaction) + " stands before one that had completed when it was invoked");
            }
            earliestEnd[group] = Math.min(earliestEnd[group], history.next(transaction));
        }
        return Optional.empty();
    }

    private Optional<String> lists() {
        IntList[] lists = new IntList[history.keyCount()];
        for (int i = 0; i < lists.length; i++) {
            lists[i] = new IntList(4);
        }
        for (int i = 0; i < order.size(); i++) {
            int transaction = order.transaction(i);
            for (int micro = history.begin(transaction); micro < history.end(transaction); micro++) {
                IntList list = lists[history.key(micro)];
                if (history.writes(micro)) {
                    list.add(history.value(micro));
                } else if (history.reads(micro) && !isAt(list, micro)) {
                    return Optional.of(wrongRead(history, transaction, micro));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isAt(IntList list, int read) {
        if (list.size() != history.length(read)) {
            return false;
        }
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) != history.element(read, i)) {
                return false;
            }
        }
        return true;
    }

    private Optional<String> registers() {
        int[] registers = new int[history.keyCount()];
        Arrays.fill(registers, UNWRITTEN);
        int first = history.findValue(initial);
        int nil = history.findValue(Value.NIL);
        for (int i = 0; i < order.size(); i++) {
            int transaction = order.transaction(i);
            for (int micro = history.begin(transaction); micro < history.end(transaction); micro++) {
                int key = history.key(micro);
                if (history.writes(micro)) {
                    registers[key] = history.value(micro);
                } else if (history.reads(micro)) {
                    int held = registers[key] == UNWRITTEN ? first : registers[key];
                    boolean right = history.readsInitial(micro)
                            ? registers[key] == UNWRITTEN || registers[key] == nil
                            : held == history.value(micro);
                    if (!right) {
                        return Optional.of(wrongRead(history, transaction, micro));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Of a micro-operation that the order contradicts. */
    static String wrongRead(Transactions history, int transaction, int micro) {
        return history.describe(transaction) + " would not read " + history.keyName(history.key(micro)) + " as "
                + history.result(micro);
    }
}
