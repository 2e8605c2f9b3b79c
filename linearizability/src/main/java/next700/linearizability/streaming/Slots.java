package next700.linearizability.streaming;

import java.util.Arrays;

/** An immutable set of small numbers, those that pending operations go by. */
final class Slots {
    static final Slots NONE = new Slots(new long[0]);

    private final long[] words;

    /** Keeps the array, whose last word is not zero. */
    private Slots(long[] words) {
        this.words = words;
    }

    boolean contains(int slot) {
        int word = slot / Long.SIZE;
        return word < words.length && (words[word] & (1L << slot)) != 0;
    }

    Slots with(int slot) {
        if (contains(slot)) {
            return this;
        }
        long[] more = Arrays.copyOf(words, Math.max(words.length, slot / Long.SIZE + 1));
        more[slot / Long.SIZE] |= 1L << slot;
        return new Slots(more);
    }

    Slots without(int slot) {
        if (!contains(slot)) {
            return this;
        }
        long[] fewer = words.clone();
        fewer[slot / Long.SIZE] &= ~(1L << slot);
        return trimmed(fewer);
    }

    Slots and(Slots other) {
        long[] common = Arrays.copyOf(words, Math.min(words.length, other.words.length));
        for (int word = 0; word < common.length; word++) {
            common[word] &= other.words[word];
        }
        return trimmed(common);
    }

    Slots minus(Slots other) {
        long[] rest = words.clone();
        for (int word = 0; word < Math.min(words.length, other.words.length); word++) {
            rest[word] &= ~other.words[word];
        }
        return trimmed(rest);
    }

    boolean isSubsetOf(Slots other) {
        for (int word = 0; word < words.length; word++) {
            long theirs = word < other.words.length ? other.words[word] : 0;
            if ((words[word] & ~theirs) != 0) {
                return false;
            }
        }
        return true;
    }

    private static Slots trimmed(long[] words) {
        int length = words.length;
        while (length > 0 && words[length - 1] == 0) {
            length--;
        }
        return length == 0 ? NONE : new Slots(length == words.length ? words : Arrays.copyOf(words, length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slots slots && Arrays.equals(words, slots.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }
}
