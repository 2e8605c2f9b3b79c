package next700.linearizability;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.history.Operation;
import next700.linearizability.Problem.Item;
import next700.linearizability.Violation.Core;

/**
 * Makes a {@link Violation} out of what is known of a problem that has no linearization: which operation is blocked, how
 * far a legal order comes, and which operations contradict each other.
 */
final class Accusation<S> {
    /** How often a contradiction is looked for just before the one found last, before the time is halved. */
    private static final int SMALL_STEPS = 3;

    /** The largest contradiction that is looked through for what it does not need, and how long each is searched for. */
    private static final int LARGEST_REDUCED = 64;

    private static final int STEPS_PER_ITEM = 20_000;

    private final Problem<S> problem;
    private final long memoryBytes;
    private final Deadline deadline;

    /** What telling a violation is bounded by. What a search found is told, even if it takes a moment longer. */
    private final Deadline telling;

    private Accusation(Problem<S> problem, long memoryBytes, Deadline deadline, Deadline telling) {
        this.problem = problem;
        this.memoryBytes = memoryBytes;
        this.deadline = deadline;
        this.telling = telling;
    }

    /**
     * The violation that a search found. The search knew all answers. If later ones are why the operation is blocked, then
     * with its completion nothing was wrong yet, and the next to complete may be the one.
     */
    static <S> Violation of(Problem<S> problem, Search.DeadEnd end, long memoryBytes, Deadline deadline) {
        Accusation<S> accusation = new Accusation<>(problem, memoryBytes, deadline, Deadline.NEVER);
        int blocked = end.blocked();
        Order path = end.path();
        while (problem.isToldLaterThan(problem.item(blocked).deadline())) {
            Problem<S> known = problem.upTo(problem.item(blocked).deadline());
            Search<S> search = new Search<>(known, memoryBytes);
            if (Reduction.solve(search, Integer.MAX_VALUE, deadline) != Search.Status.LINEARIZED) {
                break;
            }
            path = accusation.translated(known, search.linearization());
            blocked = accusation.nextCompleted(blocked);
        }
        return accusation.violation(blocked, path, Reduction.of(problem, blocked, memoryBytes, deadline));
    }

    private int nextCompleted(int item) {
        int next = -1;
        for (int other = 0; other < problem.size(); other++) {
            boolean isLater = problem.item(other).required()
                    && problem.item(other).deadline() > problem.item(item).deadline();
            if (isLater
                    && (next < 0
                            || problem.item(other).deadline()
                                    < problem.item(next).deadline())) {
                next = other;
            }
        }
        return next;
    }

    /** The violation that a monitor found; empty if a search does not find one in the pattern, or not in time. */
    static <S> Optional<Violation> of(
            Problem<S> problem, Monitor monitor, Monitor.Contradiction finding, long memoryBytes, Deadline deadline) {
        return new Accusation<>(problem, memoryBytes, deadline, deadline).monitored(monitor, finding);
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
        Accusation<S> accusation = new Accusation<>(problem, 0, Deadline.NEVER, Deadline.NEVER);
        Core core = new Core(List.of(problem.item(item).operation()), true);
        return accusation.violation(item, accusation.translated(earlier, order), core);
    }

    /**
     * Looks for the operation that is blocked: the one with whose completion the history ceases to be linearizable. It
     * is the last of any contradiction to complete, so from each contradiction the next is looked for before its end.
     */
    private Optional<Violation> monitored(Monitor monitor, Monitor.Contradiction found) {
        Problem<S> guilty = problem;
        Monitor.Contradiction contradiction = found;
        int linearizable = -1;
        int contradictory = contradiction.end();
        Monitor.Linearized before = new Monitor.Linearized(Order.EMPTY);
        Problem<S> earlier = problem.upTo(-1);
        for (int step = 0; linearizable < contradictory - 1; step++) {
            deadline.look(0);
            int middle = step < SMALL_STEPS ? contradictory - 1 : (int) (((long) linearizable + contradictory) >> 1);
            Problem<S> probed = problem.upTo(middle, deadline);
            switch (monitor.decide(probed, deadline)) {
                case Monitor.Linearized linearized -> {
                    if (!probed.isLinearizedBy(linearized.order(), deadline)) {
                        return Optional.empty();
                    }
                    linearizable = middle;
                    before = linearized;
                    earlier = probed;
                }
                case Monitor.Contradiction other -> {
                    guilty = probed;
                    contradiction = other;
                    contradictory = contradiction.end();
                }
                case Monitor.Beyond beyond -> {
                    return Optional.empty();
                }
            }
        }
        int blocked = 0;
        while (problem.item(blocked).deadline() != contradictory) {
            deadline.look(blocked);
            blocked++;
        }
        Optional<Core> core = confirmed(monitor, guilty, contradiction);
        return core.isEmpty()
                ? Optional.empty()
                : Optional.of(violation(blocked, translated(earlier, before.order()), core.get()));
    }

