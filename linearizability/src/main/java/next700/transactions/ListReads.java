package next700.transactions;

import next700.linearizability.Deadline;

/**
 * The reads of a transaction held against its own steps: what it appended itself must stand at the end of what it reads,
 * and what stands before that must not change.
 */
final class ListReads {
    private final Transactions history;
    private final Evidence evidence;
    private final Writers writers;
    /** For each read how much of it other transactions had appended before, or -1 if it misses own elements. */
    private final int[] external;

    ListReads(Transactions history, Evidence evidence, Writers writers, Deadline deadline) {
        this.history = history;
        this.evidence = evidence;
        this.writers = writers;
        external = new int[history.micros()];
        for (int micro = 0; micro < history.micros(); micro++) {
            deadline.look(micro);
            if (history.reads(micro)) {
                checkInternal(micro);
            }
        }
    }

    /** How much of what was read other transactions had appended before, or -1 if it misses own elements. */
    int external(int read) {
        return external[read];
    }

    /** The append of another transaction that made the version that was read, or -1 if it was the initial one. */
    int lastExternal(int read) {
        int length = external[read] < 0 ? history.length(read) : external[read];
        if (length == 0) {
            return -1;
        }
        int append = writers.of(history.key(read), history.element(read, length - 1));
        return append >= 0 && !writers.isRepeated(append) ? append : -1;
    }

    private void checkInternal(int read) {
        int rest = history.length(read);
        int readBefore = -1;
        for (int micro = writers.previous(read); micro >= 0; micro = writers.previous(micro)) {
            if (history.reads(micro)) {
                readBefore = readBefore < 0 ? micro : readBefore;
            } else if (history.writes(micro)) {
                if (missesOwnWrite(read, micro, rest)) {
                    external[read] = -1;
                    report(read, Anomaly.Internal.Unseen.OWN_WRITE);
                    return;
                }
                rest--;
            }
        }
        external[read] = rest;
        if (readBefore >= 0 && external[readBefore] >= 0 && changed(read, readBefore)) {
            report(read, Anomaly.Internal.Unseen.OWN_READ);
        }
    }

    boolean missesOwnWrite(int read, int append, int rest) {
        return rest <= 0 || history.element(read, rest - 1) != history.value(append);
    }

    boolean changed(int read, int readBefore) {
        return external[read] != external[readBefore] || history.commonPrefix(read, readBefore) < external[read];
    }

    private void report(int read, Anomaly.Internal.Unseen unseen) {
        evidence.add(
                unseen.anomaly(),
                () -> new Anomaly.Internal(
                        history.transactionOf(read), history.keyOf(read), history.result(read), unseen));
    }
}
