package next700.transactions;

import next700.linearizability.Deadline;

/** The reads and updates of registers that are wrong whatever order the versions have. */
final class RegisterReads {
    private final Transactions history;
    private final Deadline deadline;
    private final Evidence evidence;
    private final Writers writers;
    private final RegisterVersions versions;

    RegisterReads(
            Transactions history, Evidence evidence, Writers writers, RegisterVersions versions, Deadline deadline) {
        this.history = history;
        this.deadline = deadline;
        this.evidence = evidence;
        this.writers = writers;
        this.versions = versions;
    }

    void check() {
        LostUpdates updates = new LostUpdates(history, evidence, writers);
        for (int i = 0; i < history.size(); i++) {
            deadline.look(i);
            for (int micro = history.begin(i); micro < history.end(i); micro++) {
                if (history.reads(micro)) {
                    checkSource(micro);
                    checkInternal(micro);
                } else if (history.writes(micro) && versions.committed()[i]) {
                    checkLostUpdate(micro, updates);
                }
            }
        }
    }

    private void checkSource(int read) {
        int write = versions.writer(read);
        if (versions.readsInitial(read) || versions.isAmbiguous(read)) {
            return;
        }
        if (isGarbage(write)) {
            evidence.add(
                    "garbage-read",
                    () -> new Anomaly.GarbageRead(
                            history.transactionOf(read), history.keyOf(read), versions.valueOf(read)));
        } else if (isAborted(write)) {
            evidence.add(
                    "G1a",
                    () -> new Anomaly.AbortedRead(
                            history.transactionOf(read),
                            history.transactionOf(write),
                            history.keyOf(read),
                            versions.valueOf(read)));
        } else if (isFuture(read, write)) {
            evidence.add(
                    "future-read",
                    () -> new Anomaly.FutureRead(
                            history.transactionOf(read), history.keyOf(read), versions.valueOf(read)));
        } else if (isIntermediate(read, write)) {
            evidence.add(
                    "G1b",
                    () -> new Anomaly.IntermediateRead(
                            history.transactionOf(read),
                            history.transactionOf(write),
                            history.keyOf(read),
                            versions.valueOf(read)));
        }
    }

    boolean isGarbage(int write) {
        return write < 0;
    }

    boolean isAborted(int write) {
        return writers.isAborted(write);
    }

    boolean isFuture(int read, int write) {
        return history.owner(read) == history.owner(write) && write > read;
    }

    boolean isIntermediate(int read, int write) {
        return history.owner(read) != history.owner(write) && !writers.isFinal(write);
    }

    private void checkInternal(int read) {
        int before = knownBefore(read);
        if (before >= 0 && differs(read, before)) {
            Anomaly.Internal.Unseen unseen =
                    versions.isExternal(read) ? Anomaly.Internal.Unseen.OWN_READ : Anomaly.Internal.Unseen.OWN_WRITE;
            evidence.add(
                    unseen.anomaly(),
                    () -> new Anomaly.Internal(
                            history.transactionOf(read), history.keyOf(read), versions.valueOf(read), unseen));
        }
    }

    /** The write or read before on the same key in the same transaction whose value is known, or -1. */
    private int knownBefore(int micro) {
        int before = writers.previous(micro);
        while (before >= 0 && history.type(before) == Transactions.READ_UNKNOWN) {
            before = writers.previous(before);
        }
        return before;
    }

    boolean differs(int read, int before) {
        int known = history.reads(before) ? versions.meaning(before) : history.value(before);
        return versions.meaning(read) != known;
    }

    private void checkLostUpdate(int write, LostUpdates updates) {
        int read = updates.updated(write);
        if (read < 0) {
            return;
        }
        if (!versions.isAmbiguous(read)) {
            updates.add(read, versions.readsInitial(read) ? -1 : history.value(read), () -> versions.valueOf(read));
        }
    }
}