    /** The core of a contradiction; empty if it is none, or that is not known in time. */
    private Optional<Core> confirmed(Monitor monitor, Problem<S> guilty, Monitor.Contradiction contradiction) {
        return switch (contradiction) {
            case Monitor.Impossible impossible -> {
                Problem<S> pattern = guilty.only(impossible.items()).upTo(impossible.end());
                Search<S> search = new Search<>(pattern, memoryBytes);
                yield Reduction.solve(search, Integer.MAX_VALUE, deadline) == Search.Status.IMPOSSIBLE
                        ? Optional.of(Reduction.of(pattern, search.furthest().blocked(), memoryBytes, deadline))
                        : Optional.empty();
            }
            case Monitor.Proved proved ->
                monitor.proves(guilty, proved.items())
                        ? Optional.of(
                                proved.minimal()
                                        ? core(guilty, proved.items(), true)
                                        : reduced(monitor, guilty, proved))
                        : Optional.empty();
        };
    }

    private static Core core(Problem<?> guilty, BitSet items, boolean minimal) {
        return new Core(guilty.operations(items.stream()), minimal);
    }

    /** Leaves out one item after the other, if it is not needed. Weakening is monotonic, so that one pass will do. */
    private Core reduced(Monitor monitor, Problem<S> guilty, Monitor.Proved proved) {
        BitSet left = (BitSet) proved.items().clone();
        if (left.cardinality() > LARGEST_REDUCED) {
            return core(guilty, left, false);
        }
        boolean certain = true;
        for (int item : proved.items().stream().toArray()) {
            left.clear(item);
            Search.Status without = decided(monitor, guilty.weakened(left));
            if (without != Search.Status.IMPOSSIBLE) {
                left.set(item);
                certain &= without == Search.Status.LINEARIZED;
            }
        }
        return core(guilty, left, certain);
    }

    /** What the monitor says of a problem, or else a short search. */
    private Search.Status decided(Monitor monitor, Problem<S> weaker) {
        return switch (monitor.decide(weaker, deadline)) {
            case Monitor.Contradiction contradiction -> Search.Status.IMPOSSIBLE;
            case Monitor.Linearized linearized -> Search.Status.LINEARIZED;
            case Monitor.Beyond beyond -> Reduction.solve(new Search<>(weaker, memoryBytes), STEPS_PER_ITEM, deadline);
        };
    }

    /** The order of what was known earlier, by the numbers that the items have now. */
    private Order translated(Problem<S> earlier, Order order) {
        int[] numbers = new int[earlier.size()];
        int next = 0;
        for (int item = 0; next < numbers.length; item++) {
            telling.look(item);
            if (earlier.item(next).operation().index()
                    == problem.item(item).operation().index()) {
                numbers[next++] = item;
            }
        }
        int[] path = order.items().map(item -> numbers[item]).toArray();
        return Order.of(path, path.length);
    }

    /**
     * The violation with that legal order of all that ended before the blocked operation, prolonged by whatever else
     * can be placed. The blocked one cannot. What the operations answered that were still open is not known there; so
     * the blocked one may be in the order, with another answer than its own.
     */
    private Violation violation(int blocked, Order path, Core core) {
        int end = problem.item(blocked).deadline();
        BitSet placed = new BitSet(problem.size());
        List<Operation> order = new ArrayList<>(path.length());
        S state = problem.initial();
        for (int place = 0; place < path.length(); place++) {
            telling.look(place);
            Item<S> item = problem.item(path.at(place)).knownAt(end - 1);
            state = item.apply(state);
            order.add(item.operation());
            placed.set(path.at(place));
        }
        placed.set(blocked);
        Map<Integer, Item<S>> open = new TreeMap<>();
        for (int item = placed.nextClearBit(0); isInvokedBefore(item, end); item = placed.nextClearBit(item + 1)) {
            telling.look(item);
            open.put(item, problem.item(item).knownAt(end));
        }
        for (int next = next(open, state); next >= 0; next = next(open, state)) {
            Item<S> item = open.remove(next);
            state = item.apply(state);
            order.add(item.operation());
        }
        open.put(blocked, problem.item(blocked));
        return new Violation(
                problem.specification().name(),
                problem.key(),
                problem.size(),
                problem.item(blocked).operation(),
                order,
                String.valueOf(state),
                open.values().stream().map(Item::operation).toList(),
                core,
                List.of());
    }

    private boolean isInvokedBefore(int item, int end) {
        return item < problem.size() && problem.item(item).invocation() < end;
    }

    /** One that is legal in the state, and changes it or needs a place; negative if there is none. */
    private int next(Map<Integer, Item<S>> open, S state) {
        for (Map.Entry<Integer, Item<S>> entry : open.entrySet()) {
            S after = entry.getValue().apply(state);
            if (after != null && (problem.item(entry.getKey()).required() || !after.equals(state))) {
                return entry.getKey();
            }
        }
        return -1;
    }
}
