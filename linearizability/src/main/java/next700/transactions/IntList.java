package next700.transactions;

import java.util.Arrays;

/** A list of numbers that grows; histories have too many of them to box. */
final class IntList {
    private int[] numbers;
    private int size;

    IntList() {
        this(16);
    }

    IntList(int capacity) {
        numbers = new int[Math.max(1, capacity)];
    }

    int size() {
        return size;
    }

    int get(int index) {
        return numbers[index];
    }

    void set(int index, int number) {
        numbers[index] = number;
    }

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(16, size + (size >> 1)));
        }
        numbers[size++] = number;
    }

    void clear() {
        size = 0;
    }

    /** Leaves the first of the numbers. */
    void truncate(int kept) {
        size = Math.min(size, kept);
    }

    int removeLast() {
        return numbers[--size];
    }

    int[] toArray() {
        return Arrays.copyOf(numbers, size);
    }
}
