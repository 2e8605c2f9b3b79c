package next700.linearizability;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import next700.history.Value;

/**
 * An immutable map from keys to values, the state of keyed objects. Its hash is kept up to date with each change rather
 * than computed anew, because searches ask for it at every step.
 */
public final class Bindings<V> {
    private static final Bindings<?> EMPTY = new Bindings<>(new HashMap<>(), 0);

    private final Map<Value, V> values;
    private final int hash;

    private Bindings(Map<Value, V> values, int hash) {
        this.values = values;
        this.hash = hash;
    }

    @SuppressWarnings("unchecked")
    public static <V> Bindings<V> empty() {
        return (Bindings<V>) EMPTY;
    }

    /** The value bound to the key, or the other one if there is none. */
    public V get(Value key, V otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    public Bindings<V> with(Value key, V value) {
        V old = values.get(key);
        if (value.equals(old)) {
            return this;
        }
        Map<Value, V> changed = new HashMap<>(values);
        changed.put(key, value);
        int without = old == null ? hash : hash - hash(key, old);
        return new Bindings<>(changed, without + hash(key, value));
    }

    private static int hash(Value key, Object value) {
        return (31 * key.hashCode() + value.hashCode()) * 0x9E3779B1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bindings<?> bindings && hash == bindings.hash && values.equals(bindings.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        Map<String, V> sorted = new TreeMap<>();
        values.forEach((key, value) -> sorted.put(key.toString(), value));
        return sorted.toString();
    }
}
