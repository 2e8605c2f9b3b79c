package next700.evidence.abstraction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.recording.StepLog;
import next700.report.SpaceTimeDiagram;
import next700.report.SpaceTimeDiagram.Arrow;
import next700.report.SpaceTimeDiagram.Event;
import next700.report.SpaceTimeDiagram.Kind;
import next700.report.SpaceTimeDiagram.Lane;

/**
 * A stretch of a recorded run as a space-time diagram. Step logs have no messages, so the arrows are those that the
 * steps imply: an answer comes from the request that it answers.
 */
final class StepsPicture {
    private static final int BEFORE = 14;
    private static final int SHOWN = 46;

    private final List<StepLog.Entry> entries;
    private final Set<ProcessId> byzantine;

    private StepsPicture(List<StepLog.Entry> entries, Set<ProcessId> byzantine) {
        this.entries = entries;
        this.byzantine = byzantine;
    }

    /** The stretch around the first switch, or the beginning where nothing switched. */
    static String ofFirstSwitch(AbstractRecording recording) {
        List<StepLog.Entry> all = withoutRepetition(recording.entries());
        int panic = 0;
        while (panic < all.size() && all.get(panic).step().kind() != StepKind.PANICS) {
            panic++;
        }
        int from = panic == all.size() ? 0 : Math.max(0, panic - BEFORE);
        List<StepLog.Entry> shown = all.subList(from, Math.min(all.size(), from + SHOWN));
        return new StepsPicture(shown, recording.byzantine()).draw(recording);
    }

    /** Messages are sent again until they are answered, and answered again; once is enough for a picture. */
    private static List<StepLog.Entry> withoutRepetition(List<StepLog.Entry> entries) {
        Set<List<Object>> seen = new HashSet<>();
        return entries.stream()
                .filter(entry -> {
                    StepRecord step = entry.step();
                    return seen.add(List.of(step.step(), step.process(), step.instance(), step.request()));
                })
                .toList();
    }

    private String draw(AbstractRecording recording) {
        Set<ProcessId> processes = new TreeSet<>(recording.group().replicas());
        List<Lane> lanes = new ArrayList<>();
        entries.stream()
                .map(entry -> entry.step().process())
                .filter(process -> !(process instanceof ReplicaId))
                .distinct()
                .sorted()
                .forEach(client -> lanes.add(new Lane(client.toString(), false)));
        processes.forEach(replica -> lanes.add(new Lane(replica.toString(), byzantine.contains(replica))));
        List<Event> events = new ArrayList<>();
        List<Arrow> arrows = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            StepRecord step = entries.get(i).step();
            boolean trouble = step.step().startsWith("P");
            events.add(new Event(
                    step.process().toString(), entries.get(i).timeNanos(), step.step(), describe(step), trouble));
            for (int cause : causesOf(i)) {
                StepRecord from = entries.get(cause).step();
                arrows.add(new Arrow(
                        from.process().toString(),
                        entries.get(cause).timeNanos(),
                        step.process().toString(),
                        entries.get(i).timeNanos(),
                        describe(from) + " → " + describe(step),
                        Kind.MESSAGE));
            }
        }
        return new SpaceTimeDiagram(lanes, events, arrows).toSvg();
    }

    /** The steps whose messages led to the step, as far as they are shown. */
    private List<Integer> causesOf(int index) {
        StepRecord step = entries.get(index).step();
        return switch (step.kind()) {
            case ORDERS, EXECUTES -> latest(index, StepKind.INVOKES, step, 1);
            case COMMITS -> latest(index, StepKind.EXECUTES, step, Integer.MAX_VALUE);
            case STOPS -> latest(index, StepKind.PANICS, step, 1);
            case ABORTS -> latest(index, StepKind.STOPS, step, Integer.MAX_VALUE);
            case INVOKES, PANICS, INTERNAL -> List.of();
        };
    }

    /** The latest steps of that kind before, in the same instance and for the same request, one for each process. */
    private List<Integer> latest(int index, StepKind kind, StepRecord step, int most) {
        List<Integer> found = new ArrayList<>();
        Set<ProcessId> seen = new TreeSet<>();
        for (int i = index - 1; i >= 0 && found.size() < most; i--) {
            StepRecord earlier = entries.get(i).step();
            boolean sameRequest = kind == StepKind.PANICS
                    || kind == StepKind.STOPS
                    || earlier.request().equals(step.request());
            if (earlier.kind() == kind
                    && earlier.instance().equals(step.instance())
                    && sameRequest
                    && seen.add(earlier.process())) {
                found.add(i);
            }
        }
        return found;
    }

    static String describe(StepRecord step) {
        StringBuilder text = new StringBuilder(step.step());
        text.append(" by ").append(step.process()).append(" in instance ").append(step.instance());
        step.request().ifPresent(request -> text.append(", request ").append(request));
        step.init().ifPresent(init -> text.append(", init history of ").append(init.length()));
        step.history().ifPresent(history -> text.append(", history of ").append(history.length()));
        step.committed().ifPresent(digest -> text.append(", commit history ").append(digest.abbreviated()));
        return text.toString();
    }
}
