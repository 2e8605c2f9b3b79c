package next700.transactions;

import java.util.Arrays;
import next700.linearizability.Deadline;

/**
 * The order of the versions of lists (Elle, VLDB 2020): a list tells its whole past, so the longest one read at a
 * key is the order of all versions up to it, and every other must be a beginning of it. What was read has happened, so
 * that this also tells which transactions of unknown outcome committed.
 *
 * <p>The appends of all version orders stand in one row, one key after the other.
 */
final class ListVersions {
    private final Transactions history;
    private final Deadline deadline;
    private final Writers writers;
    private final boolean[] committed;
    /** For each key the read that found the longest list, or -1. */
    private final int[] longest;
    /** Where the version order of each key begins in {@link #order}. */
    private final int[] orderStart;
    /** The appends of the version orders, one key after the other; -1 for what nobody appended. */
    private final int[] order;
    /** For each append its place in the version order of its key, or -1. */
    private final int[] place;

    private final boolean[] incompatible;

    ListVersions(Transactions history, Writers writers, Deadline deadline) {
        this.history = history;
        this.deadline = deadline;
        this.writers = writers;
        committed = new boolean[history.size()];
        longest = new int[history.keyCount()];
        orderStart = new int[history.keyCount() + 1];
        place = new int[history.micros()];
        incompatible = new boolean[history.keyCount()];
        findLongest();
        order = new int[orderStart[history.keyCount()]];
        findVersionOrders();
        for (int i = 0; i < history.size(); i++) {
            deadline.look(i);
            committed[i] |= history.outcome(i) == Outcome.COMMITTED;
        }
        findIncompatible();
    }

    /** The transactions that committed, by what they say or by what was read of them. */
    boolean[] committed() {
        return committed;
    }

    /** The read that found the longest list of the key, or -1. */
    int longest(int key) {
        return longest[key];
    }

    /** How many appends stand in the row. */
    int length() {
        return order.length;
    }

    /** Where the version order of the key begins in the row. */
    int begin(int key) {
        return orderStart[key];
    }

    /** Where the version order of the key ends in the row. */
    int end(int key) {
        return orderStart[key + 1];
    }

    /** The append at that place of the row; -1 if nobody appended what was read. */
    int append(int at) {
        return order[at];
    }

    /** The place of the append in the version order of its key, or -1. */
    int place(int append) {
        return place[append];
    }

    /** Whether some read at the key is no beginning of the longest. */
    boolean isIncompatible(int key) {
        return incompatible[key];
    }

    private void findLongest() {
        Arrays.fill(longest, -1);
        for (int micro = 0; micro < history.micros(); micro++) {
            deadline.look(micro);
            if (history.reads(micro)) {
                int key = history.key(micro);
                if (longest[key] < 0 || history.length(micro) > history.length(longest[key])) {
                    longest[key] = micro;
                }
            }
        }
        boolean[] suspect = new boolean[longest.length];
        boolean any = false;
        for (int key = 0; key < longest.length; key++) {
            suspect[key] = longest[key] >= 0 && duplicate(longest[key]) >= 0;
            any |= suspect[key];
        }
        if (any) {
            findLongestWithoutDuplicates(suspect);
        }
        for (int key = 0; key < longest.length; key++) {
            orderStart[key + 1] = orderStart[key] + (longest[key] < 0 ? 0 : history.length(longest[key]));
        }
    }

    private void findLongestWithoutDuplicates(boolean[] suspect) {
        for (int key = 0; key < longest.length; key++) {
            longest[key] = suspect[key] ? -1 : longest[key];
        }
        for (int micro = 0; micro < history.micros(); micro++) {
            deadline.look(micro);
            int key = history.key(micro);
            if (history.reads(micro)
                    && suspect[key]
                    && duplicate(micro) < 0
                    && (longest[key] < 0 || history.length(micro) > history.length(longest[key]))) {
                longest[key] = micro;
            }
        }
    }

    /** An element that the read found twice though it was not appended twice, or -1. */
    int duplicate(int read) {
        LongIntMap seen = new LongIntMap();
        for (int i = 0; i < history.length(read); i++) {
            int element = history.element(read, i);
            if (seen.get(element) >= 0) {
                int append = writers.of(history.key(read), element);
                if (append < 0 || !writers.isRepeated(append)) {
                    return element;
                }
            }
            seen.put(element, 0);
        }
        return -1;
    }

    private void findVersionOrders() {
        Arrays.fill(place, -1);
        for (int key = 0; key < longest.length; key++) {
            for (int i = 0; i < end(key) - begin(key); i++) {
                int append = writers.of(key, history.element(longest[key], i));
                order[orderStart[key] + i] = append;
                if (append >= 0) {
                    place[append] = i;
                    observe(append);
                }
            }
        }
    }

    private void findIncompatible() {
        for (int micro = 0; micro < history.micros(); micro++) {
            deadline.look(micro);
            if (history.reads(micro) && !isPrefix(micro)) {
                int key = history.key(micro);
                incompatible[key] = true;
                for (int i = 0; i < history.length(micro); i++) {
                    int append = writers.of(key, history.element(micro, i));
                    if (append >= 0) {
                        observe(append);
                    }
                }
            }
        }
    }

    /** What was read has happened: its transaction committed, unless it is known that it did not. */
    private void observe(int append) {
        if (!writers.isAborted(append)) {
            committed[history.owner(append)] = true;
        }
    }

    /** Whether what was read is a beginning of the longest list of its key. */
    boolean isPrefix(int read) {
        int whole = longest[history.key(read)];
        return whole >= 0 && history.commonPrefix(read, whole) == history.length(read);
    }

    /** Whether the append made a version that is one: it is known, and committed. */
    boolean isInstalled(int append) {
        return append >= 0 && !writers.isRepeated(append) && committed[history.owner(append)];
    }

    /** Whether its element was appended there by nobody else. */
    boolean isKnown(int append) {
        return writers.of(history.key(append), history.value(append)) == append && !writers.isRepeated(append);
    }
}
