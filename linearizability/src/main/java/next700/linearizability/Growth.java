package next700.linearizability;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import next700.history.Value;

/**
 * A set to which values are only added, each once at most, and that is read as a whole.
 *
 * <p>Of two reads one must have seen all that the other saw. So the reads stand on levels, of which each saw more than the one
 * below, and an addition stands just below the first level that saw its value: above all others, if none did. What
 * stands on one level can change places. So the history is linearizable if and only if no read saw what nobody could have
 * added by then, and nothing of a higher level has ended before something of a lower level began. For then no cycle leads
 * through levels and real time: it would have to stay on one level, where there is only real time.
 *
 * <p>An addition of which nobody knows whether it happened is one that never ends; it is left out if nobody saw its value.
 */
final class Growth<S> {
    private static final int NONE = -1;

    private final Problem<S> problem;
    private final Deadline deadline;
    private final ValueNumbers values;
    private final int[] addition;
    /** The level of each item; 0 if it is left out. */
    private final int[] level;
    /** Of the reads of one level, the first to end; by the number of the level. */
    private final int[] firstRead;

    private BitSet contradiction = new BitSet();
    private int end = Integer.MAX_VALUE;

    Growth(Problem<S> problem, Deadline deadline) {
        this.problem = problem;
        this.deadline = deadline;
        values = new ValueNumbers(problem.size());
        addition = new int[problem.size()];
        level = new int[problem.size()];
        firstRead = new int[2 * problem.size() + 4];
    }

    Monitor.Finding decide() {
        int reads = 0;
        for (int item = 0; item < problem.size(); item++) {
            deadline.look(item);
            switch (problem.item(item).transition()) {
                case ValueSet.Add add -> {
                    if (!values.add(add.value())) {
                        return Monitor.BEYOND;
                    }
                    addition[values.size() - 1] = item;
                }
                case ValueSet.ReadAll read -> reads++;
                default -> {
                    return Monitor.BEYOND;
                }
            }
        }
        int top = readInOrder(reads);
        if (contradiction.isEmpty()) {
            compareWithRealTime(top);
        }
        return contradiction.isEmpty() ? new Monitor.Linearized(order()) : new Monitor.Proved(contradiction, end, true);
    }

    /** Gives the reads and what they saw their levels; returns the highest of these. */
    private int readInOrder(int reads) {
        int[] read = new int[reads];
        int[] size = new int[reads];
        int count = 0;
        for (int item = 0; item < problem.size(); item++) {
            deadline.look(item);
            if (problem.item(item).transition() instanceof ValueSet.ReadAll all) {
                if (isImpossible(item, all)) {
                    accuse(end(item), item);
                }
                read[count] = item;
                size[count++] = all.seen().size();
            }
        }
        int top = 1;
        int below = NONE;
        for (int i : contradiction.isEmpty() ? Passages.sortedBy(size, reads) : new int[0]) {
            deadline.look(0);
            int item = read[i];
            if (below != NONE && !hasGrown(saw(below).size(), seenBefore(item))) {
                accuse(Math.max(end(below), end(item)), below, item);
                break;
            }
            if (below == NONE || saw(item).size() > saw(below).size()) {
                top += 2;
                place(item, top);
                firstRead[top] = item;
            }
            level[item] = top;
            firstRead[top] = end(item) < end(firstRead[top]) ? item : firstRead[top];
            below = item;
        }
        return top;
    }

    /** Whether a read saw something twice, or what nobody could have added by its end. */
    private boolean isImpossible(int item, ValueSet.ReadAll read) {
        return !read.isSet()
                || read.seen().stream()
                        .mapToInt(values::of)
                        .anyMatch(number -> number == ValueNumbers.NONE || begin(addition[number]) > end(item));
    }

    /** Whether a read saw all that was seen on the level below, which is so many of the values that it saw. */
    private boolean hasGrown(int below, int seenBefore) {
        return seenBefore == below;
    }

    /** How many of the values that it saw were seen on a lower level. */
    private int seenBefore(int read) {
        return (int) saw(read).stream()
                .filter(value -> level[addition[values.of(value)]] > 0)
                .count();
    }

    /** Places the additions that the read saw, and nobody on a lower level, just below its own level. */
    private void place(int read, int itsLevel) {
        for (Value value : saw(read)) {
            int item = addition[values.of(value)];
            level[item] = level[item] == 0 ? itsLevel - 1 : level[item];
        }
    }

