package next700.linearizability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.history.Value;

/**
 * The depth-first search of Wing and Gong with the memory of Lowe, for one {@link Problem}; {@link WingGongLowe} says
 * more. It goes on where it stopped, a number of steps at a time, keeps its path on a stack of its own, and does the
 * same on every run.
 *
 * <p>Some choices are not tried, because they cannot matter:
 *
 * <ul>
 *   <li>An observation that is legal now is placed now and never elsewhere. It changes no state, so wherever a
 *       linearization has it, it can be moved here.
 *   <li>An optional item that would not change the state is left out.
 *   <li>Of items that are interchangeable, the one is placed first that was invoked first and must be placed first.
 *   <li>An item that leads to the same state with and without the optional item just before it is not placed behind
 *       that: an overwritten write was better left for later, or out.
 *   <li>Where every item concerns one key, only those are placed next that concern the key of the item that must be
 *       placed first. Items of different keys do not mind in which order they are, so of a linearization all items of
 *       this key up to that one can be moved to the front.
 *   <li>A configuration that is no better off than one that was explored is not: see {@link Visited}.
 * </ul>
 *
 * <p>Items that must be placed are tried before those that need not, since what was done with fewer of the optional
 * ones makes it unnecessary to do the same with more.
 */
final class Search<S> {
    enum Status {
        RUNNING,
        LINEARIZED,
        IMPOSSIBLE,
        /** Its path has become longer than it may. */
        FULL
    }

    /** Where no further item could be placed: the path there, and the item that waits in vain. */
    record DeadEnd(Order path, int blocked) {}

    /** Only a search that reuses items places more than there are. */
    private static final int PATH_LIMIT_PER_ITEM = 2;

    private static final int NONE = -1;

    private final Problem<S> problem;
    private final List<Problem.Item<S>> items;
    private final int[] twins;
    private final int[] keys;
    private final Timeline timeline;
    private final Placed placed;
    private final Visited<S> visited;

    private final boolean reusing;

    private final int[] path;
    private final List<S> statesBefore = new ArrayList<>();
    private int pathLength;
    private S state;
    private int place;
    private boolean tryingOptional;
    private int due;
    private boolean arrived = true;

    private int[] bestPath = {};
    private int bestBlocked = NONE;
    private int mostPlaced;
    private long stepsTaken;

    Search(Problem<S> problem, long memoryBytes) {
        this(problem, memoryBytes, Deadline.NEVER);
    }

    /**
     * A search that is set up before the deadline.
     *
     * @throws Deadline.PassedException if there were too many items for that
     */
    Search(Problem<S> problem, long memoryBytes, Deadline deadline) {
        this(problem, memoryBytes, false, deadline);
    }

    private Search(Problem<S> problem, long memoryBytes, boolean reusing, Deadline deadline) {
        this.problem = problem;
        this.items = problem.items();
        this.twins = twins(items, deadline);
        this.keys = keys(problem, deadline);
        this.timeline = new Timeline(items, deadline);
        this.placed = new Placed(items);
        this.visited = new Visited<>(problem.specification()::sizeBytes, memoryBytes);
        this.reusing = reusing;
        this.path = new int[PATH_LIMIT_PER_ITEM * items.size()];
        this.state = problem.initial();
    }

    /**
     * A search in which an optional item may take effect any number of times, so that it need not be remembered whether
     * it did. If that is impossible the problem is; if not, nothing is known. Where states grow without end, as a text
     * that is appended to, the search is soon {@link Status#FULL}.
     */
    static <S> Search<S> reusing(Problem<S> problem, long memoryBytes) {
        return new Search<>(problem, memoryBytes, true, Deadline.NEVER);
    }

    /**
     * For each item the one before it that is interchangeable with it and must be placed no later, or -1: it can be
     * placed wherever this one can, so that this one need not be tried while that one is free.
     */
    private static <S> int[] twins(List<Problem.Item<S>> items, Deadline deadline) {
        int[] twins = new int[items.size()];
        Map<Transition<S>, Integer> latest = new HashMap<>();
        for (int i = 0; i < twins.length; i++) {
            deadline.look(i);
            Problem.Item<S> item = items.get(i);
            twins[i] = NONE;
            if (!item.observation()) {
                Integer twin = latest.put(item.transition(), i);
                if (twin != null && isNoLaterThan(items.get(twin), item)) {
                    twins[i] = twin;
                }
            }
        }
        return twins;
    }

    private static boolean isNoLaterThan(Problem.Item<?> one, Problem.Item<?> other) {
        return one.deadline() <= other.deadline();
    }

    /** A number for the key of each item; empty if they are of one key only, or one of them is of none. */
    private static int[] keys(Problem<?> problem, Deadline deadline) {
        Map<Value, Integer> numbers = new HashMap<>();
        int[] keys = new int[problem.size()];
        for (int i = 0; i < keys.length; i++) {
            deadline.look(i);
            Optional<Value> key = problem.item(i).meaning().key();
            if (key.isEmpty()) {
                return new int[0];
            }
            keys[i] = numbers.computeIfAbsent(key.get(), ignored -> numbers.size());
        }
        return numbers.size() > 1 ? keys : new int[0];
    }

