package next700.evidence.abstraction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import next700.cluster.Incident;
import next700.cluster.Recording;
import next700.history.Completion;
import next700.history.History;
import next700.network.Liar;
import next700.network.Scenario;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.composition.Composition;
import next700.recording.RecordedStep;
import next700.recording.StepLog;
import next700.recording.WholeHistories;

/**
 * What a run of a composition of Abstract instances left behind.
 *
 * @param history the clients' operations
 * @param entries the steps of all processes that tell the truth, in the order of their times
 * @param incidents what was done to the cluster
 * @param lies how many messages of a Byzantine replica were lies
 */
public record AbstractRecording(
        Composition composition,
        ByzantineGroup group,
        Scenario scenario,
        Path directory,
        History history,
        List<StepLog.Entry> entries,
        List<Incident> incidents,
        long lies) {
    public AbstractRecording {
        entries = List.copyOf(entries);
        incidents = List.copyOf(incidents);
    }

    /** A run as one of a composition, if it is of one. */
    public static Optional<AbstractRecording> of(Recording recording) {
        return recording.setup().network().vocabulary().steps().contains(StepRecord.class)
                ? Composition.named(recording.setup().protocol()).map(composition -> of(recording, composition))
                : Optional.empty();
    }

    /** The steps of a run, as Abstract has them. */
    private static AbstractRecording of(Recording recording, Composition composition) {
        List<StepLog.Entry> entries = new ArrayList<>();
        long lies = 0;
        for (RecordedStep step : recording.steps()) {
            if (step.step().step().equals(Liar.LIE)) {
                lies++;
            } else {
                entries.add(new StepLog.Entry(step.timeNanos(), (StepRecord) step.step()));
            }
        }
        makeWhole(entries);
        return new AbstractRecording(
                composition,
                new ByzantineGroup(recording.setup().f()),
                recording.setup().scenario(),
                recording.directory(),
                recording.history(),
                entries,
                recording.incidents(),
                lies);
    }

    /** What a checkpoint had cut off from a history, one process may never have had; others have recorded it. */
    private static void makeWhole(List<StepLog.Entry> entries) {
        WholeHistories histories = new WholeHistories();
        entries.forEach(entry -> histories.of(entry.step()));
        entries.replaceAll(entry ->
                new StepLog.Entry(entry.timeNanos(), histories.of(entry.step()).orElse(entry.step())));
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
