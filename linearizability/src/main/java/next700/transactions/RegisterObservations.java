package next700.transactions;

import java.util.Optional;
import next700.linearizability.Deadline;

/**
 * What is known of transactions on registers, of values written once or more often. A read that can have found nothing at
 * all is an anomaly; then there is nothing more to know.
 */
final class RegisterObservations {
    private static final int NONE = -1;

    private final Transactions history;
    private final Evidence evidence;
    private final Writers writers;
    private final RegisterVersions versions;
    private final Deadline deadline;
    /** For each written value the last write of it, by key and value; the others are linked. */
    private final LongIntMap lastWrite = new LongIntMap();

    private final int[] sameBefore;
    private final boolean[] takesPart;

    RegisterObservations(
            Transactions history, Evidence evidence, Writers writers, RegisterVersions versions, Deadline deadline) {
        this.history = history;
        this.evidence = evidence;
        this.writers = writers;
        this.versions = versions;
        this.deadline = deadline;
        sameBefore = new int[history.micros()];
        takesPart = new boolean[history.size()];
    }

    /** Empty if some read can have found nothing. */
    Optional<Observations> observe() {
        for (int micro = 0; micro < history.micros(); micro++) {
            deadline.look(micro);
            if (history.writes(micro) && writers.isFinal(micro) && !writers.isAborted(micro)) {
                long value = LongIntMap.pair(history.key(micro), history.value(micro));
                sameBefore[micro] = lastWrite.get(value);
                lastWrite.put(value, micro);
            }
        }
        boolean possible = true;
        for (int i = 0; i < history.size(); i++) {
            deadline.look(i);
            if (history.outcome(i) == Outcome.COMMITTED) {
                takesPart[i] = true;
                for (int micro = history.begin(i); micro < history.end(i); micro++) {
                    possible &= !isFirstRead(micro) || markSources(micro);
                }
            }
        }
        return possible ? Optional.of(build()) : Optional.empty();
    }

    /** Of a key, before the transaction wrote it. */
    private boolean isFirstRead(int micro) {
        if (!history.reads(micro) || !versions.isExternal(micro)) {
            return false;
        }
        for (int before = writers.previous(micro); before >= 0; before = writers.previous(before)) {
            if (history.reads(before)) {
                return false;
            }
        }
        return true;
    }

    /** Whoever may have been read from takes part, whether it was answered or not. */
    private boolean markSources(int read) {
        int count = versions.mayReadInitial(read) ? 1 : 0;
        for (int write = lastSource(read); write >= 0; write = sameBefore[write]) {
            if (history.owner(write) != history.owner(read)) {
                takesPart[history.owner(write)] = true;
                count++;
            }
        }
        if (count == 0) {
            accuse(read);
        }
        return count > 0;
    }

    private int lastSource(int read) {
        int value = versions.valueRead(read);
        return value < 0 ? NONE : lastWrite.get(LongIntMap.pair(history.key(read), value));
    }

    /** Of a value that was written more than once nobody has said yet that it cannot have been read. */
    private void accuse(int read) {
        int write = versions.writer(read);
        if (write < 0 || !writers.isRepeated(write)) {
            return;
        }
        if (history.owner(write) == history.owner(read)) {
            evidence.add(
                    "future-read",
                    () -> new Anomaly.FutureRead(
                            history.transactionOf(read), history.keyOf(read), versions.valueOf(read)));
        } else {
            evidence.add(
                    "G1b",
                    () -> new Anomaly.IntermediateRead(
                            history.transactionOf(read),
                            history.transactionOf(write),
                            history.keyOf(read),
                            versions.valueOf(read)));
        }
    }

    private Observations build() {
        Observations.Builder builder = new Observations.Builder(history);
        int[] number = new int[history.micros()];
        for (int i = 0; i < history.size(); i++) {
            deadline.look(i);
            if (takesPart[i]) {
                builder.transaction(i);
                for (int micro = history.begin(i); micro < history.end(i); micro++) {
                    if (history.writes(micro) && writers.isFinal(micro)) {
                        number[micro] = builder.write(micro);
                    }
                }
            }
        }
        for (int i = 0; i < builder.size(); i++) {
            deadline.look(i);
            int transaction = builder.number(i);
            if (history.outcome(transaction) != Outcome.COMMITTED) {
                continue;
            }
            for (int micro = history.begin(transaction); micro < history.end(transaction); micro++) {
                if (isFirstRead(micro)) {
                    builder.read(i, micro);
                    addSources(builder, micro, number);
                }
            }
        }
        return builder.build();
    }

    private void addSources(Observations.Builder builder, int read, int[] number) {
        if (versions.mayReadInitial(read)) {
            builder.source(Observations.Builder.INITIAL);
        }
        for (int write = lastSource(read); write >= 0; write = sameBefore[write]) {
            if (history.owner(write) != history.owner(read)) {
                builder.source(number[write]);
            }
        }
    }
}
