package next700.transactions;

import java.util.List;
import java.util.Optional;
import next700.history.Value;

/**
 * Why one transaction comes before another: an edge of Adya's serialization graph, or of the orders of processes and of
 * real time.
 *
 * @param key on which they depend; empty for the orders of processes and of real time
 * @param values what the one wrote or read, and the other
 * @param reason a sentence's part, as in "T1 comes before T2, because " and the reason
 */
public record Dependency(
        Transaction from, Transaction to, Kind kind, Optional<Value> key, List<Value> values, String reason) {
    public Dependency {
        values = List.copyOf(values);
    }

    /** The kinds of dependencies, by Adya's names ("Weak consistency", 1999) where he has one. */
    public enum Kind {
        /** The other replaced the version that the one wrote: a write dependency. */
        WW(DependencyGraph.WW, "write dependency"),
        /** The other read the version that the one wrote: a read dependency. */
        WR(DependencyGraph.WR, "read dependency"),
        /** The other replaced the version that the one read: an anti-dependency. */
        RW(DependencyGraph.RW, "anti-dependency"),
        /** One process ran both, one after the other. */
        PROCESS(DependencyGraph.PROCESS, "order of the process"),
        /** The one had completed when the other was invoked. */
        REAL_TIME(DependencyGraph.REAL_TIME, "real time");

        private final int mask;
        private final String words;

        Kind(int mask, String words) {
            this.mask = mask;
            this.words = words;
        }

        /** As people call it. */
        public String words() {
            return words;
        }

        static Kind of(int mask) {
            for (Kind kind : values()) {
                if (kind.mask == mask) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no single kind: " + mask);
        }
    }
}
