package next700.linearizability;

import java.util.List;

/** Which items of a problem have been placed, as sets of bits. */
final class Placed {
    private final int[] number;
    private final boolean[] isRequired;
    private final long[] required;
    private final long[] optional;
    private final int requiredItems;
    private int requiredPlaced;
    private int base;
    private int first;
    private int windowWords;

    <S> Placed(List<Problem.Item<S>> items) {
        number = new int[items.size()];
        isRequired = new boolean[items.size()];
        int requiredCount = 0;
        int optionalCount = 0;
        for (int i = 0; i < number.length; i++) {
            isRequired[i] = items.get(i).required();
            number[i] = isRequired[i] ? requiredCount++ : optionalCount++;
        }
        required = new long[words(requiredCount)];
        optional = new long[words(optionalCount)];
        requiredItems = requiredCount;
    }

    boolean isComplete() {
        return requiredPlaced == requiredItems;
    }

    /** How many required items have been placed. */
    int count() {
        return requiredPlaced;
    }

    boolean contains(int item) {
        return has(isRequired[item] ? required : optional, number[item]);
    }

    void add(int item) {
        int bit = number[item];
        if (isRequired[item]) {
            flip(required, bit);
            requiredPlaced++;
            while (base < requiredItems && has(required, base)) {
                base++;
            }
        } else {
            flip(optional, bit);
        }
    }

    void remove(int item) {
        int bit = number[item];
        if (isRequired[item]) {
            flip(required, bit);
            requiredPlaced--;
            base = Math.min(base, bit);
        } else {
            flip(optional, bit);
        }
    }

    /** The number of the first required item that is missing. */
    int base() {
        return base;
    }

    /**
     * Finds the words from the one with the base to the last with a placed item, which {@link #windowWord} gives, and
     * returns a hash of the state, the base and the required items.
     */
    int hash(int stateHash) {
        first = base / Long.SIZE;
        int missing = requiredPlaced - first * Long.SIZE;
        int end = first;
        int hash = stateHash * 31 + base;
        while (missing > 0) {
            long word = required[end++];
            missing -= Long.bitCount(word);
            hash = hash * 31 + Long.hashCode(word * 0x9E3779B97F4A7C15L);
        }
        windowWords = end - first;
        return hash * 0x9E3779B1;
    }

    int windowWords() {
        return windowWords;
    }

    /** A bit for each required item of the window. */
    long windowWord(int index) {
        return required[first + index];
    }

    int optionalWords() {
        return optional.length;
    }

    /** A bit for each optional item. */
    long optionalWord(int index) {
        return optional[index];
    }

    private static int words(int bits) {
        return (bits + Long.SIZE - 1) / Long.SIZE;
    }

    private static boolean has(long[] set, int bit) {
        return (set[bit / Long.SIZE] & (1L << bit)) != 0;
    }

    private static void flip(long[] set, int bit) {
        set[bit / Long.SIZE] ^= 1L << bit;
    }
}
