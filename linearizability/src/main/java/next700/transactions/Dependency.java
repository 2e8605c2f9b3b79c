package next700.transactions;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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

    /** Which of its steps, from 0, makes the one depend; none does in the orders of processes and of real time. */
    public OptionalInt stepOfFrom() {
        return switch (kind) {
            case WW, WR -> step(from, step -> writes(step, values.getFirst()));
            case RW -> step(from, step -> reads(step, values.getFirst()));
            case PROCESS, REAL_TIME -> OptionalInt.empty();
        };
    }

    /** The same for the other. */
    public OptionalInt stepOfTo() {
        return switch (kind) {
            case WW, RW -> step(to, step -> writes(step, values.getLast()));
            case WR -> step(to, step -> reads(step, values.getLast()));
            case PROCESS, REAL_TIME -> OptionalInt.empty();
        };
    }

    private OptionalInt step(Transaction transaction, Predicate<MicroOperation> sought) {
        List<MicroOperation> steps = transaction.operations();
        return IntStream.range(0, steps.size())
                .filter(i -> key.filter(steps.get(i).key()::equals).isPresent() && sought.test(steps.get(i)))
                .findFirst();
    }

    private static boolean writes(MicroOperation step, Value value) {
        return switch (step) {
            case MicroOperation.Append append -> append.element().equals(value);
            case MicroOperation.Write write -> write.value().equals(value);
            case MicroOperation.Read read -> false;
        };
    }

    /** Whether a step found the value, or a list with it. */
    private static boolean reads(MicroOperation step, Value value) {
        return step instanceof MicroOperation.Read read
                && read.result()
                        .filter(found -> found.equals(value)
                                || (found instanceof Value.Sequence list
                                        && list.elements().contains(value)))
                        .isPresent();
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
