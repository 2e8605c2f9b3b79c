package next700.evidence.abstraction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Protocol;
import next700.protocol.abstraction.StepKind;
import next700.protocol.composition.Composition;
import next700.recording.StepLog.Entry;
import next700.report.Timeline;
import next700.report.Timeline.Change;
import next700.report.Timeline.Level;
import next700.report.Timeline.Spell;
import next700.runtime.Stage;

/** The course of a recorded run: which instance did the work when, how much of it, and why it was left for the next. */
final class Course {
    private static final int STRETCHES = 120;
    private static final int ROWS = 30;
    private static final double NANOS = 1e9;

    private final AbstractRecording recording;
    private final List<Switch> switches;
    private final long startNanos;
    private final double seconds;

    Course(AbstractRecording recording) {
        this.recording = recording;
        this.switches = Switches.of(recording);
        List<Entry> entries = recording.entries();
        this.startNanos = entries.stream()
                .filter(entry -> entry.step().kind() == StepKind.INVOKES)
                .mapToLong(Entry::timeNanos)
                .findFirst()
                .orElse(0);
        this.seconds = entries.isEmpty() ? 0 : at(entries.getLast().timeNanos());
    }

    List<Switch> switches() {
        return switches;
    }

    private double at(long nanos) {
        return Math.max(0, (nanos - startNanos) / NANOS);
    }

    /** The picture. */
    String toSvg() {
        return new Timeline(
                        seconds,
                        "commits/s",
                        rates(),
                        "clients",
                        demand(),
                        composition().cycle().stream()
                                .map(Protocol::name)
                                .distinct()
                                .toList(),
                        spells(),
                        switches.stream()
                                .map(change -> new Change(
                                        at(change.atNanos()), change.cause().words() + ": " + change.explanation()))
                                .toList())
                .toSvg();
    }

    private Composition composition() {
        return recording.composition();
    }

    private List<Double> rates() {
        List<Double> rates = new ArrayList<>(Collections.nCopies(STRETCHES, 0.0));
        double length = seconds / STRETCHES;
        for (Entry entry : recording.entries()) {
            if (entry.step().kind() == StepKind.COMMITS) {
                int stretch = (int) Math.min(STRETCHES - 1, at(entry.timeNanos()) / length);
                rates.set(stretch, rates.get(stretch) + 1 / length);
            }
        }
        return rates;
    }

    private List<Level> demand() {
        List<Level> levels = new ArrayList<>();
        double from = 0;
        for (Stage stage : recording.scenario().load().stages()) {
            levels.add(new Level(from, stage.clients()));
            from += stage.durationMillis() / 1000.0;
        }
        return levels;
    }

    /** An instance does the work from when it is first invoked until the next one is. */
    private List<Spell> spells() {
        Map<InstanceId, Long> begun = new TreeMap<>();
        Map<InstanceId, Long> commits = new TreeMap<>();
        for (Entry entry : recording.entries()) {
            if (entry.step().kind() == StepKind.INVOKES) {
                begun.putIfAbsent(entry.step().instance(), entry.timeNanos());
            } else if (entry.step().kind() == StepKind.COMMITS) {
                commits.merge(entry.step().instance(), 1L, Long::sum);
            }
        }
        List<InstanceId> order = new ArrayList<>(begun.keySet());
        List<Spell> spells = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            InstanceId instance = order.get(i);
            String name = composition().protocolOf(instance).name();
            double until = i + 1 < order.size() ? at(begun.get(order.get(i + 1))) : seconds;
            spells.add(new Spell(
                    name,
                    at(begun.get(instance)),
                    until,
                    "instance %s, %s: %d commits".formatted(instance, name, commits.getOrDefault(instance, 0L))));
        }
        return spells;
    }

    /** The switches as rows of a table: number, time, from, to, cause, explanation, and how long it took. */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (Switch change : switches.subList(0, Math.min(ROWS, switches.size()))) {
            InstanceId next = composition().next(change.from());
            rows.add(List.of(
                    Integer.toString(rows.size() + 1),
                    String.format(Locale.ROOT, "%.3f s", at(change.atNanos())),
                    composition().protocolOf(change.from()).name() + " (" + change.from() + ")",
                    composition().protocolOf(next).name() + " (" + next + ")",
                    change.cause().words(),
                    change.explanation(),
                    change.committedNanos() < 0
                            ? "never"
                            : String.format(
                                    Locale.ROOT, "%.1f ms", (change.committedNanos() - change.atNanos()) / 1e6)));
        }
        return rows;
    }

    /** What the table says, and how much of it. */
    String caption() {
        return "Why each instance was left"
                + (switches.size() > ROWS ? ": the first " + ROWS + " of " + switches.size() : "")
                + "; the last column is the time from the first panic or stop to the first commit in a later instance";
    }
}
