package next700.process;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What former lives of a process have stored ({@link Effect.Store}), by name. */
public record Stored(SortedMap<String, Record> values) {
    /** Of a process that never lived before. */
    public static final Stored NOTHING = new Stored(Collections.emptySortedMap());

    public Stored {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** What stands under a name. */
    public <T extends Record> Optional<T> get(String name, Class<T> type) {
        return Optional.ofNullable(values.get(name)).map(type::cast);
    }

    /** What stands under the names that begin so. */
    public <T extends Record> SortedMap<String, T> startingWith(String prefix, Class<T> type) {
        SortedMap<String, T> found = new TreeMap<>();
        for (Map.Entry<String, Record> entry : values.tailMap(prefix).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            found.put(entry.getKey(), type.cast(entry.getValue()));
        }
        return found;
    }

    /** After an effect that concerns what is durable; the same after any other. */
    public Stored after(Effect effect) {
        SortedMap<String, Record> next = new TreeMap<>(values);
        if (effect instanceof Effect.Store store) {
            next.put(store.name(), store.value());
        } else if (effect instanceof Effect.Erase erase) {
            next.remove(erase.name());
        } else {
            return this;
        }
        return new Stored(next);
    }
}
