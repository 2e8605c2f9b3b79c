package next700.linearizability;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import next700.history.Value;

/**
 * An immutable map from keys to values, the state of keyed objects. What two maps have in common they share: a change
 * copies the path to it in a tree of hashes (Bagwell, "Ideal hash trees", 2001, with all branches of a node in place).
 * Its hash is kept up to date with each change rather than computed anew, because searches ask for it at every step.
 */
public final class Bindings<V> {
    private static final int BITS = 4;
    private static final int BRANCHES = 1 << BITS;
    private static final Bindings<?> EMPTY = new Bindings<>(new Object[BRANCHES], 0, 0);

    /** A key and its value, and other keys of the same hash. */
    private record Binding<V>(int hash, Value key, V value, Binding<V> next) {
        Binding<V> without(Value other) {
            if (key.equals(other)) {
                return next;
            }
            return new Binding<>(hash, key, value, next == null ? null : next.without(other));
        }
    }

    /** Nodes, bindings, and nothing. */
    private final Object[] root;

    private final int size;
    private final int hash;

    private Bindings(Object[] root, int size, int hash) {
        this.root = root;
        this.size = size;
        this.hash = hash;
    }

    @SuppressWarnings("unchecked")
    public static <V> Bindings<V> empty() {
        return (Bindings<V>) EMPTY;
    }

    /** How many keys are bound. */
    public int size() {
        return size;
    }

    /** The value bound to the key, or the other one if there is none. */
    public V get(Value key, V otherwise) {
        Binding<V> found = find(key);
        return found == null ? otherwise : found.value;
    }

    public boolean contains(Value key) {
        return find(key) != null;
    }

    public Bindings<V> with(Value key, V value) {
        Binding<V> old = find(key);
        if (old != null && old.value.equals(value)) {
            return this;
        }
        Bindings<V> without = without(key);
        int keyHash = spread(key.hashCode());
        Object[] changed = insert(without.root, 0, new Binding<>(keyHash, key, value, null));
        return new Bindings<>(changed, without.size + 1, without.hash + hash(key, value));
    }

    public Bindings<V> without(Value key) {
        Binding<V> old = find(key);
        return old == null ? this : new Bindings<>(remove(root, 0, old), size - 1, hash - hash(key, old.value));
    }

    /** About how many bytes a change allocates. */
    long sizeBytes() {
        int levels = 1 + (Integer.SIZE - Integer.numberOfLeadingZeros(size)) / BITS;
        return 64 + 80L * levels;
    }

    private Binding<V> find(Value key) {
        int keyHash = spread(key.hashCode());
        Object at = root;
        for (int shift = 0; at instanceof Object[] node; shift += BITS) {
            at = node[branch(keyHash, shift)];
        }
        Binding<V> binding = binding(at);
        while (binding != null && !binding.key.equals(key)) {
            binding = binding.next;
        }
        return binding;
    }

    @SuppressWarnings("unchecked")
    private static <V> Binding<V> binding(Object at) {
        return (Binding<V>) at;
    }

    private static <V> Object[] insert(Object[] node, int shift, Binding<V> binding) {
        Object[] copy = node.clone();
        int branch = branch(binding.hash, shift);
        Object at = node[branch];
        if (at == null) {
            copy[branch] = binding;
        } else if (at instanceof Object[] child) {
            copy[branch] = insert(child, shift + BITS, binding);
        } else {
            Binding<V> there = binding(at);
            copy[branch] = there.hash == binding.hash
                    ? new Binding<>(binding.hash, binding.key, binding.value, there)
                    : insert(insert(new Object[BRANCHES], shift + BITS, there), shift + BITS, binding);
        }
        return copy;
    }

    private static <V> Object[] remove(Object[] node, int shift, Binding<V> old) {
        Object[] copy = node.clone();
        int branch = branch(old.hash, shift);
        copy[branch] = node[branch] instanceof Object[] child
                ? remove(child, shift + BITS, old)
                : Bindings.<V>binding(node[branch]).without(old.key);
        return copy;
    }

    private static int branch(int hash, int shift) {
        return hash >>> shift & BRANCHES - 1;
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B1;
        return mixed ^ mixed >>> 16;
    }

    private static int hash(Value key, Object value) {
        return (31 * key.hashCode() + value.hashCode()) * 0x9E3779B1;
    }

    void forEach(BiConsumer<Value, V> use) {
        forEach(root, use);
    }

    private void forEach(Object at, BiConsumer<Value, V> use) {
        if (at instanceof Object[] node) {
            for (Object child : node) {
                forEach(child, use);
            }
        } else {
            for (Binding<V> binding = binding(at); binding != null; binding = binding.next) {
                use.accept(binding.key, binding.value);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Bindings<?> bindings
                && hash == bindings.hash
                && size == bindings.size
                && bindings.holdsAllOf(root);
    }

    /** Whether every binding below is one here; the same nodes hold the same. */
    private boolean holdsAllOf(Object at) {
        if (at instanceof Object[] node) {
            for (Object child : node) {
                if (child != null && !holdsAllOf(child)) {
                    return false;
                }
            }
            return true;
        }
        for (Binding<?> binding = binding(at); binding != null; binding = binding.next) {
            Binding<V> mine = find(binding.key);
            if (mine == null || !mine.value.equals(binding.value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        Map<String, V> sorted = new TreeMap<>();
        forEach((key, value) -> sorted.put(key.toString(), value));
        return sorted.toString();
    }
}
