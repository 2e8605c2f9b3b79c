package next700.audit;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A declaration that is not what it was.
 *
 * @param items of the proof map that it is part of, or that use it, and those that it asks no longer
 * @param dropped of these, the ones that it asks no longer
 * @param asked the items that it asks now and did not before
 * @param reach how the items come to be touched
 */
public record Change(
        Side side,
        How how,
        String name,
        String path,
        int line,
        Set<String> items,
        Set<String> dropped,
        Set<String> asked,
        Reach reach) {
    /** Where it is. */
    public enum Side {
        SPECIFICATION("specification"),
        CODE("code"),
        /** Models, simulator, adversary, invariants. */
        EVIDENCE("evidence");

        private final String word;

        Side(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** What happened to it. */
    public enum How {
        ADDED("added"),
        REMOVED("removed"),
        CHANGED("changed");

        private final String word;

        How(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** Which lemmas it can matter to. */
    public enum Reach {
        /** Those that lean on its items. */
        ITEMS,
        /** It cannot be told: all of them. */
        EVERYTHING,
        /** The protocol does not use it. */
        NOTHING
    }

    public Change {
        items = Collections.unmodifiableSet(new TreeSet<>(items));
        dropped = Collections.unmodifiableSet(new TreeSet<>(dropped));
        asked = Collections.unmodifiableSet(new TreeSet<>(asked));
    }

    @Override
    public String toString() {
        return name + " " + how;
    }
}
