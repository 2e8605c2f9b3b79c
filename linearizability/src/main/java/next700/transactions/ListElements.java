package next700.transactions;

import next700.history.Value;
import next700.linearizability.Deadline;

/** Whether the elements that were read could have been: appended once, by a transaction that did not abort, before. */
final class ListElements {
    private final Transactions history;
    private final Deadline deadline;
    private final Evidence evidence;
    private final Writers writers;
    private final ListVersions versions;

    ListElements(Transactions history, Evidence evidence, Writers writers, ListVersions versions, Deadline deadline) {
        this.history = history;
        this.deadline = deadline;
        this.evidence = evidence;
        this.writers = writers;
        this.versions = versions;
    }

    void check() {
        for (int micro = 0; micro < history.micros(); micro++) {
            deadline.look(micro);
            if (history.reads(micro)) {
                if (!versions.isPrefix(micro)) {
                    reportOrder(micro);
                }
                checkElements(micro);
            }
        }
    }

    private void reportOrder(int read) {
        int twice = versions.duplicate(read);
        int whole = versions.longest(history.key(read));
        if (twice >= 0) {
            evidence.add(
                    "duplicate-elements",
                    () -> new Anomaly.DuplicateElements(
                            history.transactionOf(read), history.keyOf(read), history.valueName(twice)));
        } else if (whole >= 0) {
            reportIncompatible(read, whole);
        }
    }

    private void reportIncompatible(int read, int whole) {
        evidence.add(
                "incompatible-order",
                () -> new Anomaly.IncompatibleOrder(
                        history.transactionOf(read),
                        history.transactionOf(whole),
                        history.keyOf(read),
                        history.result(read),
                        history.result(whole)));
    }

    private void checkElements(int read) {
        int key = history.key(read);
        boolean ordered = versions.isPrefix(read);
        for (int i = 0; i < history.length(read); i++) {
            int append = ordered ? versions.append(versions.begin(key) + i) : writers.of(key, history.element(read, i));
            Value element = history.valueName(history.element(read, i));
            if (isGarbage(append)) {
                evidence.add(
                        "garbage-read",
                        () -> new Anomaly.GarbageRead(history.transactionOf(read), history.keyOf(read), element));
            } else if (isAborted(append)) {
                evidence.add(
                        "G1a",
                        () -> new Anomaly.AbortedRead(
                                history.transactionOf(read),
                                history.transactionOf(append),
                                history.keyOf(read),
                                element));
            } else if (isFuture(read, append)) {
                evidence.add(
                        "future-read",
                        () -> new Anomaly.FutureRead(history.transactionOf(read), history.keyOf(read), element));
            }
        }
    }

    boolean isGarbage(int append) {
        return append < 0;
    }

    boolean isAborted(int append) {
        return writers.isAborted(append);
    }

    boolean isFuture(int read, int append) {
        return history.owner(read) == history.owner(append) && append > read && !writers.isRepeated(append);
    }
}
