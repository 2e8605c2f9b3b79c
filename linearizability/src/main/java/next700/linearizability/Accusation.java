package next700.linearizability;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import next700.history.Operation;
import next700.linearizability.Violation.Core;

/**
 * Makes a {@link Violation} out of what is known of a problem that has no linearization: which operation is blocked, how
 * far a legal order comes, and which operations contradict each other.
 */
final class Accusation<S> {
    /** How often a contradiction is looked for just before the one found last, before the time is halved. */
    private static final int SMALL_STEPS = 2;

    private final Problem<S> problem;
    private final long memoryBytes;
    private final Deadline deadline;

    private Accusation(Problem<S> problem, long memoryBytes, Deadline deadline) {
        this.problem = problem;
        this.memoryBytes = memoryBytes;
        this.deadline = deadline;
    }

    /** The violation that a search found. */
    static <S> Violation of(Problem<S> problem, Search.DeadEnd end, long memoryBytes, Deadline deadline) {
        Core core = Reduction.of(problem, end.blocked(), memoryBytes, deadline);
        return new Accusation<>(problem, memoryBytes, deadline).violation(end.blocked(), end.path(), core);
    }

    /** The violation that a monitor found; empty if a search does not find one in the pattern, or not in time. */
    static <S> Optional<Violation> of(
            Problem<S> problem, Monitor monitor, Monitor.Impossible finding, long memoryBytes, Deadline deadline) {
        return new Accusation<>(problem, memoryBytes, deadline).monitored(monitor, finding);
    }

    /**
     * The violation that consists of one item, which is impossible whatever the others did. If they contradict each other
     * before it ends, it is their violation. Where that is not known in time, the order is as long as was found.
     */
    static <S> Violation ofImpossible(Problem<S> problem, int item, long memoryBytes, Deadline deadline) {
        Problem<S> earlier = problem.upTo(problem.item(item).deadline() - 1);
        Search<S> search = new Search<>(earlier, memoryBytes);
        return switch (Reduction.solve(search, Integer.MAX_VALUE, deadline)) {
            case IMPOSSIBLE -> of(earlier, search.furthest(), memoryBytes, deadline);
            case LINEARIZED -> ofImpossible(problem, item, earlier, search.linearization());
            case RUNNING, FULL ->
                ofImpossible(problem, item, earlier, search.furthest().path());
        };
    }

    private static <S> Violation ofImpossible(Problem<S> problem, int item, Problem<S> earlier, Order order) {
        Accusation<S> accusation = new Accusation<>(problem, 0, Deadline.NEVER);
        Core core = new Core(List.of(problem.item(item).operation()), true);
        return accusation.violation(item, accusation.translated(earlier, order), core);
    }

    /**
     * Looks for the operation that is blocked: the one with whose completion the history ceases to be linearizable. It
     * is the last of any contradiction to complete, so from each contradiction the next is looked for before its end.
     */
    private Optional<Violation> monitored(Monitor monitor, Monitor.Impossible found) {
        Problem<S> pattern = problem.only(found.pattern());
        int linearizable = -1;
        int contradictory = lastCompletion(pattern);
        Monitor.Linearized before = new Monitor.Linearized(Order.EMPTY);
        Problem<S> earlier = problem.upTo(-1);
        for (int step = 0; linearizable < contradictory - 1; step++) {
            deadline.look(0);
            int middle = step < SMALL_STEPS ? contradictory - 1 : (int) (((long) linearizable + contradictory) >> 1);
            Problem<S> probed = problem.upTo(middle);
            switch (monitor.decide(probed, deadline)) {
                case Monitor.Linearized linearized -> {
                    if (!probed.isLinearizedBy(linearized.order())) {
                        return Optional.empty();
                    }
                    linearizable = middle;
                    before = linearized;
                    earlier = probed;
                }
                case Monitor.Impossible impossible -> {
                    pattern = probed.only(impossible.pattern());
                    contradictory = lastCompletion(pattern);
                }
                case Monitor.Beyond beyond -> {
                    return Optional.empty();
                }
            }
        }
        return confirmed(pattern, contradictory, earlier, before.order());
    }

    private Optional<Violation> confirmed(Problem<S> pattern, int completion, Problem<S> earlier, Order order) {
        Search<S> search = new Search<>(pattern, memoryBytes);
        if (Reduction.solve(search, Integer.MAX_VALUE, deadline) != Search.Status.IMPOSSIBLE) {
            return Optional.empty();
        }
        Core core = Reduction.of(pattern, search.furthest().blocked(), memoryBytes, deadline);
        int blocked = 0;
        while (problem.item(blocked).deadline() != completion) {
            blocked++;
        }
        return Optional.of(violation(blocked, translated(earlier, order), core));
    }

    /** The order of what was known earlier, by the numbers that the items have now. */
    private Order translated(Problem<S> earlier, Order order) {
        int[] numbers = new int[earlier.size()];
        int next = 0;
        for (int item = 0; next < numbers.length; item++) {
            if (earlier.item(next).operation().index()
                    == problem.item(item).operation().index()) {
                numbers[next++] = item;
            }
        }
        int[] path = order.items().map(item -> numbers[item]).toArray();
        return Order.of(path, path.length);
    }

    private static int lastCompletion(Problem<?> pattern) {
        int last = -1;
        for (int i = 0; i < pattern.size(); i++) {
            if (pattern.item(i).required()) {
                last = Math.max(last, pattern.item(i).deadline());
            }
        }
        return last;
    }

    /**
     * The violation with that legal order of all that ended before the blocked operation, prolonged by whatever else
     * can be placed. The blocked one cannot: if it could, it would not be blocked.
     */
    private Violation violation(int blocked, Order path, Core core) {
        int end = problem.item(blocked).deadline();
        BitSet placed = new BitSet(problem.size());
        List<Operation> order = new ArrayList<>(path.length());
        S state = problem.initial();
        for (int place = 0; place < path.length(); place++) {
            int item = path.at(place);
            state = problem.item(item).apply(state);
            order.add(problem.item(item).operation());
            placed.set(item);
        }
        BitSet open = new BitSet();
        for (int item = placed.nextClearBit(0); isInvokedBefore(item, end); item = placed.nextClearBit(item + 1)) {
            open.set(item);
        }
        for (int item = next(open, state); item >= 0; item = next(open, state)) {
            state = problem.item(item).apply(state);
            order.add(problem.item(item).operation());
            open.clear(item);
        }
        return new Violation(
                problem.specification().name(),
                problem.key(),
                problem.size(),
                problem.item(blocked).operation(),
                order,
                String.valueOf(state),
                problem.operations(open.stream()),
                core);
    }

    private boolean isInvokedBefore(int item, int end) {
        return item < problem.size() && problem.item(item).invocation() < end;
    }

    /** One that is legal in the state, and changes it or needs a place; negative if there is none. */
    private int next(BitSet open, S state) {
        for (int item = open.nextSetBit(0); item >= 0; item = open.nextSetBit(item + 1)) {
            S after = problem.item(item).apply(state);
            if (after != null && (problem.item(item).required() || !after.equals(state))) {
                return item;
            }
        }
        return -1;
    }
}
