package next700.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import next700.cluster.Recording;
import next700.evidence.history.HistoryPicture;
import next700.evidence.history.OperationsCheck;
import next700.evidence.history.TransactionsCheck;
import next700.history.History;
import next700.linearizability.Specification;
import next700.network.Liar;
import next700.network.Scenario;
import next700.report.HistoryView.Mark;
import next700.report.Section;
import next700.report.Verdict;
import next700.transactions.ConsistencyModel;
import next700.transactions.Transactions;

/** What a recorded run on the network is held against: what clients saw, and what it was run for. */
public final class NetworkChecks {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final Recording recording;
    private final Specification<?> specification;

    private NetworkChecks(Recording recording) {
        this.recording = recording;
        this.specification = recording.setup().workload().specification();
    }

    /** All checks, each with its verdict; those of a protocol that brings its own instead of the usual ones. */
    public static List<Section> of(Recording recording) {
        return ServiceLoader.load(OwnChecks.class).stream()
                .flatMap(own -> own.get().of(recording).stream())
                .findFirst()
                .orElseGet(() -> new NetworkChecks(recording).sections());
    }

    private List<Section> sections() {
        return Stream.of(course(), seenByClients(recording.history(), specification))
                .map(section -> section.about(recording.setup().scenario().name()))
                .toList();
    }

    /** What happened, and whether it is what the scenario is for: a run in which nothing went wrong shows nothing. */
    private Section course() {
        Scenario scenario = recording.setup().scenario();
        List<String> missing = missing();
        Section section = new Section("Cluster", aim(scenario));
        section.settle(
                missing.isEmpty() ? Verdict.HOLDS : Verdict.UNKNOWN,
                recording.answered() + " of " + recording.history().size() + " operations of "
                        + scenario.load().clients() + " clients answered, "
                        + recording.steps().size() + " steps"
                        + returns()
                        + (missing.isEmpty() ? "" : "; never seen: " + String.join(", ", missing)),
                scenario.load().durationMillis() / 1000.0);
        section.history(
                HistoryPicture.CAPTION,
                new HistoryPicture(recording.history(), Optional.of(specification), marks()).draw());
        return section;
    }

    private static String aim(Scenario scenario) {
        if (!scenario.outages().isEmpty()) {
            return "Replicas are killed, and come back with what they had stored. They take part again, and clients are"
                    + " answered.";
        }
        return scenario.liar().isPresent()
                ? "A Byzantine replica lies for a while. Clients are answered all the same."
                : "All replicas are correct, and clients are answered.";
    }

    private String returns() {
        StringBuilder text = new StringBuilder();
        recording
                .returns()
                .forEach(back -> text.append("; ")
                        .append(back.replica())
                        .append(" came back with ")
                        .append(back.restored())
                        .append(back.restored() == 1 ? " stored value" : " stored values"));
        return text.toString();
    }

    /** What must have happened for the run to mean anything. */
    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (recording.answered() == 0) {
            missing.add("an answer");
        }
        boolean stores = !recording.setup().network().vocabulary().stored().isEmpty();
        for (Recording.Return back : recording.returns()) {
            if (stores && back.restored() == 0) {
                missing.add("anything that " + back.replica() + " had stored");
            }
            if (!recording.stepsAfter(back)) {
                missing.add("a step of " + back.replica() + " after it came back");
            }
            if (!recording.answersAfter(back.backNanos())) {
                missing.add("an answer after " + back.replica() + " came back");
            }
        }
        if (recording.setup().scenario().liar().isPresent()
                && recording.steps().stream()
                        .noneMatch(step -> step.step().step().equals(Liar.LIE))) {
            missing.add("a lie");
        }
        return missing;
    }

    private List<Mark> marks() {
        return recording.incidents().stream()
                .map(incident -> new Mark(incident.timeNanos(), incident.label()))
                .toList();
    }

    /** Whether one sequential object would have answered clients so. */
    public static Section seenByClients(History history, Specification<?> specification) {
        return Transactions.recognises(history)
                ? new TransactionsCheck(ConsistencyModel.STRICT_SERIALIZABLE, DEADLINE).check(Transactions.of(history))
                : new OperationsCheck(Optional.of(specification), DEADLINE, false).check(history);
    }
}
