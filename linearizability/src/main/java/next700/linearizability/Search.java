package next700.linearizability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The depth-first search of Wing and Gong with the memory of Lowe, for one {@link Problem}; {@link WingGongLowe} says
 * more. It goes on where it stopped, a number of steps at a time, keeps its path on a stack of its own, and does the
 * same on every run.
 *
 * <p>Four choices are not tried, because they cannot matter:
 *
 * <ul>
 *   <li>An observation that is legal now is placed now and never elsewhere. It changes no state, so wherever a
 *       linearization has it, it can be moved here.
 *   <li>An optional item that would not change the state is left out.
 *   <li>Of optional items that are interchangeable, the one invoked first is placed first.
 *   <li>An item that leads to the same state with and without the optional item just before it is not placed behind
 *       that: an overwritten write was better left for later, or out.
 * </ul>
 */
final class Search<S> {
    enum Status {
        RUNNING,
        LINEARIZED,
        IMPOSSIBLE,
        /** It would have to remember more configurations than it may. */
        FULL
    }

    /** Where no further item could be placed: the path there, its state, and the item that waits in vain. */
    record DeadEnd<S>(List<Integer> path, S state, int blocked) {}

    /** Only a search that reuses items places more than there are. */
    private static final int PATH_LIMIT_PER_ITEM = 2;

    private final Problem<S> problem;
    private final List<Problem.Item<S>> items;
    private final Timeline timeline;
    private final Placed placed;
    private final Budget budget;
    private final Set<Configuration> visited = new HashSet<>();

    private final boolean reusing;

    private final int[] path;
    private final List<S> statesBefore = new ArrayList<>();
    private int pathLength;
    private S state;
    private int place;
    private boolean arrived = true;

    private int[] bestPath = {};
    private int bestBlocked = -1;
    private S bestState;
    private int mostPlaced;
    private long stepsTaken;

    Search(Problem<S> problem, Budget budget) {
        this(problem, budget, false);
    }

    private Search(Problem<S> problem, Budget budget, boolean reusing) {
        this.problem = problem;
        this.items = problem.items();
        this.timeline = new Timeline(items);
        this.placed = new Placed(items);
        this.budget = budget;
        this.reusing = reusing;
        this.path = new int[PATH_LIMIT_PER_ITEM * items.size()];
        this.state = problem.initial();
        this.bestState = state;
    }

    /**
     * A search in which an optional item may take effect any number of times, so that it need not be remembered whether
     * it did. If that is impossible the problem is; if not, nothing is known. Where states grow without end, as a text
     * that is appended to, the search is soon {@link Status#FULL}.
     */
    static <S> Search<S> reusing(Problem<S> problem, Budget budget) {
        return new Search<>(problem, budget, true);
    }

    Problem<S> problem() {
        return problem;
    }

    /** How many required items were placed at the best of times. */
    int mostPlaced() {
        return mostPlaced;
    }

    /** The items in the order found, if that was {@link Status#LINEARIZED}. */
    List<Integer> linearization() {
        return boxed(path, pathLength);
    }

    /** The dead end that came furthest in real time, if the search was {@link Status#IMPOSSIBLE}. */
    DeadEnd<S> furthest() {
        return new DeadEnd<>(boxed(bestPath, bestPath.length), bestState, bestBlocked);
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
                if (!visited.add(placed.configuration(state))) {
                    backtrack();
                } else if (!budget.take() || pathLength + items.size() > path.length) {
                    return Status.FULL;
                } else {
                    place = timeline.next(Timeline.START);
                }
            } else if (Timeline.isInvocation(place)) {
                tryItem(Timeline.item(place));
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

    /** Forgets the configurations; the search cannot go on. */
    void close() {
        budget.give(visited.size());
        visited.clear();
    }

    private void tryItem(int item) {
        S after = attempt(item);
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
        if (candidate.observation() || isBehindItsTwin(item)) {
            // Those observations that are legal here have been placed on arrival.
            return null;
        }
        S after = candidate.apply(state);
        boolean useless = after == null
                || (!candidate.required() && after.equals(state))
                || (followsOptional() && after.equals(candidate.apply(statesBefore.getLast())));
        return useless ? null : after;
    }

    private boolean isBehindItsTwin(int item) {
        int twin = problem.twin(item);
        return twin >= 0 && (reusing || !placed.contains(twin));
    }

    private boolean followsOptional() {
        return pathLength > 0 && !items.get(path[pathLength - 1]).required();
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
                return true;
            }
        }
        return false;
    }

    private boolean isUsedUp(int item) {
        return !reusing || items.get(item).required();
    }

    private void remember(int blocked) {
        if (bestBlocked >= 0) {
            int byTime = Integer.compare(deadline(blocked), deadline(bestBlocked));
            if (byTime < 0 || (byTime == 0 && pathLength <= bestPath.length)) {
                return;
            }
        }
        bestBlocked = blocked;
        bestPath = Arrays.copyOf(path, pathLength);
        bestState = state;
    }

    private int deadline(int item) {
        return items.get(item).operation().deadline();
    }

    private static List<Integer> boxed(int[] numbers, int length) {
        return Arrays.stream(numbers, 0, length).boxed().toList();
    }
}
