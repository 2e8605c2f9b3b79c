package next700.linearizability;

import java.util.Arrays;

/** Items to be put in the order of their times; at the same time, of their ranks; and then as they were added. */
final class Schedule {
    private static final int RANK_BITS = 2;

    private final long[] keys;
    private final int[] items;
    private int size;

    Schedule(int capacity) {
        keys = new long[capacity];
        items = new int[capacity];
    }

    void add(int time, int rank, int item) {
        keys[size] = ((long) time << Integer.SIZE) | ((long) rank << (Integer.SIZE - RANK_BITS)) | size;
        items[size++] = item;
    }

    Order order() {
        Arrays.sort(keys, 0, size);
        int[] sorted = new int[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = items[(int) keys[i] & (-1 >>> RANK_BITS)];
        }
        return Order.of(sorted, size);
    }
}
