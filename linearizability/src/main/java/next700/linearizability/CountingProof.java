package next700.linearizability;

import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a few operations on a counter contradict each other, whatever became of the others, because they cannot be
 * counted: what {@link CounterMonitor} found, held against the definition in one pass. To search for an order would take
 * the square of the number of additions.
 */
final class CountingProof<S> {
    private final Problem<S> problem;
    private final BitSet core;
    private final long amount;
    private final long start;

    private CountingProof(Problem<S> problem, BitSet core, long amount) {
        this.problem = problem;
        this.core = core;
        this.amount = amount;
        this.start = CounterMonitor.start(problem);
    }

    static <S> boolean holds(Problem<S> problem, BitSet core) {
        OptionalLong amount = CounterMonitor.amount(problem, Deadline.NEVER);
        return amount.isPresent() && new CountingProof<>(problem, core, amount.getAsLong()).holds();
    }

    private boolean holds() {
        int lowest = -1;
        int highest = -1;
        for (int item = core.nextSetBit(0); item >= 0; item = core.nextSetBit(item + 1)) {
            if (!problem.item(item).required()) {
                return false;
            }
            if (sum(item).isPresent()) {
                lowest = lowest < 0 || count(item) < count(lowest) ? item : lowest;
                highest = highest < 0 || isHigher(item, highest) ? item : highest;
            }
        }
        if (highest < 0) {
            return false;
        }
        boolean pair = core.cardinality() == 2
                && (areSamePlace(core.nextSetBit(0), core.length() - 1)
                        || areTooMany(core.nextSetBit(0), core.length() - 1));
        return pair || isNoCount(lowest) || areTooFew(lowest) || areTooMany(lowest, highest) || areTooMany(-1, highest);
    }

    /** The sum that was seen, less that at first, if one was. */
    private Optional<Long> sum(int item) {
        return switch (problem.item(item).transition()) {
            case Counter.Read read -> Optional.of(read.sum() - start);
            case Counter.AddAndGet adding -> Optional.of(adding.sum() - start);
            default -> Optional.empty();
        };
    }

    private boolean isAddition(int item) {
        return problem.item(item).transition() instanceof Counter.Adding;
    }

    /** How many additions make what was seen. */
    private long count(int item) {
        return sum(item).orElseThrow() / amount;
    }

    /** How many of these came before it at the most, besides itself. */
    private long mostBefore(int item) {
        return isAddition(item) ? count(item) - 1 : count(item);
    }

    /** Whether the one may come after the other, by what they saw, or else as far as the order of their numbers says. */
    private boolean isHigher(int later, int earlier) {
        return mostBefore(later) != mostBefore(earlier)
                ? mostBefore(later) > mostBefore(earlier)
                : count(later) >= count(earlier);
    }

    private boolean isNoCount(int item) {
        return sum(item).orElseThrow() % amount != 0 || mostBefore(item) < 0;
    }

    /** Whether fewer additions than it saw were invoked before it ended, those not counted that saw more. */
    private boolean areTooFew(int observation) {
        int invoked = 0;
        for (int item = 0; item < problem.size() && begin(item) < end(observation); item++) {
            boolean sawMore = core.get(item) && sum(item).isPresent() && count(item) > count(observation);
            invoked += isAddition(item) && !sawMore ? 1 : 0;
        }
        return count(observation) > invoked;
    }

    private boolean areSamePlace(int one, int other) {
        return isAddition(one) && isAddition(other) && sum(one).isPresent() && sum(one).equals(sum(other));
    }

    /** Whether all the others come surely between these two, or before the second if there is no first, and are too many. */
    private boolean areTooMany(int before, int after) {
        if (after < 0 || sum(after).isEmpty()) {
            return false;
        }
        if (before >= 0 && (before == after || sum(before).isEmpty() || end(before) > begin(after))) {
            return false;
        }
        long from = before < 0 ? 0 : count(before);
        long counted = from;
        for (int item = core.nextSetBit(0); item >= 0; item = core.nextSetBit(item + 1)) {
            if (item != before && item != after) {
                boolean isBetweenInTime = end(item) < begin(after) && (before < 0 || begin(item) > end(before));
                boolean isBetweenInPlace =
                        sum(item).isPresent() && count(item) > from && count(item) <= mostBefore(after);
                if (!isAddition(item) || !(isBetweenInTime || isBetweenInPlace)) {
                    return false;
                }
                counted++;
            }
        }
        return counted > mostBefore(after);
    }

    private int begin(int item) {
        return problem.item(item).invocation();
    }

    private int end(int item) {
        return problem.item(item).deadline();
    }
}
