package next700.audit;

import java.time.Duration;

/**
 * How much an audit may do.
 *
 * @param budget for each protocol; what does not fit in is skipped, and said to be
 * @param jobs how many things go on at a time
 * @param deep whether the models that take minutes are run too
 * @param runs of the adversary, at most
 * @param traces how many runs of the simulator are replayed
 * @param removalRuns how many runs the adversary has to notice that a guard is gone
 * @param heapMebibytes of each TLC
 */
public record AuditOptions(
        Duration budget, int jobs, boolean deep, long runs, int traces, long removalRuns, int heapMebibytes) {
    /** Two minutes, on all cores. */
    public static final AuditOptions DEFAULT = new AuditOptions(
            Duration.ofMinutes(2), Runtime.getRuntime().availableProcessors(), false, 20_000, 240, 20_000, 2048);

    public AuditOptions {
        if (budget.isNegative() || budget.isZero() || jobs < 1 || runs < 1 || traces < 1) {
            throw new IllegalArgumentException("an audit needs a budget, a job, a run and a trace at least");
        }
    }

    public AuditOptions within(Duration other) {
        return new AuditOptions(other, jobs, deep, runs, traces, removalRuns, heapMebibytes);
    }

    public AuditOptions deep(boolean other) {
        return new AuditOptions(budget, jobs, other, runs, traces, removalRuns, heapMebibytes);
    }

    public AuditOptions withJobs(int other) {
        return new AuditOptions(budget, other, deep, runs, traces, removalRuns, heapMebibytes);
    }

    public AuditOptions trying(long otherRuns, int otherTraces, long otherRemovalRuns) {
        return new AuditOptions(budget, jobs, deep, otherRuns, otherTraces, otherRemovalRuns, heapMebibytes);
    }
}
