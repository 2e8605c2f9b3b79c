package next700.transactions;

import java.util.Arrays;

/** A map from longs to numbers from 0, by open addressing; what is absent is {@link #NONE}. */
final class LongIntMap {
    static final int NONE = -1;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] keys = new long[64];
    private int[] numbers = emptyNumbers(64);
    private int size;

    int get(long key) {
        return numbers[slot(key)];
    }

    void put(long key, int number) {
        int slot = slot(key);
        if (numbers[slot] == NONE) {
            keys[slot] = key;
            size++;
        }
        numbers[slot] = number;
        if (2 * size > keys.length) {
            grow();
        }
    }

    /** The key of two numbers, each of 32 bits. */
    static long pair(int high, int low) {
        return ((long) high << 32) | (low & 0xFFFFFFFFL);
    }

    /** Where the key is, or would be put. */
    private int slot(long key) {
        int mask = keys.length - 1;
        long spread = key * SPREAD;
        int slot = (int) (spread ^ (spread >>> 32)) & mask;
        while (numbers[slot] != NONE && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[2 * oldKeys.length];
        numbers = emptyNumbers(keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] != NONE) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }

    private static int[] emptyNumbers(int length) {
        int[] empty = new int[length];
        Arrays.fill(empty, NONE);
        return empty;
    }
}
