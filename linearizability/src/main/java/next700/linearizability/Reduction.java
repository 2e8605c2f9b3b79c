package next700.linearizability;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import next700.linearizability.Problem.Item;
import next700.linearizability.Violation.Core;

/**
 * Finds few operations that contradict each other, by delta debugging (Zeller and Hildebrandt, TSE 2002).
 *
 * <p>To leave a change out would prove nothing: without the write, any read of its value contradicts. So operations are
 * not left out but weakened, as {@link Problem#weakened} says, which can only make more orders legal. What still
 * contradicts then contradicts in the whole history, and since weakening is monotonic, an operation once found
 * necessary remains so, and one pass over single operations shows that the rest is minimal.
 */
final class Reduction<S> {
    private static final int STEPS_PER_ATTEMPT = 20_000;
    private static final int CONFIGURATIONS_PER_ATTEMPT = 20_000;
    private static final long STEPS = 4_000_000;

    private final Problem<S> problem;
    private final Deadline deadline;
    private final BitSet required = new BitSet();
    private long steps;
    private boolean certain = true;

    private Reduction(Problem<S> problem, Deadline deadline) {
        this.problem = problem;
        this.deadline = deadline;
    }

    /** A core of a problem that is known to have no linearization. */
    static <S> Core of(Problem<S> problem, int blocked, Deadline deadline) {
        int end = problem.items().get(blocked).operation().deadline();
        Reduction<S> reduction = new Reduction<>(problem.before(end), deadline);
        return reduction.run(end);
    }

    private Core run(int end) {
        List<Item<S>> items = problem.items();
        List<Integer> observations = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item<S> item = items.get(i);
            // No legal order reaches the completion of the blocked one, so that nothing later is to blame.
            if (item.required() && item.operation().deadline() <= end) {
                required.set(i);
                all.add(i);
                if (item.observation()) {
                    observations.add(i);
                }
            }
        }
        weaken(observations);
        certain = true;
        weaken(all.stream().filter(required::get).toList());
        return new Core(problem.operations(required.stream().boxed().toList()), certain);
    }

    /** Weakens as many of the candidates as it can, trying halves first, then quarters, and in the end single ones. */
    private void weaken(List<Integer> candidates) {
        List<Integer> left = candidates;
        for (int size = Integer.highestOneBit(Math.max(1, left.size() / 2)); size > 0; size /= 2) {
            List<Integer> necessary = new ArrayList<>();
            for (int start = 0; start < left.size(); start += size) {
                List<Integer> chunk = left.subList(start, Math.min(start + size, left.size()));
                if (!contradictsWithout(chunk, size == 1)) {
                    necessary.addAll(chunk);
                }
            }
            left = necessary;
        }
    }

    private boolean contradictsWithout(List<Integer> chunk, boolean single) {
        chunk.forEach(required::clear);
        Search.Status status = Search.Status.FULL;
        if (steps < STEPS && !deadline.isPassed()) {
            Search<S> search = new Search<>(problem.weakened(required), new Budget(CONFIGURATIONS_PER_ATTEMPT));
            status = search.advance(STEPS_PER_ATTEMPT);
            steps += search.steps();
        }
        if (status == Search.Status.IMPOSSIBLE) {
            return true;
        }
        chunk.forEach(required::set);
        if (single && status != Search.Status.LINEARIZED) {
            certain = false;
        }
        return false;
    }
}
