package next700.evidence.abstraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import next700.abstraction.AbstractRun;
import next700.evidence.NetworkChecks;
import next700.evidence.abstraction.Switch.Cause;
import next700.evidence.history.AbstractCheck;
import next700.evidence.history.HistoryPicture;
import next700.linearizability.Specification;
import next700.network.Scenario;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Protocol;
import next700.protocol.abstraction.Request;
import next700.protocol.composition.Composition;
import next700.protocol.pbft.Pbft;
import next700.recording.StepLog;
import next700.report.HistoryView.Mark;
import next700.report.Section;
import next700.report.Verdict;
import next700.simulation.AbstractTranslation;

/** What a recorded cluster run is held against: linearizability, the properties of Abstract, and what it was run for. */
public final class AbstractChecks {
    private final AbstractRecording recording;
    private final Specification<?> specification;

    /** @param specification of the service that is replicated */
    public AbstractChecks(AbstractRecording recording, Specification<?> specification) {
        this.recording = recording;
        this.specification = specification;
    }

    /** All checks, each with its verdict. */
    public List<Section> sections() {
        return Stream.of(
                        course(), NetworkChecks.seenByClients(recording.history(), specification), abstractProperties())
                .map(section -> section.about(recording.scenario().name()))
                .toList();
    }

    /** What happened, and whether it is what the scenario is for: a run in which nothing went wrong shows nothing. */
    private Section course() {
        Scenario scenario = recording.scenario();
        Course course = new Course(recording);
        Section section = new Section("Cluster", aim(scenario));
        List<String> missing = missing(course);
        section.settle(
                missing.isEmpty() ? Verdict.HOLDS : Verdict.UNKNOWN,
                recording.commits() + " commits and " + recording.aborts() + " aborts of "
                        + recording.history().size() + " operations by "
                        + scenario.load().clients() + " clients, in "
                        + recording.lastInstance() + " instances; "
                        + recording.unanswered() + " never answered"
                        + (recording.lies() == 0 ? "" : "; " + recording.lies() + " lies")
                        + (missing.isEmpty() ? "" : "; never seen: " + String.join(", ", missing)),
                scenario.load().durationMillis() / 1000.0);
        section.figure(
                "What was committed when, and by which protocol. Dashed: an instance was left; the numbers are those of the"
                        + " table.",
                course.toSvg());
        if (!course.switches().isEmpty()) {
            section.table(
                    course.caption(),
                    List.of("", "at", "from", "to", "cause", "what was seen", "to next commit"),
                    course.rows());
        }
        section.history(
                HistoryPicture.CAPTION,
                new HistoryPicture(recording.history(), Optional.of(specification), marks()).draw());
        section.figure(
                "The steps around the first switch, in the order of their times. Red: panicking.",
                StepsPicture.ofFirstSwitch(recording));
        return section;
    }

    private String aim(Scenario scenario) {
        if (scenario.load().isMoving()) {
            return "All replicas are correct; the number of active clients changes, and the composition follows it.";
        }
        if (!scenario.outages().isEmpty() && neverAborts()) {
            return "A replica is killed and comes back without its memory. The others go on without it; it takes over the"
                    + " state at a stable checkpoint and votes again, on nothing that it may have voted on before.";
        }
        if (scenario.liar().isPresent() && neverAborts()) {
            return "A Byzantine replica lies for a while. The others outvote it.";
        }
        if (!scenario.outages().isEmpty()) {
            return "A replica is killed and comes back without its memory. While it is away Quorum can only abort; what"
                    + " was committed stands in every abort history, and commits resume in a later instance.";
        }
        if (scenario.liar().isPresent()) {
            return "A Byzantine replica lies for a while, in every message. Others then abort what they cannot commit; what was"
                    + " committed stands in every abort history, and commits resume when the lies end.";
        }
        return "All replicas are correct; clients contend now and then, and each time the composition switches.";
    }

    /** What must have happened for the run to mean anything. */
    private List<String> missing(Course course) {
        List<String> missing = new ArrayList<>();
        Scenario scenario = recording.scenario();
        if (recording.commits() == 0) {
            missing.add("a commit");
        }
        if (scenario.liar().isPresent() && recording.lies() == 0) {
            missing.add("a lie");
        }
        boolean trouble = !scenario.outages().isEmpty() || scenario.liar().isPresent();
        if (trouble && !neverAborts()) {
            if (recording.aborts() == 0) {
                missing.add("an abort");
            } else if (!recording.commitsAfterAnAbort()) {
                missing.add("a commit after the trouble");
            }
        }
        if (!scenario.outages().isEmpty() && neverAborts()) {
            ReplicaId replica = scenario.outages().getFirst().replicas().getFirst();
            if (!recording.tookInItsLastLife(replica, "PBFT.StateTransfer")) {
                missing.add(replica + " taking over the state that it lost");
            }
            if (!recording.tookInItsLastLife(replica, "PBFT.Commit")) {
                missing.add("a vote of " + replica + " after that");
            }
        }
        if (scenario.load().isMoving() && recording.composition().followsContention()) {
            missing.addAll(missingOfMovingLoad(course));
        }
        return missing;
    }

    /** Contention ends the first instance, its lack the next, and the load comes back to where it began. */
    private List<String> missingOfMovingLoad(Course course) {
        List<String> missing = new ArrayList<>();
        for (Cause cause : List.of(Cause.CONTENTION, Cause.LACK_OF_CONTENTION, Cause.K_REACHED)) {
            if (course.switches().stream().noneMatch(change -> change.cause() == cause)) {
                missing.add("a switch for " + cause.words());
            }
        }
        Composition composition = recording.composition();
        for (Protocol protocol : composition.cycle()) {
            if (recording
                    .instancesThatCommit()
                    .noneMatch(instance -> composition.protocolOf(instance).equals(protocol))) {
                missing.add("a commit in " + protocol.name());
            }
        }
        Protocol first = composition.protocolOf(InstanceId.FIRST);
        if (recording
                .instancesThatCommit()
                .noneMatch(instance -> !instance.equals(InstanceId.FIRST)
                        && composition.protocolOf(instance).equals(first))) {
            missing.add("a commit in " + first.name() + " once more");
        }
        return missing;
    }

    private boolean neverAborts() {
        return recording.composition().cycle().stream().allMatch(Pbft.class::isInstance);
    }

    private List<Mark> marks() {
        return recording.incidents().stream()
                .map(incident -> new Mark(incident.timeNanos(), incident.label()))
                .toList();
    }

    private Section abstractProperties() {
        RecordedHistories histories = RecordedHistories.of(recording.steps());
        AbstractTranslation translation =
                new AbstractTranslation(recording.composition(), histories::of, Request::toString);
        AbstractRun.Builder run = AbstractRun.builder();
        for (StepLog.Entry entry : recording.entries()) {
            translation.translate(entry.step(), entry.timeNanos()).ifPresent(run::add);
        }
        recording.byzantine().forEach(liar -> run.byzantine(liar.toString()));
        return AbstractCheck.check(run.build());
    }
}