    Problem<S> problem() {
        return problem;
    }

    /** What it may remember from now on. */
    void allow(long memoryBytes) {
        visited.allow(memoryBytes);
    }

    /** How many required items were placed at the best of times. */
    int mostPlaced() {
        return mostPlaced;
    }

    /** The items in the order found, if that was {@link Status#LINEARIZED}. */
    Order linearization() {
        return Order.of(path, pathLength);
    }

    /** The dead end that came furthest in real time, if the search was {@link Status#IMPOSSIBLE}. */
    DeadEnd furthest() {
        return new DeadEnd(Order.of(bestPath, bestPath.length), bestBlocked);
    }

    /** Goes on for so many steps at most; a step is one item tried. */
    Status advance(int steps) {
        for (int step = 0; step < steps; step++) {
            stepsTaken++;
            if (arrived) {
                arrived = false;
                placeObservations();
                mostPlaced = Math.max(mostPlaced, placed.count());
                if (placed.isComplete()) {
                    return Status.LINEARIZED;
                }
                if (!visited.add(state, placed)) {
                    backtrack();
                } else if (pathLength + items.size() > path.length) {
                    return Status.FULL;
                } else {
                    place = timeline.next(Timeline.START);
                    tryingOptional = false;
                    due = keys.length > 0 ? timeline.firstCompleted() : NONE;
                }
            } else if (Timeline.isInvocation(place)) {
                tryItem(Timeline.item(place));
            } else if (!tryingOptional) {
                place = timeline.next(Timeline.START);
                tryingOptional = true;
            } else {
                remember(Timeline.item(place));
                if (!backtrack()) {
                    return Status.IMPOSSIBLE;
                }
            }
        }
        return Status.RUNNING;
    }

    /** How many steps it has gone so far. */
    long steps() {
        return stepsTaken;
    }

    /** How much it remembers. */
    long rememberedBytes() {
        return visited.bytes();
    }

    private void tryItem(int item) {
        S after = items.get(item).required() == tryingOptional ? null : attempt(item);
        if (after == null) {
            place = timeline.next(place);
        } else {
            place(item, after);
            arrived = true;
        }
    }

    /** The state after the item, or null where there is no use in placing it here. */
    private S attempt(int item) {
        Problem.Item<S> candidate = items.get(item);
        if (candidate.observation() || isBehindItsTwin(item) || isOfAnotherKey(item)) {
            // Those observations that are legal here have been placed on arrival.
            return null;
        }
        S after = candidate.apply(state);
        return after == null || isWithoutEffect(candidate, after) || isBetterWithoutThePrevious(candidate, after)
                ? null
                : after;
    }

    private boolean isBehindItsTwin(int item) {
        int twin = twins[item];
        return twin != NONE && !(placed.contains(twin) && isUsedUp(twin));
    }

    private boolean isOfAnotherKey(int item) {
        return keys.length > 0 && keys[item] != keys[due];
    }

    private boolean isWithoutEffect(Problem.Item<S> candidate, S after) {
        return isOptional(candidate) && after.equals(state);
    }

    private boolean isBetterWithoutThePrevious(Problem.Item<S> candidate, S after) {
        return pathLength > 0
                && isOptional(items.get(path[pathLength - 1]))
                && after.equals(candidate.apply(statesBefore.getLast()));
    }

    private static boolean isOptional(Problem.Item<?> item) {
        return !item.required();
    }

    private void placeObservations() {
        int at = timeline.next(Timeline.START);
        while (Timeline.isInvocation(at)) {
            int item = Timeline.item(at);
            at = timeline.next(at);
            if (items.get(item).observation() && items.get(item).apply(state) != null) {
                at = at == Timeline.completion(item) ? timeline.next(at) : at;
                place(item, state);
            }
        }
    }

    private void place(int item, S after) {
        if (isUsedUp(item)) {
            timeline.remove(items.get(item), item);
            placed.add(item);
        }
        path[pathLength++] = item;
        statesBefore.add(state);
        state = after;
    }

    /** Takes back the latest change, with the observations after it, and turns to what follows; false if none is left. */
    private boolean backtrack() {
        while (pathLength > 0) {
            int item = path[--pathLength];
            if (isUsedUp(item)) {
                timeline.restore(items.get(item), item);
                placed.remove(item);
            }
            state = statesBefore.removeLast();
            if (!items.get(item).observation()) {
                place = timeline.next(Timeline.invocation(item));
                tryingOptional = !items.get(item).required();
                due = keys.length > 0 ? timeline.firstCompleted() : NONE;
                return true;
            }
        }
        return false;
    }

    private boolean isUsedUp(int item) {
        return !reusing || items.get(item).required();
    }

    private void remember(int blocked) {
        if (bestBlocked != NONE) {
            int byTime = Integer.compare(
                    items.get(blocked).deadline(), items.get(bestBlocked).deadline());
            if (byTime < 0 || (byTime == 0 && pathLength <= bestPath.length)) {
                return;
            }
        }
        bestBlocked = blocked;
        bestPath = Arrays.copyOf(path, pathLength);
    }
}