    /** Looks for something that had ended before something of a lower level began. */
    private void compareWithRealTime(int top) {
        int[] ends = new int[problem.size()];
        for (int item = 0; item < ends.length; item++) {
            deadline.look(item);
            ends[item] = end(item);
            if (level[item] == 0 && problem.item(item).required()) {
                level[item] = top + 1;
            }
        }
        int[] byEnd = Passages.sortedBy(ends, ends.length);
        int ended = 0;
        int highest = NONE;
        for (int item = 0; item < ends.length; item++) {
            deadline.look(item);
            for (; ends[byEnd[ended]] < begin(item); ended++) {
                highest = highest == NONE || level[byEnd[ended]] > level[highest] ? byEnd[ended] : highest;
            }
            if (level[item] > 0 && highest != NONE && isBelow(item, highest)) {
                int read = saw(item) == null ? firstRead[level[item] + 1] : item;
                accuse(Math.max(end(highest), end(read)), highest, read);
            }
        }
    }

    private boolean isBelow(int one, int other) {
        return level[one] < level[other];
    }

    /** Takes down that these contradict each other by that event, if nothing did earlier. */
    private void accuse(int event, int... items) {
        if (event < end) {
            end = event;
            contradiction = Passages.items(items);
        }
    }

    /** By level; the items of one level in the order in which they began. */
    private Order order() {
        Schedule schedule = new Schedule(problem.size());
        for (int item = 0; item < problem.size(); item++) {
            if (level[item] > 0) {
                schedule.add(level[item], 0, item);
            }
        }
        return schedule.order();
    }

    /** What a read saw; null if it is none. */
    private Set<Value> saw(int item) {
        return saw(problem.item(item));
    }

    private static Set<Value> saw(Problem.Item<?> item) {
        return item.transition() instanceof ValueSet.ReadAll read ? read.seen() : null;
    }

    private int begin(int item) {
        return problem.item(item).invocation();
    }

    private int end(int item) {
        return problem.item(item).deadline();
    }

    /**
     * Whether these items contradict each other in a set to which values are only added, whatever became of the others: a
     * read by itself, two reads, or an addition and a read that should have seen it.
     */
    static boolean contradict(Problem<?> problem, BitSet core) {
        boolean grows =
                problem.items().stream().map(Problem.Item::transition).noneMatch(ValueSet.Remove.class::isInstance);
        List<? extends Problem.Item<?>> items = core.stream()
                .mapToObj(problem::item)
                .filter(Problem.Item::required)
                .toList();
        if (!grows || items.size() != core.cardinality()) {
            return false;
        }
        return switch (items.size()) {
            case 1 -> sawTheImpossible(problem, items.getFirst());
            case 2 ->
                contradict(problem, items.getFirst(), items.getLast())
                        || contradict(problem, items.getLast(), items.getFirst());
            default -> false;
        };
    }

    private static boolean sawTheImpossible(Problem<?> problem, Problem.Item<?> item) {
        if (!(item.transition() instanceof ValueSet.ReadAll read)) {
            return false;
        }
        Set<Value> added = new HashSet<>();
        for (Problem.Item<?> other : problem.items()) {
            if (other.transition() instanceof ValueSet.Add add && other.invocation() < item.deadline()) {
                added.add(add.value());
            }
        }
        return !read.isSet() || !added.containsAll(read.seen());
    }

    private static boolean contradict(Problem<?> problem, Problem.Item<?> one, Problem.Item<?> other) {
        Set<Value> seen = saw(other);
        if (seen == null) {
            return false;
        }
        boolean isEarlier = one.deadline() < other.invocation();
        if (one.transition() instanceof ValueSet.ReadAll read) {
            return !seen.containsAll(read.seen()) && (isEarlier || !read.seen().containsAll(seen));
        }
        return one.transition() instanceof ValueSet.Add add
                && !seen.contains(add.value())
                && (isEarlier || sawLater(problem, one, seen));
    }

    /** Whether something was seen that was added only after the item had ended. */
    private static boolean sawLater(Problem<?> problem, Problem.Item<?> item, Set<Value> seen) {
        Set<Value> earlier = new HashSet<>();
        for (Problem.Item<?> other : problem.items()) {
            if (other.transition() instanceof ValueSet.Add add && other.invocation() < item.deadline()) {
                earlier.add(add.value());
            }
        }
        return !earlier.containsAll(seen);
    }
}
