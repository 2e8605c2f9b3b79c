package next700.linearizability;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.IntStream;
import next700.history.History;
import next700.history.Operation;
import next700.linearizability.Problem.Item;
import next700.linearizability.Search.DeadEnd;
import next700.linearizability.Verdict.Progress;
import next700.linearizability.Verdict.Reason;

/**
 * Decides linearizability by search: Wing and Gong, "Testing and verifying concurrent objects" (JPDC 1993), with the
 * memory of configurations and the partitioning of Lowe, "Testing for linearizability" (CCPE 2017).
 *
 * <p>The parts of a partitioned history are searched in turns that double in length, so that a hard part does not keep
 * a violation in an easy one from being found. Everything is counted in steps, and the verdict is the same on every
 * run; only the deadline is real time. Its worst case is exponential in the number of concurrent operations: hence the
 * deadline, the bound on remembered configurations, and the verdict {@link Verdict.Unknown}.
 */
final class WingGongLowe<S> {
    private static final int FIRST_TURN_STEPS = 1 << 12;
    private static final int LONGEST_TURN_STEPS = 1 << 24;
    private static final int STEPS_BETWEEN_CLOCK_READINGS = 1 << 9;

    private final Specification<S> specification;
    private final boolean partitioned;
    private final Budget budget;
    private final Deadline deadline;

    private final List<Search<S>> linearized = new ArrayList<>();
    private final List<Search<S>> full = new ArrayList<>();
    private final Queue<Search<S>> running = new ArrayDeque<>();

    WingGongLowe(Specification<S> specification, boolean partitioned, long configurations, Deadline deadline) {
        this.specification = specification;
        this.partitioned = partitioned;
        this.budget = new Budget(configurations);
        this.deadline = deadline;
    }

    Verdict check(History history) {
        for (Problem<S> problem : Problem.of(specification, history, partitioned)) {
            running.add(new Search<>(problem, budget));
        }
        for (int turn = FIRST_TURN_STEPS; !running.isEmpty(); turn = Math.min(2 * turn, LONGEST_TURN_STEPS)) {
            for (int left = running.size(); left > 0; left--) {
                Search<S> search = running.remove();
                switch (advance(search, turn)) {
                    case RUNNING -> running.add(search);
                    case LINEARIZED -> {
                        search.close();
                        linearized.add(search);
                    }
                    case FULL -> {
                        search.close();
                        full.add(search);
                    }
                    case IMPOSSIBLE -> {
                        search.close();
                        return new Verdict.Violated(violation(search));
                    }
                }
                if (!running.isEmpty() && deadline.isPassed()) {
                    return unknown(Reason.DEADLINE);
                }
            }
        }
        return full.isEmpty() ? new Verdict.Holds(certificate()) : unknown(Reason.CONFIGURATION_LIMIT);
    }

    private Search.Status advance(Search<S> search, int turn) {
        Search.Status status = Search.Status.RUNNING;
        for (int steps = 0; steps < turn && status == Search.Status.RUNNING; steps += STEPS_BETWEEN_CLOCK_READINGS) {
            status = search.advance(STEPS_BETWEEN_CLOCK_READINGS);
            if (deadline.isPassed()) {
                return status;
            }
        }
        return status;
    }

    private Verdict unknown(Reason reason) {
        List<Search<S>> undecided = new ArrayList<>(full);
        undecided.addAll(running);
        int required = 0;
        int placed = 0;
        for (Search<S> search : undecided) {
            required += (int)
                    search.problem().items().stream().filter(Item::required).count();
            placed += search.mostPlaced();
        }
        int parts = linearized.size() + undecided.size();
        return new Verdict.Unknown(reason, new Progress(parts, linearized.size(), required, placed));
    }

    /**
     * The linearizations of the parts as one of the whole. Each operation takes effect as early as its own invocation
     * and the operations before it in its part allow, which is at the invocation of one of these; so the points in time
     * of different parts differ, and ordering by them respects real time.
     */
    private Certificate certificate() {
        record Effect(int point, Operation operation) {}
        List<Effect> effects = new ArrayList<>();
        for (Search<S> search : linearized) {
            int point = -1;
            for (Operation operation : search.problem().operations(search.linearization())) {
                point = Math.max(point, operation.invoked().position());
                effects.add(new Effect(point, operation));
            }
        }
        effects.sort(Comparator.comparingInt(Effect::point));
        return new Certificate(effects.stream().map(Effect::operation).toList());
    }

    private Violation violation(Search<S> search) {
        Problem<S> problem = search.problem();
        DeadEnd<S> end = search.furthest();
        Operation blocked = problem.items().get(end.blocked()).operation();
        Set<Integer> placed = new HashSet<>(end.path());
        List<Integer> open = IntStream.range(0, problem.items().size())
                .filter(item -> !placed.contains(item) && problem.invokedBefore(item, blocked.deadline()))
                .boxed()
                .toList();
        return new Violation(
                specification.name(),
                problem.key(),
                problem.items().size(),
                blocked,
                problem.operations(end.path()),
                String.valueOf(end.state()),
                problem.operations(open),
                Reduction.of(problem, end.blocked(), deadline));
    }
}
