package next700.service;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import next700.process.Bytes;
import next700.process.Digest;

/**
 * A persistent map from strings, with a digest that costs in proportion to what was put since it was last asked for, not to
 * what the map holds: so a checkpoint of a large service costs what a small one's does.
 *
 * <p>It is a trie over the digests of the keys, sixteen ways, in which every entry stands as high as it stands alone. Its
 * shape depends on its keys and not on the order in which they came; equal maps have equal digests.
 *
 * @param <V> values that do not change
 */
final class MerkleMap<V> {
    private static final int WAYS = 16;
    private static final int BITS = 4;

    private static final Digest OF_NOTHING = Digest.of("MERKLE-NOTHING").digest();

    /** A part of the trie. What its digest is, it finds out when asked, once. */
    private abstract static sealed class Node<V> {
        private Digest digest;

        /** Of a correct service only one thread has it; if there were more, they would all find out the same. */
        final Digest digest(Function<V, Bytes> bytes) {
            if (digest == null) {
                digest = computed(bytes);
            }
            return digest;
        }

        abstract Digest computed(Function<V, Bytes> bytes);
    }

    private static final class Leaf<V> extends Node<V> {
        private final String key;
        private final V value;

        Leaf(String key, V value) {
            this.key = key;
            this.value = value;
        }

        @Override
        Digest computed(Function<V, Bytes> bytes) {
            return Digest.of("MERKLE-ENTRY")
                    .add(Bytes.utf8(key))
                    .add(bytes.apply(value))
                    .digest();
        }
    }

    private static final class Branch<V> extends Node<V> {
        private final Node<V>[] children;

        Branch(Node<V>[] children) {
            this.children = children;
        }

        @Override
        Digest computed(Function<V, Bytes> bytes) {
            Digest.Builder digest = Digest.of("MERKLE-BRANCH");
            for (Node<V> child : children) {
                digest.add(child == null ? OF_NOTHING : child.digest(bytes));
            }
            return digest.digest();
        }
    }

    private final Function<V, Bytes> bytes;
    private final Node<V> root;

    private MerkleMap(Function<V, Bytes> bytes, Node<V> root) {
        this.bytes = bytes;
        this.root = root;
    }

    /**
     * Makes an empty map.
     *
     * @param bytes different ones for different values
     */
    static <V> MerkleMap<V> empty(Function<V, Bytes> bytes) {
        return new MerkleMap<>(bytes, null);
    }

    Optional<V> get(String key) {
        Bytes path = path(key);
        Node<V> node = root;
        for (int depth = 0; node instanceof Branch<V> branch; depth++) {
            node = branch.children[way(path, depth)];
        }
        return node instanceof Leaf<V> leaf && leaf.key.equals(key) ? Optional.of(leaf.value) : Optional.empty();
    }

    /** With this value for the key, instead of the one that it has. */
    MerkleMap<V> with(String key, V value) {
        return new MerkleMap<>(bytes, put(root, path(key), 0, new Leaf<>(key, value)));
    }

    private static <V> Node<V> put(Node<V> node, Bytes path, int depth, Leaf<V> entry) {
        if (node instanceof Leaf<V> other && !other.key.equals(entry.key)) {
            return put(put(new Branch<>(nodes()), path(other.key), depth, other), path, depth, entry);
        }
        if (!(node instanceof Branch<V> branch)) {
            return entry;
        }
        Node<V>[] children = branch.children.clone();
        int way = way(path, depth);
        children[way] = put(children[way], path, depth + 1, entry);
        return new Branch<>(children);
    }

    @SuppressWarnings("unchecked") // Nothing else is put in.
    private static <V> Node<V>[] nodes() {
        return (Node<V>[]) new Node<?>[WAYS];
    }

    private static Bytes path(String key) {
        return Digest.of("MERKLE-KEY").add(Bytes.utf8(key)).digest().value();
    }

    private static int way(Bytes path, int depth) {
        if (depth / 2 >= path.length()) {
            throw new IllegalArgumentException("two keys have one digest");
        }
        int pair = path.at(depth / 2);
        return (depth % 2 == 0 ? pair >> BITS : pair) & (WAYS - 1);
    }

    /** All entries, in the same order in equal maps. */
    void forEach(BiConsumer<String, V> action) {
        forEach(root, action);
    }

    private static <V> void forEach(Node<V> node, BiConsumer<String, V> action) {
        if (node instanceof Leaf<V> leaf) {
            action.accept(leaf.key, leaf.value);
        } else if (node instanceof Branch<V> branch) {
            for (Node<V> child : branch.children) {
                forEach(child, action);
            }
        }
    }

    Digest digest() {
        return root == null ? OF_NOTHING : root.digest(bytes);
    }
}
