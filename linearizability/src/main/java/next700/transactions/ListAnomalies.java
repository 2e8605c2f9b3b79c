package next700.transactions;

import next700.linearizability.Deadline;

/**
 * What no transaction may see of others, and needs no cycle to be seen: a part of one, updates of aborted ones, a version
 * that both update, one of the writes of a transaction without another.
 */
final class ListAnomalies {
    private final Transactions history;
    private final Deadline deadline;
    private final Evidence evidence;
    private final Writers writers;
    private final ListVersions versions;
    private final ListReads reads;

    ListAnomalies(
            Transactions history,
            Evidence evidence,
            Writers writers,
            ListVersions versions,
            ListReads reads,
            Deadline deadline) {
        this.history = history;
        this.deadline = deadline;
        this.evidence = evidence;
        this.writers = writers;
        this.versions = versions;
        this.reads = reads;
    }

    void check() {
        for (int micro = 0; micro < history.micros(); micro++) {
            deadline.look(micro);
            if (history.reads(micro)) {
                checkIntermediate(micro);
            } else if (history.writes(micro)) {
                checkOwnOrder(micro);
            }
        }
        checkVersionOrders();
        checkLostUpdates();
        checkVanishing();
    }

    private void checkIntermediate(int read) {
        int append = reads.lastExternal(read);
        if (append >= 0 && isIntermediate(read, append)) {
            evidence.add(
                    "G1b",
                    () -> new Anomaly.IntermediateRead(
                            history.transactionOf(read),
                            history.transactionOf(append),
                            history.keyOf(read),
                            history.valueOf(append)));
        }
    }

    boolean isIntermediate(int read, int append) {
        return history.owner(append) != history.owner(read) && !writers.isAborted(append) && !writers.isFinal(append);
    }

    private void checkOwnOrder(int append) {
        int before = writers.previous(append);
        while (before >= 0 && !history.writes(before)) {
            before = writers.previous(before);
        }
        if (before >= 0 && isReordered(before, append)) {
            int earlier = before;
            evidence.add(
                    "reordered-appends",
                    () -> new Anomaly.ReorderedAppends(
                            history.transactionOf(versions.longest(history.key(append))),
                            history.transactionOf(append),
                            history.keyOf(append),
                            history.valueOf(earlier),
                            history.valueOf(append)));
        }
    }

    /** Whether the later of two appends of a transaction was read, and the earlier not before it. */
    boolean isReordered(int earlier, int later) {
        return versions.place(later) >= 0
                && versions.isKnown(later)
                && versions.isKnown(earlier)
                && (versions.place(earlier) < 0 || versions.place(earlier) > versions.place(later));
    }

    private void checkVersionOrders() {
        for (int key = 0; key < history.keyCount(); key++) {
            deadline.look(key);
            int aborted = -1;
            for (int i = versions.begin(key); i < versions.end(key); i++) {
                int append = versions.append(i);
                if (append < 0) {
                    continue;
                }
                if (writers.isAborted(append)) {
                    aborted = append;
                } else if (isDirty(aborted)) {
                    reportDirtyUpdate(aborted, append);
                    break;
                }
            }
        }
    }

    boolean isDirty(int abortedBefore) {
        return abortedBefore >= 0;
    }

    private void reportDirtyUpdate(int aborted, int append) {
        evidence.add(
                "dirty-update",
                () -> new Anomaly.DirtyUpdate(
                        history.transactionOf(aborted),
                        history.transactionOf(append),
                        history.keyOf(append),
                        history.valueOf(aborted),
                        history.valueOf(append)));
    }

    private void checkLostUpdates() {
        boolean[] committed = versions.committed();
        LostUpdates updates = new LostUpdates(history, evidence, writers);
        for (int micro = 0; micro < history.micros(); micro++) {
            deadline.look(micro);
            if (!history.writes(micro) || !committed[history.owner(micro)]) {
                continue;
            }
            int read = updates.updated(micro);
            if (read < 0) {
                continue;
            }
            int length = history.length(read);
            if (length == 0 || reads.lastExternal(read) >= 0) {
                updates.add(read, length == 0 ? -1 : history.element(read, length - 1), () -> history.result(read));
            }
        }
    }

    /**
     * Who has seen one write of a transaction must not miss another later on: observed transaction vanishes (Bailis et
     * al., "Highly available transactions", VLDB 2014).
     */
    private void checkVanishing() {
        int[] needed = new int[history.keyCount()];
        int[] seenRead = new int[history.keyCount()];
        int[] stamp = new int[history.keyCount()];
        for (int i = 0; i < history.size(); i++) {
            deadline.look(i);
            for (int micro = history.begin(i); micro < history.end(i); micro++) {
                if (!history.reads(micro) || !versions.isPrefix(micro) || reads.external(micro) < 0) {
                    continue;
                }
                int key = history.key(micro);
                if (stamp[key] == i + 1 && misses(micro, needed[key])) {
                    reportVanishing(micro, seenRead[key]);
                }
                int append = reads.lastExternal(micro);
                if (append < 0 || writers.isAborted(append) || history.owner(append) == i) {
                    continue;
                }
                int writer = history.owner(append);
                for (int other = history.begin(writer); other < history.end(writer); other++) {
                    if (history.writes(other)
                            && versions.isKnown(other)
                            && !versions.isIncompatible(history.key(other))) {
                        int at = history.key(other);
                        int places = versions.place(other) < 0 ? Integer.MAX_VALUE : versions.place(other) + 1;
                        if (stamp[at] != i + 1 || needed[at] < places) {
                            stamp[at] = i + 1;
                            needed[at] = places;
                            seenRead[at] = micro;
                        }
                    }
                }
            }
        }
    }

    boolean misses(int read, int needed) {
        return reads.external(read) < needed;
    }

    private void reportVanishing(int read, int seenRead) {
        evidence.add(
                "observed-transaction-vanishes",
                () -> new Anomaly.ObservedTransactionVanishes(
                        history.transactionOf(read),
                        history.transactionOf(reads.lastExternal(seenRead)),
                        history.keyOf(seenRead),
                        history.keyOf(read)));
    }
}
