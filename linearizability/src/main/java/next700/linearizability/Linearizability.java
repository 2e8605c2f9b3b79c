package next700.linearizability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.history.History;

/**
 * Checks histories against a sequential specification (Herlihy and Wing, "Linearizability: a correctness condition for
 * concurrent objects", TOPLAS 1990):
 *
 * <pre>{@code
 * History history = new HistoryReader().read(Path.of("history.jsonl"));
 * Verdict verdict = Linearizability.of(new KeyValue())
 *         .withDeadline(Duration.ofSeconds(10))
 *         .check(history);
 * }</pre>
 *
 * @param <S> the states of the specification
 */
public final class Linearizability<S> {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final long LEAST_MEMORY_BYTES = 1 << 20;

    private final Specification<S> specification;
    private final Duration deadline;
    private final long memoryBytes;
    private final boolean partitioned;
    private final boolean monitored;

    private Linearizability(
            Specification<S> specification,
            Duration deadline,
            long memoryBytes,
            boolean partitioned,
            boolean monitored) {
        this.specification = specification;
        this.deadline = deadline;
        this.memoryBytes = memoryBytes;
        this.partitioned = partitioned;
        this.monitored = monitored;
    }

    /** A check with a deadline of 30 seconds, and a memory of half the heap. */
    public static <S> Linearizability<S> of(Specification<S> specification) {
        return new Linearizability<>(
                specification, DEADLINE, Runtime.getRuntime().maxMemory() / 2, true, true);
    }

    /** The time after which the answer is unknown, if there was none; explaining a violation counts too. */
    public Linearizability<S> withDeadline(Duration longest) {
        return new Linearizability<>(specification, longest, memoryBytes, partitioned, monitored);
    }

    /**
     * How much a search may remember, besides the history and its meaning. When that is full it forgets, which costs
     * time but changes no answer. A history that is too long to be searched at all is {@link Verdict.Unknown}; sizes of
     * states are what {@link Specification#sizeBytes} says.
     *
     * @throws IllegalArgumentException if it is less than a megabyte
     */
    public Linearizability<S> withMemoryBudget(long bytes) {
        if (bytes < LEAST_MEMORY_BYTES) {
            throw new IllegalArgumentException("a memory budget of " + bytes + " bytes is too small");
        }
        return new Linearizability<>(specification, deadline, bytes, partitioned, monitored);
    }

    /** The same without checking keys one by one, which is slower, and of use for testing the checker. */
    public Linearizability<S> unpartitioned() {
        return new Linearizability<>(specification, deadline, memoryBytes, false, monitored);
    }

    /** The same by search alone, to hold the monitors against. */
    Linearizability<S> unmonitored() {
        return new Linearizability<>(specification, deadline, memoryBytes, partitioned, false);
    }

    /**
     * Decides whether the history is linearizable.
     *
     * @throws next700.history.MalformedHistoryException if an operation means nothing to the specification
     */
    public Verdict check(History history) {
        Deadline telling = Deadline.in(deadline);
        Verdict verdict = verdict(history);
        if (!(verdict instanceof Verdict.Violated violated)) {
            return verdict;
        }
        Violation violation = violated.violation();
        List<String> remarks = new ArrayList<>(Origin.of(history, violation));
        remarks.addAll(Assumptions.behind(specification, history, violation, telling));
        return new Verdict.Violated(violation.remarking(remarks));
    }

    /** The verdict as it is, without a word on what was assumed. */
    Verdict verdict(History history) {
        return partitioned && specification instanceof Keyed<?> keyed
                ? check(keyed.apart(), history)
                : check(specification, history);
    }

    private <T> Verdict check(Specification<T> object, History history) {
        return new Checker<>(
                        object, monitored ? Monitors.of(object) : Optional.empty(), memoryBytes, Deadline.in(deadline))
                .check(history, partitioned);
    }

    /**
     * For tests: returns the certificate.
     *
     * @throws AssertionError if the history is not linearizable, or if that could not be found out
     */
    public Certificate require(History history) {
        Verdict verdict = check(history);
        if (verdict instanceof Verdict.Holds holds) {
            return holds.certificate();
        }
        throw new AssertionError(history.source() + ": " + verdict.explain());
    }
}
