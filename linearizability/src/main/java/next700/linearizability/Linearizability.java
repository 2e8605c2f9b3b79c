package next700.linearizability;

import java.time.Duration;
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
    private static final long CONFIGURATIONS = 2_000_000;

    private final Specification<S> specification;
    private final Duration deadline;
    private final long configurations;
    private final boolean partitioned;

    private Linearizability(
            Specification<S> specification, Duration deadline, long configurations, boolean partitioned) {
        this.specification = specification;
        this.deadline = deadline;
        this.configurations = configurations;
        this.partitioned = partitioned;
    }

    /** A check with a deadline of 30 seconds, that remembers two million configurations at most. */
    public static <S> Linearizability<S> of(Specification<S> specification) {
        return new Linearizability<>(specification, DEADLINE, CONFIGURATIONS, true);
    }

    /** The time after which the answer is unknown, if there was none; explaining a violation counts too. */
    public Linearizability<S> withDeadline(Duration longest) {
        return new Linearizability<>(specification, longest, configurations, partitioned);
    }

    /** The number of configurations to remember, of some 100 to 200 bytes each and their states, before giving up. */
    public Linearizability<S> withConfigurationLimit(long most) {
        return new Linearizability<>(specification, deadline, most, partitioned);
    }

    /** The same without checking keys one by one, which is slower, and of use for testing the checker. */
    public Linearizability<S> unpartitioned() {
        return new Linearizability<>(specification, deadline, configurations, false);
    }

    /**
     * Decides whether the history is linearizable.
     *
     * @throws next700.history.MalformedHistoryException if an operation means nothing to the specification
     */
    public Verdict check(History history) {
        return new WingGongLowe<>(specification, partitioned, configurations, Deadline.in(deadline)).check(history);
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
