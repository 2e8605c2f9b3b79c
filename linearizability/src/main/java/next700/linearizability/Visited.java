package next700.linearizability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The configurations that a search has been to: the state, and which items have been placed. From equal configurations
 * the same can be reached, so each is explored once (Lowe, "Testing for linearizability", CCPE 2017). And a
 * configuration is explored for nothing if there was one with the same state and the same required items, but fewer of
 * the optional ones: whatever completes this one completes that, which has more left to choose from.
 *
 * <p>Every required item before a configuration's base has been placed, and none that was invoked after the answer to
 * one that is missing: what differs between configurations lies in a window as wide as the concurrency of the history,
 * and only that is kept.
 *
 * <p>The memory is bounded. It consists of two generations; when the younger has grown to half of what is allowed, the
 * older is forgotten. To forget a configuration costs time, if it is come upon again, but never changes an answer.
 *
 * @param <S> the states
 */
final class Visited<S> {
    private final ToLongFunction<S> sizeBytes;
    private long allowedBytes;
    private Generation<S> young;
    private Generation<S> old;

    /** A memory of so many bytes, for states whose sizes the function tells. */
    Visited(ToLongFunction<S> sizeBytes, long allowedBytes) {
        this.sizeBytes = sizeBytes;
        this.allowedBytes = allowedBytes;
        this.young = new Generation<>();
        this.old = new Generation<>();
    }

    void allow(long bytes) {
        allowedBytes = bytes;
    }

    long bytes() {
        return young.bytes + old.bytes;
    }

    /** Takes down where the search is; false if it has been there, or where it was better off. */
    boolean add(S state, Placed placed) {
        int hash = placed.hash(state.hashCode());
        if (young.knows(state, placed, hash) || old.knows(state, placed, hash)) {
            return false;
        }
        if (young.bytes > allowedBytes / 2 - Generation.ROOM_BYTES) {
            old = young;
            young = new Generation<>();
        }
        young.add(state, placed, hash, sizeBytes);
        return true;
    }

    /** Some of the configurations, and the states that they have. */
    private static final class Generation<S> {
        /** What it may grow by at once, apart from a single large state. */
        static final long ROOM_BYTES = 1 << 14;

        private static final int PAGE_BITS = 10;
        private static final int PAGE_WORDS = 1 << PAGE_BITS;
        /** An entry of a hash map, the number, and the reference. */
        private static final long BYTES_PER_STATE = 72;

        /** The state and the base; where the next entry of the slot is and the number of words; the hash. */
        private static final int HEADER_WORDS = 3;

        private final Map<S, Integer> numbers = new HashMap<>();
        private final List<long[]> pages = new ArrayList<>();
        private int[] slots = new int[64];
        private int entries;
        /** The first word that is free; the first of all stays unused, since 0 ends a chain. */
        private int free = 1;

        private long bytes = 64 * Integer.BYTES;

        boolean knows(S state, Placed placed, int hash) {
            Integer number = numbers.get(state);
            if (number == null) {
                return false;
            }
            int words = placed.windowWords();
            long first = first(number, placed);
            for (int at = slots[slot(hash)]; at != 0; at = next(at)) {
                if (word(at) == first && word(at + 2) == hash && words(at) == words && covers(at, words, placed)) {
                    return true;
                }
            }
            return false;
        }

        private boolean covers(int at, int words, Placed placed) {
            for (int i = 0; i < words; i++) {
                if (word(at + HEADER_WORDS + i) != placed.windowWord(i)) {
                    return false;
                }
            }
            for (int i = 0; i < placed.optionalWords(); i++) {
                if (!isSubset(word(at + HEADER_WORDS + words + i), placed.optionalWord(i))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isSubset(long some, long others) {
            return (some & ~others) == 0;
        }

        void add(S state, Placed placed, int hash, ToLongFunction<S> sizeBytes) {
            Integer number = numbers.get(state);
            if (number == null) {
                number = numbers.size();
                numbers.put(state, number);
                bytes += BYTES_PER_STATE + sizeBytes.applyAsLong(state);
            }
            if (entries >= slots.length) {
                grow();
            }
            int words = placed.windowWords();
            int at = allocate(HEADER_WORDS + words + placed.optionalWords());
            set(at, first(number, placed));
            set(at + 1, ((long) slots[slot(hash)] << Integer.SIZE) | words);
            set(at + 2, hash);
            for (int i = 0; i < words; i++) {
                set(at + HEADER_WORDS + i, placed.windowWord(i));
            }
            for (int i = 0; i < placed.optionalWords(); i++) {
                set(at + HEADER_WORDS + words + i, placed.optionalWord(i));
            }
            slots[slot(hash)] = at;
            entries++;
        }

        private static long first(int number, Placed placed) {
            return ((long) number << Integer.SIZE) | placed.base();
        }

        private int slot(int hash) {
            return (hash ^ hash >>> 15) & (slots.length - 1);
        }

        private int next(int at) {
            return (int) (word(at + 1) >>> Integer.SIZE);
        }

        private int words(int at) {
            return (int) word(at + 1);
        }

        private int allocate(int words) {
            int at = free;
            free += words;
            while (pages.size() << PAGE_BITS < free) {
                pages.add(new long[PAGE_WORDS]);
                bytes += (long) PAGE_WORDS * Long.BYTES;
            }
            return at;
        }

        private long word(int at) {
            return pages.get(at >>> PAGE_BITS)[at & (PAGE_WORDS - 1)];
        }

        private void set(int at, long word) {
            pages.get(at >>> PAGE_BITS)[at & (PAGE_WORDS - 1)] = word;
        }

        private void grow() {
            int[] smaller = slots;
            slots = new int[2 * smaller.length];
            bytes += (long) smaller.length * Integer.BYTES;
            for (int head : smaller) {
                int at = head;
                while (at != 0) {
                    int next = next(at);
                    int slot = slot((int) word(at + 2));
                    set(at + 1, ((long) slots[slot] << Integer.SIZE) | words(at));
                    slots[slot] = at;
                    at = next;
                }
            }
        }
    }
}
