package next700.transactions;

import java.util.Arrays;

/**
 * The processes of a history with what each wrote, in its order. A transaction that was never answered comes after those
 * before it in its process, and before none.
 */
final class Sessions {
    private final Observations facts;
    /** The transaction before in its process, or -1. */
    private final int[] previous;

    private final int[] placeBefore;
    private final boolean[] answered;
    /** By process and key the last write of the key; the others are linked. */
    private final LongIntMap lastWrite = new LongIntMap();

    private final int[] writeBefore;

    Sessions(Observations facts) {
        this.facts = facts;
        Transactions history = facts.history();
        previous = new int[facts.size()];
        placeBefore = new int[facts.size()];
        answered = new boolean[facts.size()];
        writeBefore = new int[facts.writes()];
        int[] last = new int[history.processes()];
        Arrays.fill(previous, -1);
        for (int i = 0; i < facts.size(); i++) {
            int process = process(i);
            int before = last[process] - 1;
            previous[i] = before;
            placeBefore[i] = before < 0 ? -1 : place(before);
            answered[i] = history.next(facts.number(i)) != Transactions.NEVER;
            if (answered[i]) {
                last[process] = i + 1;
                for (int write = facts.firstWrite(i); write < facts.endOfWrites(i); write++) {
                    long slot = LongIntMap.pair(process, facts.writeKey(write));
                    writeBefore[write] = lastWrite.get(slot);
                    lastWrite.put(slot, write);
                }
            }
        }
    }

    int process(int transaction) {
        return facts.history().process(facts.number(transaction));
    }

    /** The transaction before in its process, or -1. */
    int previous(int transaction) {
        return previous[transaction];
    }

    /** Whether a transaction comes before those behind it in its process. */
    boolean isAnswered(int transaction) {
        return answered[transaction];
    }

    /** The place in its process of the last that comes before a transaction there, from 0; -1 if there is none. */
    int placeBefore(int transaction) {
        return placeBefore[transaction];
    }

    /** The place of a transaction in its process; of one that was never answered, of the last before it. */
    int place(int transaction) {
        return placeBefore[transaction] + (answered[transaction] ? 1 : 0);
    }

    /** The last write of a key by a process, of those at this place of the process or before; -1 if there is none. */
    int lastWrite(int process, int key, int upTo) {
        int write = lastWrite.get(LongIntMap.pair(process, key));
        while (write >= 0 && place(facts.writer(write)) > upTo) {
            write = writeBefore[write];
        }
        return write;
    }
}
