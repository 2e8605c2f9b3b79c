package next700.linearizability;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Looks for an operation that is legal in no state that anyone could have brought about before it ended: a read of a
 * value that nobody wrote, or could have. Which states could have been is taken generously: every change, once invoked,
 * may have happened any number of times, in any order, whatever it was answered. So what is found is a violation by
 * itself, and a search, which would have to fail in every order of everything before it, is spared.
 *
 * <p>Objects of many states are left to the search.
 */
final class Reachability<S> {
    private static final int STATES = 256;
    private static final int TRANSITIONS = 1 << 10;

    private final Problem<S> problem;
    private final Deadline deadline;
    private final Set<S> known = new HashSet<>();
    private final List<S> states = new ArrayList<>();
    private final Set<Transition<S>> changes = new HashSet<>();
    private final List<Transition<S>> transitions = new ArrayList<>();

    private Reachability(Problem<S> problem, Deadline deadline) {
        this.problem = problem;
        this.deadline = deadline;
    }

    /**
     * The first to end of the items that need a place and cannot have one whatever the others did.
     *
     * @throws Deadline.PassedException if there was no answer before the deadline
     */
    static <S> OptionalInt impossible(Problem<S> problem, Deadline deadline) {
        return new Reachability<>(problem, deadline).firstImpossible();
    }

    private OptionalInt firstImpossible() {
        int[] completions = new int[problem.size()];
        for (int item = 0; item < completions.length; item++) {
            deadline.look(item);
            completions[item] = problem.item(item).deadline();
        }
        reach(problem.initial());
        int invoked = 0;
        for (int item : Passages.sortedBy(completions, completions.length)) {
            look();
            if (!problem.item(item).required()) {
                // It never ends, and neither do those that follow.
                return OptionalInt.empty();
            }
            while (invoked < completions.length
                    && problem.item(invoked).invocation() < problem.item(item).deadline()) {
                look();
                add(problem.item(invoked++));
            }
            if (states.size() > STATES || transitions.size() > TRANSITIONS) {
                return OptionalInt.empty();
            }
            if (isImpossible(problem.item(item))) {
                return OptionalInt.of(item);
            }
        }
        return OptionalInt.empty();
    }

    /** One step may apply many operations to many states, so that every one counts. */
    private void look() {
        deadline.look(0);
    }

    private boolean isImpossible(Problem.Item<S> item) {
        return states.stream().allMatch(state -> item.apply(state) == null);
    }

    private void add(Problem.Item<S> item) {
        Transition<S> change = item.transition().unanswered();
        if (!item.observation() && states.size() <= STATES && changes.add(change)) {
            transitions.add(change);
            for (int i = 0, before = states.size(); i < before; i++) {
                reach(change.apply(states.get(i)));
            }
        }
    }

    /** Adds a state and whatever can be made of it. */
    private void reach(S state) {
        if (state == null || !known.add(state)) {
            return;
        }
        int next = states.size();
        states.add(state);
        for (; next < states.size() && states.size() <= STATES; next++) {
            for (Transition<S> transition : transitions) {
                S after = transition.apply(states.get(next));
                if (after != null && known.add(after)) {
                    states.add(after);
                }
            }
        }
    }
}
