package next700.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Operations as bars from invocation to response, in lanes, for the reader to move through: hundreds of thousands stay
 * light, since the page carries them as deflated columns and draws only what can be seen ({@code history-view.js}).
 *
 * @param bars the operations in the order of their invocations
 * @param marks what happened to the system
 * @param order the operations of a legal order that comes as far as any, by their place among the bars; empty if there is none to show
 * @param states the states after operations of that order, by their place among the bars; of some of them
 * @param focus the operation that should be in the middle of the screen, by its place among the bars; -1 for none
 */
public record HistoryView(
        List<Bar> bars, List<Mark> marks, List<Integer> order, Map<Integer, String> states, int focus) {
    private static final String IDLE = "Point at an operation. Drag to move, Ctrl and wheel or + and - to zoom.";

    /**
     * One operation.
     *
     * @param key the part of the object that it concerns; empty if it is the whole
     * @param start the place of its invocation in the order of events
     * @param end the place of its response, -1 if it was never answered
     * @param startNanos the time of its invocation
     * @param endNanos the time of its response; of no meaning if it was never answered
     * @param line where it was recorded, or 0
     * @param accused whether it is one of those that contradict each other
     */
    public record Bar(
            String process,
            String key,
            int start,
            int end,
            long startNanos,
            long endNanos,
            int line,
            Kind kind,
            boolean accused,
            String text) {}

    /** What became of an operation. */
    public enum Kind {
        OK,
        FAILED,
        UNANSWERED
    }

    /** Something that happened to the system. */
    public record Mark(long atNanos, String label) {}

    public HistoryView {
        bars = List.copyOf(bars);
        marks = List.copyOf(marks);
        order = List.copyOf(order);
        states = Map.copyOf(states);
    }

    /** The markup; the page must carry {@link Scripted#script} once. */
    public String toHtml() {
        return """
                <div class="history" tabindex="0">
                <div class="history-tools"></div>
                <div class="history-scroll"><canvas class="history-lanes"></canvas></div>
                <canvas class="history-map"></canvas>
                <div class="history-hint" role="status" data-idle="%1$s">%1$s</div>
                <script type="text/plain">%2$s</script>
                </div>
                """.formatted(IDLE, Scripted.deflated(columns()));
    }

    private Map<String, Object> columns() {
        List<String> processes = bars.stream()
                .map(Bar::process)
                .distinct()
                .sorted(HistoryView::byNumber)
                .toList();
        List<String> keys = bars.stream()
                .map(Bar::key)
                .filter(key -> !key.isEmpty())
                .distinct()
                .sorted(HistoryView::byNumber)
                .toList();
        Map<String, Integer> processNumbers = numbers(processes);
        Map<String, Integer> keyNumbers = numbers(keys);
        int focusKey = focus < 0 ? -1 : keyNumbers.getOrDefault(bars.get(focus).key(), -1);
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("processes", processes);
        columns.put("keys", keys);
        columns.put("process", column(bar -> processNumbers.get(bar.process())));
        columns.put("key", column(bar -> keyNumbers.getOrDefault(bar.key(), -1)));
        columns.put("start", differences(column(Bar::start)));
        columns.put("length", column(bar -> bar.end() < 0 ? -1 : bar.end() - bar.start()));
        columns.put("time", differences(column(Bar::startNanos)));
        columns.put("duration", column(bar -> bar.end() < 0 ? 0 : bar.endNanos() - bar.startNanos()));
        columns.put("line", column(Bar::line));
        columns.put(
                "kind",
                bars.stream()
                        .map(bar -> bar.kind().name().toLowerCase(Locale.ROOT))
                        .toList());
        columns.put("text", bars.stream().map(Bar::text).toList());
        columns.put("order", order);
        columns.put("states", states);
        columns.put("accused", accused());
        columns.put("focus", focus);
        columns.put("focusKey", focusKey);
        columns.put(
                "marks",
                marks.stream()
                        .map(mark -> Map.of("at", mark.atNanos(), "label", mark.label()))
                        .toList());
        return columns;
    }

    private List<Integer> accused() {
        List<Integer> accused = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            if (bars.get(i).accused()) {
                accused.add(i);
            }
        }
        return accused;
    }

    private long[] column(ToLongFunction<Bar> value) {
        return bars.stream().mapToLong(value).toArray();
    }

    /** Of a column that grows: what it grows by is small, and deflates well. */
    private static long[] differences(long[] column) {
        for (int i = column.length - 1; i > 0; i--) {
            column[i] -= column[i - 1];
        }
        return column;
    }

    private static Map<String, Integer> numbers(List<String> names) {
        Map<String, Integer> numbers = new HashMap<>();
        names.forEach(name -> numbers.put(name, numbers.size()));
        return numbers;
    }

    private static int byNumber(String one, String two) {
        int byLength = Integer.compare(one.length(), two.length());
        return byLength != 0 ? byLength : one.compareTo(two);
    }
}
