package next700.transactions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import next700.history.Value;

/** Numbers for values, from 0 in the order of their first appearance, so that values are compared as numbers. */
final class Names {
    private final LongIntMap wholes = new LongIntMap();
    private final Map<Value, Integer> others = new HashMap<>();
    private final List<Value> values = new ArrayList<>();

    int size() {
        return values.size();
    }

    Value value(int number) {
        return values.get(number);
    }

    /** The number of a value, a new one if it has none. */
    int number(Value value) {
        int known = find(value);
        if (known >= 0) {
            return known;
        }
        int number = values.size();
        values.add(value);
        if (value instanceof Value.Whole whole) {
            wholes.put(whole.value(), number);
        } else {
            others.put(value, number);
        }
        return number;
    }

    /** The number of a value, or {@link LongIntMap#NONE}. */
    int find(Value value) {
        return value instanceof Value.Whole whole
                ? wholes.get(whole.value())
                : others.getOrDefault(value, LongIntMap.NONE);
    }
}
