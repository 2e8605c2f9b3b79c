package next700.transactions;

import java.util.BitSet;
import next700.linearizability.Deadline;

/**
 * Who wrote what. Written values must be unique at their keys for that (Elle calls a history recoverable then); a value
 * written again only after its first writer aborted is, as a client's retry is.
 */
final class Writers {
    private final Transactions history;
    private final LongIntMap writes = new LongIntMap();
    private final BitSet repeated = new BitSet();
    private final BitSet replaced = new BitSet();
    private int repetitions;
    private int example = -1;
    /** The micro-operation before on the same key in the same transaction, or -1. */
    private final int[] previous;

    Writers(Transactions history, Deadline deadline) {
        this.history = history;
        previous = new int[history.micros()];
        link();
        for (int micro = 0; micro < history.micros(); micro++) {
            deadline.look(micro);
            if (history.writes(micro)) {
                add(micro);
            }
        }
    }

    private void link() {
        int[] last = new int[history.keyCount()];
        int[] lastWrite = new int[history.keyCount()];
        int[] seen = new int[history.keyCount()];
        for (int i = 0; i < history.size(); i++) {
            for (int micro = history.begin(i); micro < history.end(i); micro++) {
                int key = history.key(micro);
                boolean first = seen[key] != i + 1;
                previous[micro] = first ? -1 : last[key];
                int write = first ? -1 : lastWrite[key];
                if (history.writes(micro)) {
                    if (write >= 0) {
                        replaced.set(write);
                    }
                    write = micro;
                }
                seen[key] = i + 1;
                last[key] = micro;
                lastWrite[key] = write;
            }
        }
    }

    private void add(int micro) {
        long version = LongIntMap.pair(history.key(micro), history.value(micro));
        int known = writes.get(version);
        if (known < 0 || isAborted(known)) {
            writes.put(version, micro);
        } else if (!isAborted(micro)) {
            repeated.set(known);
            repetitions++;
            example = micro;
        }
    }

    boolean isAborted(int micro) {
        return history.outcome(history.owner(micro)) == Outcome.ABORTED;
    }

    /** The one micro-operation that wrote the value there, or -1. */
    int of(int key, int value) {
        return writes.get(LongIntMap.pair(key, value));
    }

    /** Whether it is the first of several that wrote the same, so that nobody knows which was read. */
    boolean isRepeated(int micro) {
        return repeated.get(micro);
    }

    /** How often a value was written again. */
    int repetitions() {
        return repetitions;
    }

    /** One that wrote a value again; only where there is one. */
    int example() {
        return example;
    }

    /** The micro-operation before on the same key in the same transaction, or -1. */
    int previous(int micro) {
        return previous[micro];
    }

    /** Whether its transaction wrote the key no more after it. */
    boolean isFinal(int micro) {
        return !replaced.get(micro);
    }
}
