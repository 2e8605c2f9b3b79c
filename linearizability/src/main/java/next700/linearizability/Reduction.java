package next700.linearizability;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
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
 *
 * <p>In a long history, weakening a few operations at a time is slow. A guess comes first: the operations that ended
 * just before the blocked one began, and those that alone would let it be legal (the writes of the value that it read, say).
 */
final class Reduction<S> {
    private static final long STEPS = 8_000_000;
    private static final int STEPS_PER_GUESS = 1_000_000;
    private static final int STEPS_PER_ATTEMPT = 20_000;
    /** Of so few, it is worth some time to know whether all are needed. */
    private static final int FEW = 8;

    private static final int STEPS_BETWEEN_CLOCK_READINGS = 1 << 9;
    private static final int[] GUESSED_OPERATIONS = {3, 10, 40};

    private final Problem<S> problem;
    private final List<Item<S>> items;
    private final int blocked;
    private final long memoryBytes;
    private final Deadline deadline;
    private BitSet required = new BitSet();
    private int stepsPerAttempt = STEPS_PER_ATTEMPT;
    private long steps;
    private boolean certain = true;

    private Reduction(Problem<S> problem, int blocked, long memoryBytes, Deadline deadline) {
        this.problem = problem;
        this.items = problem.items();
        this.blocked = blocked;
        this.memoryBytes = memoryBytes;
        this.deadline = deadline;
    }

    /** A core of a problem that is known to have no linearization, because of the blocked item at the latest. */
    static <S> Core of(Problem<S> problem, int blocked, long memoryBytes, Deadline deadline) {
        // No legal order reaches the completion of the blocked one, so that nothing later is to blame.
        int end = problem.item(blocked).deadline();
        Problem<S> guilty = problem.upTo(end);
        int number = 0;
        while (guilty.item(number).operation().index()
                != problem.item(blocked).operation().index()) {
            number++;
        }
        return new Reduction<>(guilty, number, memoryBytes, deadline).run();
    }

    private Core run() {
        for (int i = 0; i < items.size(); i++) {
            required.set(i, items.get(i).required());
        }
        guess();
        weaken(required.stream()
                .filter(item -> items.get(item).observation())
                .boxed()
                .toList());
        certain = true;
        weaken(required.stream().boxed().toList());
        return new Core(problem.operations(required.stream()), certain);
    }

    /** Keeps the smallest of the guesses that contradicts, if one does. */
    private void guess() {
        List<Integer> enabling =
                required.stream().filter(this::enablesBlocked).boxed().toList();
        int end = items.get(blocked).operation().invoked().position();
        List<Integer> latestFirst = required.stream()
                .filter(item -> items.get(item).operation().deadline() < end)
                .boxed()
                .sorted(Comparator.comparingInt(
                        item -> -items.get(item).operation().deadline()))
                .toList();
        for (int count : GUESSED_OPERATIONS) {
            BitSet guessed = new BitSet();
            guessed.set(blocked);
            enabling.forEach(guessed::set);
            latestFirst.stream().limit(count).forEach(guessed::set);
            if (guessed.cardinality() < required.cardinality()
                    && solve(guessed, STEPS_PER_GUESS) == Search.Status.IMPOSSIBLE) {
                required = guessed;
                stepsPerAttempt = STEPS_PER_GUESS;
                return;
            }
        }
    }

    private boolean enablesBlocked(int item) {
        S after = items.get(item).observation() ? null : items.get(item).apply(problem.initial());
        return after != null && items.get(blocked).apply(after) != null;
    }

    /** Weakens as many of the candidates as it can, trying halves first, then quarters, and in the end single ones. */
    private void weaken(List<Integer> candidates) {
        List<Integer> left = candidates;
        for (int size = Integer.highestOneBit(Math.max(1, left.size() / 2)); size > 0; size /= 2) {
            List<Integer> necessary = new ArrayList<>();
            for (int start = 0; start < left.size(); start += size) {
                List<Integer> chunk = left.subList(start, Math.min(start + size, left.size()));
                if (!contradictsWithout(chunk)) {
                    necessary.addAll(chunk);
                }
            }
            left = necessary;
        }
    }

    private boolean contradictsWithout(List<Integer> chunk) {
        BitSet fewer = (BitSet) required.clone();
        chunk.forEach(fewer::clear);
        Search.Status status = solve(fewer, fewer.cardinality() < FEW ? STEPS_PER_GUESS : stepsPerAttempt);
        if (status == Search.Status.IMPOSSIBLE) {
            required = fewer;
            return true;
        }
        certain &= chunk.size() > 1 || status == Search.Status.LINEARIZED;
        return false;
    }

    private Search.Status solve(BitSet subset, int limit) {
        if (steps > STEPS || deadline.isPassed()) {
            return Search.Status.FULL;
        }
        Problem<S> weaker = problem.weakened(subset);
        Search.Status reusing = solve(Search.reusing(weaker, memoryBytes), limit);
        return reusing == Search.Status.IMPOSSIBLE ? reusing : solve(new Search<>(weaker, memoryBytes), limit);
    }

    private Search.Status solve(Search<S> search, int limit) {
        Search.Status status = solve(search, limit, deadline);
        steps += search.steps();
        return status;
    }

    /** Searches until there is an answer or a bound is reached. */
    static Search.Status solve(Search<?> search, int limit, Deadline deadline) {
        Search.Status status = Search.Status.RUNNING;
        while (status == Search.Status.RUNNING && search.steps() < limit && !deadline.isPassed()) {
            status = search.advance(STEPS_BETWEEN_CLOCK_READINGS);
        }
        return status;
    }
}
