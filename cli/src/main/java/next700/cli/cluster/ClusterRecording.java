package next700.cli.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import next700.history.Completion;
import next700.history.History;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.recording.StepLog;

/**
 * What a cluster run left behind.
 *
 * @param history the clients' operations
 * @param entries the steps of all processes that tell the truth, in the order of their times
 * @param incidents what was done to the cluster
 * @param lies how many messages of a Byzantine replica were lies
 */
public record ClusterRecording(
        Scenario scenario,
        Path directory,
        History history,
        List<StepLog.Entry> entries,
        List<Incident> incidents,
        long lies) {

    /** Something that was done to the cluster. */
    public record Incident(long timeNanos, String label) {}

    public ClusterRecording {
        entries = List.copyOf(entries);
        incidents = List.copyOf(incidents);
    }

    /** The steps without their times. */
    public List<StepRecord> steps() {
        return entries.stream().map(StepLog.Entry::step).toList();
    }

    /** The replicas that were not correct throughout. */
    public Set<ProcessId> byzantine() {
        Set<ProcessId> byzantine = new TreeSet<>();
        scenario.liar().ifPresent(liar -> byzantine.add(liar.replica()));
        return byzantine;
    }

    /** How many requests committed. */
    public long commits() {
        return count(StepKind.COMMITS);
    }

    /** How many requests aborted. */
    public long aborts() {
        return count(StepKind.ABORTS);
    }

    private long count(StepKind kind) {
        return entries.stream().filter(entry -> entry.step().kind() == kind).count();
    }

    /** The highest instance that anyone took a step in. */
    public long lastInstance() {
        return entries.stream()
                .map(entry -> entry.step().instance())
                .mapToLong(InstanceId::number)
                .max()
                .orElse(0);
    }

    /** Whether a request committed in a later instance than one in which a request aborted. */
    public boolean commitsAfterAnAbort() {
        long firstAbort = instances(StepKind.ABORTS).min().orElse(Long.MAX_VALUE);
        return instances(StepKind.COMMITS).max().orElse(0) > firstAbort;
    }

    /** Whether a replica that was restarted has taken a step since. */
    public boolean tookInItsLastLife(ReplicaId replica, String step) {
        long since = incidents.stream().mapToLong(Incident::timeNanos).min().orElse(Long.MIN_VALUE);
        return entries.stream()
                .anyMatch(entry -> entry.timeNanos() > since
                        && entry.step().process().equals(replica)
                        && entry.step().step().equals(step));
    }

    /** The instances in which requests committed. */
    public Stream<InstanceId> instancesThatCommit() {
        return instances(StepKind.COMMITS).distinct().mapToObj(InstanceId::new);
    }

    private LongStream instances(StepKind kind) {
        return entries.stream()
                .filter(entry -> entry.step().kind() == kind)
                .mapToLong(entry -> entry.step().instance().number());
    }

    /** How many operations were never answered. */
    public long unanswered() {
        return history.operations().stream()
                .filter(operation -> operation.completion() instanceof Completion.Unknown)
                .count();
    }
}
