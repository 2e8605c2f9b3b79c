package next700.cli.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import next700.cli.report.HistoryLanes;
import next700.cli.report.HistoryLanes.Bar;
import next700.cli.report.HistoryLanes.Kind;
import next700.cli.report.HistoryLanes.Mark;
import next700.history.Completion;
import next700.history.History;
import next700.history.Operation;

/** A history as lanes; the part around what is accused, where there is too much of it for one picture. */
public final class HistoryPicture {
    /** More bars are neither readable nor light: a page should stay below 2 MB. */
    private static final int MAX_BARS = 2500;

    private static final double NANOS_PER_MILLI = 1e6;

    /** How to read it. */
    public static final String CAPTION = "The history: a bar from invocation to response; green succeeded, grey failed,"
            + " amber was never answered, red contradicts the others.";

    private HistoryPicture() {}

    /**
     * Draws a history.
     *
     * @param accused operations of a violation
     * @param marks what happened to the system, at milliseconds since the first invocation
     */
    public static String of(History history, List<Operation> accused, List<Mark> marks) {
        List<Operation> shown = around(history.operations(), accused);
        if (shown.isEmpty()) {
            return new HistoryLanes(List.of(), marks).toSvg();
        }
        long origin = history.operations().getFirst().invoked().time();
        long end = shown.stream()
                .mapToLong(operation -> operation
                        .completion()
                        .moment()
                        .map(next700.history.Moment::time)
                        .orElse(operation.invoked().time()))
                .max()
                .orElse(origin);
        Set<Operation> guilty = new HashSet<>(accused);
        List<Bar> bars = new ArrayList<>();
        for (Operation operation : shown) {
            long until = operation
                    .completion()
                    .moment()
                    .map(next700.history.Moment::time)
                    .orElse(end);
            bars.add(new Bar(
                    operation.process(),
                    (operation.invoked().time() - origin) / NANOS_PER_MILLI,
                    (until - origin) / NANOS_PER_MILLI,
                    guilty.contains(operation) ? Kind.ACCUSED : kindOf(operation),
                    operation.describe()));
        }
        return new HistoryLanes(bars, marks).toSvg();
    }

    private static List<Operation> around(List<Operation> operations, List<Operation> accused) {
        if (operations.size() <= MAX_BARS) {
            return operations;
        }
        int centre = accused.stream()
                .max(Comparator.comparingInt(Operation::index))
                .map(Operation::index)
                .orElse(MAX_BARS / 2);
        int from = Math.clamp(centre - MAX_BARS / 2, 0, operations.size() - MAX_BARS);
        List<Operation> shown = new ArrayList<>(operations.subList(from, from + MAX_BARS));
        accused.stream().filter(operation -> operation.index() < from).forEach(shown::add);
        return shown;
    }

    private static Kind kindOf(Operation operation) {
        return switch (operation.completion()) {
            case Completion.Ok ok -> Kind.OK;
            case Completion.Failed failed -> Kind.FAILED;
            case Completion.Unknown unknown -> Kind.UNANSWERED;
        };
    }
}
