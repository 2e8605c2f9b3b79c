package next700.linearizability;

import java.util.List;

/** Which items of a problem have been placed, as a set that gives its {@link Configuration}. */
final class Placed {
    private final int[] number;
    private final boolean[] isRequired;
    private final long[] required;
    private final long[] optional;
    private final int requiredItems;
    private int requiredPlaced;
    private int base;

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

    Configuration configuration(Object state) {
        int first = base / Long.SIZE;
        int missing = requiredPlaced - first * Long.SIZE;
        int end = first;
        while (missing > 0) {
            missing -= Long.bitCount(required[end++]);
        }
        long[] placed = new long[optional.length + end - first];
        System.arraycopy(optional, 0, placed, 0, optional.length);
        System.arraycopy(required, first, placed, optional.length, end - first);
        return new Configuration(state, base, placed);
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
