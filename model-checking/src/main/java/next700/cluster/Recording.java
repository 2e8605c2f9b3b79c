package next700.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import next700.history.Completion;
import next700.history.History;
import next700.process.ReplicaId;
import next700.recording.RecordedStep;

/**
 * What a run left behind.
 *
 * @param directory with all its files
 * @param history the clients' operations
 * @param steps of all processes, in the order of their times
 * @param incidents what was done to the cluster
 * @param returns when replicas that were killed were back
 */
public record Recording(
        Setup setup,
        Path directory,
        History history,
        List<RecordedStep> steps,
        List<Incident> incidents,
        List<Return> returns) {
    /**
     * A replica that was killed, and is back.
     *
     * @param killedNanos when it was dead
     * @param backNanos when it was ready again
     * @param counts what its last life counted until it was stopped in the end, by cause
     */
    public record Return(ReplicaId replica, long killedNanos, long backNanos, Map<String, Long> counts) {
        /** With how many values that it had stored. */
        public long restored() {
            return counts.getOrDefault("stored.restored", 0L);
        }
    }

    public Recording {
        steps = List.copyOf(steps);
        incidents = List.copyOf(incidents);
        returns = List.copyOf(returns);
    }

    /** How many operations were answered. */
    public long answered() {
        return history.operations().size() - unanswered();
    }

    /** How many operations were never answered. */
    public long unanswered() {
        return history.operations().stream()
                .filter(operation -> operation.completion() instanceof Completion.Unknown)
                .count();
    }

    /** Whether an operation was answered after a time. */
    public boolean answersAfter(long timeNanos) {
        return history.operations().stream()
                .anyMatch(operation -> operation
                        .completion()
                        .moment()
                        .filter(at -> at.time() > timeNanos)
                        .isPresent());
    }

    /** Whether a replica took a step in the life after it was killed. */
    public boolean stepsAfter(Return back) {
        return steps.stream()
                .anyMatch(step -> step.timeNanos() > back.killedNanos()
                        && step.step().process().equals(back.replica()));
    }
}
