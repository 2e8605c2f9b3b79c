package next700.linearizability;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Decides linearizability by search: Wing and Gong, "Testing and verifying concurrent objects" (JPDC 1993), with the
 * memory of configurations and the partitioning of Lowe, "Testing for linearizability" (CCPE 2017).
 *
 * <p>The parts of a partitioned history are searched at the same time, on all processors, in turns that double in
 * length, so that a hard part does not keep a violation in an easy one from being found. Everything but the deadline is
 * counted in steps, each part has the same share of the memory whoever else is done, and of several violations found in
 * one turn that of the first part counts: so the verdict is the same on every run. Its worst case is exponential in the
 * number of concurrent operations: hence the deadline, and the verdict {@link Verdict.Unknown}.
 */
final class WingGongLowe<S> {
    private static final int FIRST_TURN_STEPS = 1 << 12;
    private static final int LONGEST_TURN_STEPS = 1 << 24;
    private static final int STEPS_BETWEEN_CLOCK_READINGS = 1 << 9;
    /** What the events, the path and the sets of a search take for each of its items. */
    private static final long BYTES_PER_ITEM = 64;

    private final long memoryBytes;
    private final Deadline deadline;
    private final List<Part<S>> undecided = new ArrayList<>();

    /** One problem and the search for its linearization. */
    private static final class Part<S> {
        private final int number;
        private final Search<S> search;
        private Search.Status status = Search.Status.RUNNING;

        Part(int number, Search<S> search) {
            this.number = number;
            this.search = search;
        }
    }

    /** What came of the search. */
    sealed interface Outcome {}

    /** The linearizations of the problems, in their order. */
    record Linearized(List<Order> orders) implements Outcome {}

    /** One of the problems has no linearization. */
    record Impossible(int problem, Search.DeadEnd end) implements Outcome {}

    /** A bound was reached. */
    record Undecided(Verdict.Reason reason, int decided, int required, int placed) implements Outcome {}

    WingGongLowe(long memoryBytes, Deadline deadline) {
        this.memoryBytes = memoryBytes;
        this.deadline = deadline;
    }

    /**
     * Searches the problems, all of them at once.
     *
     * @throws Deadline.PassedException if the searches could not even be set up before the deadline
     */
    Outcome search(List<Problem<S>> problems) {
        long itemsBytes =
                BYTES_PER_ITEM * problems.stream().mapToLong(Problem::size).sum();
        if (itemsBytes > memoryBytes) {
            int required = problems.stream().mapToInt(Problem::requiredItems).sum();
            return new Undecided(Verdict.Reason.MEMORY, 0, required, 0);
        }
        Order[] orders = new Order[problems.size()];
        long left = memoryBytes - itemsBytes;
        for (int i = 0; i < orders.length; i++) {
            undecided.add(new Part<>(i, new Search<>(problems.get(i), left, deadline)));
        }
        for (int turn = FIRST_TURN_STEPS; !undecided.isEmpty(); turn = Math.min(2 * turn, LONGEST_TURN_STEPS)) {
            Optional<Part<S>> impossible = takeTurns(turn, left / undecided.size());
            if (impossible.isPresent()) {
                Part<S> part = impossible.get();
                return new Impossible(part.number, part.search.furthest());
            }
            for (Part<S> part : undecided) {
                if (part.status == Search.Status.LINEARIZED) {
                    orders[part.number] = part.search.linearization();
                }
            }
            undecided.removeIf(part -> part.status == Search.Status.LINEARIZED);
            if (!undecided.isEmpty() && deadline.isPassed()) {
                return outOfTime(problems.size());
            }
        }
        return new Linearized(List.of(orders));
    }

    /** One turn for each; the first, if any, that turned out to be impossible. */
    private Optional<Part<S>> takeTurns(int steps, long bytesEach) {
        IntStream.range(0, undecided.size()).parallel().forEach(i -> {
            Part<S> part = undecided.get(i);
            part.search.allow(bytesEach);
            part.status = advance(part.search, steps);
        });
        return undecided.stream()
                .filter(part -> part.status == Search.Status.IMPOSSIBLE)
                .findFirst();
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

    private Undecided outOfTime(int problems) {
        int required = 0;
        int placed = 0;
        for (Part<S> part : undecided) {
            required += part.search.problem().requiredItems();
            placed += part.search.mostPlaced();
        }
        return new Undecided(Verdict.Reason.DEADLINE, problems - undecided.size(), required, placed);
    }
}
