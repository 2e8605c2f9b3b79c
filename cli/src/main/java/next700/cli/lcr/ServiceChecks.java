package next700.cli.lcr;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import next700.cli.lcr.ServiceRecording.Delivery;
import next700.evidence.history.HistoryPicture;
import next700.evidence.history.OperationsCheck;
import next700.linearizability.KeyValue;
import next700.protocol.lcr.MemberId;
import next700.report.HistoryView.Mark;
import next700.report.Section;
import next700.report.Verdict;

/** What a recorded run of the service is held against: one order of deliveries, and linearizability. */
public final class ServiceChecks {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final ServiceRecording recording;

    public ServiceChecks(ServiceRecording recording) {
        this.recording = recording;
    }

    /** All checks, each with its verdict. */
    public List<Section> sections() {
        return List.of(
                order(),
                new OperationsCheck(Optional.of(new KeyValue().tellingMismatches()), DEADLINE, false)
                        .check(recording.history())
                        .about("key-value service"));
    }

    /**
     * Survivors deliver the same in the same order. What the killed member delivered the others did before anything else,
     * which is what uniform agreement and total order say together of a process that crashes.
     */
    private Section order() {
        Section section = new Section(
                "Network",
                "A key-value service on members over TCP; one of them is ended without notice. The survivors deliver the"
                        + " same messages in the same order, and all that the killed one delivered, in its order, before"
                        + " the rest. All members are in one process, so that their steps have one order without"
                        + " clocks: killed means that a member's connections break at once, not that a process dies.");
        List<String> differences = recording.ring().stream()
                .flatMap(member -> difference(member).stream())
                .toList();
        differences.forEach(section::say);
        List<String> missing = missing();
        Verdict verdict =
                differences.isEmpty() ? (missing.isEmpty() ? Verdict.HOLDS : Verdict.UNKNOWN) : Verdict.VIOLATED;
        String summary = String.format(
                Locale.ROOT,
                "%d members, %s killed; %,d deliveries at each survivor, %,d at %s; %s%s",
                recording.ring().size(),
                recording.killed(),
                reference().size(),
                delivered(recording.killed()).size(),
                recording.killed(),
                differences.isEmpty() ? "all in one order" : differences.size() + " differ",
                missing.isEmpty() ? "" : "; never seen: " + String.join(", ", missing));
        section.history(
                HistoryPicture.CAPTION,
                new HistoryPicture(recording.history(), Optional.of(new KeyValue()), marks()).draw());
        return section.settle(verdict, summary, seconds());
    }

    private List<Delivery> delivered(MemberId member) {
        return recording.deliveries().get(member);
    }

    private List<Delivery> reference() {
        return delivered(survivors().findFirst().orElseThrow());
    }

    private Stream<MemberId> survivors() {
        return recording.ring().stream().filter(member -> !member.equals(recording.killed()));
    }

    private Optional<String> difference(MemberId member) {
        List<Delivery> mine = delivered(member);
        List<Delivery> theirs = reference();
        int common = Math.min(mine.size(), theirs.size());
        for (int k = 0; k < common; k++) {
            if (!mine.get(k).equals(theirs.get(k))) {
                return Optional.of(member + " delivers " + mine.get(k) + " as its delivery " + (k + 1) + ", where "
                        + survivors().findFirst().orElseThrow() + " delivers " + theirs.get(k) + ".");
            }
        }
        boolean isComplete = member.equals(recording.killed()) ? common == mine.size() : mine.size() == theirs.size();
        return isComplete
                ? Optional.empty()
                : Optional.of(member + " delivers " + mine.size() + " messages, "
                        + survivors().findFirst().orElseThrow() + " " + theirs.size() + ".");
    }

    /** What must have happened for the run to mean anything. */
    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (delivered(recording.killed()).isEmpty()) {
            missing.add("a delivery at " + recording.killed());
        }
        if (reference().stream().noneMatch(delivery -> delivery.view() > 0)) {
            missing.add("a delivery after the change of view");
        }
        return missing;
    }

    private List<Mark> marks() {
        return List.of(new Mark(recording.killedAtNanos(), recording.killed() + " killed"));
    }

    private double seconds() {
        return recording.history().operations().isEmpty()
                ? 0
                : (recording.history().operations().getLast().invoked().time()
                                - recording
                                        .history()
                                        .operations()
                                        .getFirst()
                                        .invoked()
                                        .time())
                        / 1e9;
    }
}
