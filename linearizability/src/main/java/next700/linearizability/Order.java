package next700.linearizability;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Items of a {@link Problem} in an order, by their numbers. */
final class Order {
    static final Order EMPTY = new Order(new int[0]);

    private final int[] numbers;

    private Order(int[] numbers) {
        this.numbers = numbers;
    }

    /** The first so many of the numbers. */
    static Order of(int[] numbers, int length) {
        return new Order(Arrays.copyOf(numbers, length));
    }

    int length() {
        return numbers.length;
    }

    /** The number of the item at that place, from 0. */
    int at(int place) {
        return numbers[place];
    }

    IntStream items() {
        return Arrays.stream(numbers);
    }
}
