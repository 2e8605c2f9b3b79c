package next700.linearizability;

import java.util.Arrays;
import next700.history.Value;

/** Values numbered from 0 in the order in which they were added: a hash table that makes no object for an entry. */
final class ValueNumbers {
    static final int NONE = -1;
    private static final int SPREAD = 0x9E3779B9;

    private final Value[] values;
    private final int[] slots;
    private int size;

    /** Room for so many values. */
    ValueNumbers(int capacity) {
        values = new Value[capacity];
        slots = new int[Integer.highestOneBit(Math.max(4, capacity)) << 2];
        Arrays.fill(slots, NONE);
    }

    /** Gives the value the next number; false if it has one. */
    boolean add(Value value) {
        int slot = slot(value);
        if (slots[slot] != NONE) {
            return false;
        }
        slots[slot] = size;
        values[size++] = value;
        return true;
    }

    /** The number of the value; {@link #NONE} if it was not added. */
    int of(Value value) {
        return slots[slot(value)];
    }

    int size() {
        return size;
    }

    /** Where the value is, or would be put. */
    private int slot(Value value) {
        int mask = slots.length - 1;
        int hash = value.hashCode() * SPREAD;
        int slot = (hash ^ (hash >>> 16)) & mask;
        while (slots[slot] != NONE && !values[slots[slot]].equals(value)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
