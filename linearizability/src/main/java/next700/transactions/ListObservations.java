package next700.transactions;

import java.util.HashMap;
import java.util.Map;
import next700.linearizability.Deadline;

/**
 * What is known of transactions on lists of unique elements: a version is what a transaction left, its last element
 * stands for it, and the order of those that were read is known. Those that nobody read are behind them.
 */
final class ListObservations {
    private final Transactions history;
    private final Writers writers;
    private final ListVersions versions;
    private final ListReads reads;
    private final Deadline deadline;
    /** The write of a transaction and key. */
    private final LongIntMap writes = new LongIntMap();

    ListObservations(Transactions history, Writers writers, ListVersions versions, ListReads reads, Deadline deadline) {
        this.history = history;
        this.writers = writers;
        this.versions = versions;
        this.reads = reads;
        this.deadline = deadline;
    }

    /** Only of histories whose elements are unique, and whose reads are beginnings of the longest. */
    Observations observe() {
        Observations.Builder builder = new Observations.Builder(history);
        boolean[] committed = versions.committed();
        Map<Integer, IntList> unread = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            deadline.look(i);
            if (committed[i]) {
                builder.transaction(i);
                for (int micro = history.begin(i); micro < history.end(i); micro++) {
                    if (history.writes(micro) && writers.isFinal(micro)) {
                        int write = builder.write(micro);
                        writes.put(LongIntMap.pair(i, history.key(micro)), write);
                        if (versions.place(micro) < 0) {
                            unread.computeIfAbsent(history.key(micro), none -> new IntList(4))
                                    .add(write);
                        }
                    }
                }
            }
        }
        for (int i = 0; i < builder.size(); i++) {
            deadline.look(i);
            int transaction = builder.number(i);
            for (int micro = history.begin(transaction); micro < history.end(transaction); micro++) {
                if (history.reads(micro) && isFirst(micro)) {
                    int append = reads.lastExternal(micro);
                    builder.read(i, micro);
                    builder.source(append < 0 ? Observations.Builder.INITIAL : write(append));
                }
            }
        }
        for (int key = 0; key < history.keyCount(); key++) {
            deadline.look(key);
            order(builder, key, unread.get(key));
        }
        return builder.build();
    }

    private boolean isFirst(int read) {
        for (int before = writers.previous(read); before >= 0; before = writers.previous(before)) {
            if (history.reads(before)) {
                return false;
            }
        }
        return true;
    }

    private int write(int append) {
        return writes.get(LongIntMap.pair(history.owner(append), history.key(append)));
    }

    private void order(Observations.Builder builder, int key, IntList unread) {
        int last = -1;
        for (int i = versions.begin(key); i < versions.end(key); i++) {
            int write = write(versions.append(i));
            if (last >= 0 && last != write) {
                builder.succession(last, write);
            }
            last = write;
        }
        for (int i = 0; last >= 0 && unread != null && i < unread.size(); i++) {
            builder.succession(last, unread.get(i));
        }
    }
}
