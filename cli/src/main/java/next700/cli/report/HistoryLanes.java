package next700.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Operations as bars from invocation to response, a lane for each client, over real time. */
public record HistoryLanes(List<Bar> bars, List<Mark> marks) {
    private static final double LEFT = 60;
    private static final double MIN_WIDTH = 1100;
    private static final double MAX_WIDTH = 6000;
    private static final double WIDTH_PER_BAR = 12;
    private static final double TOP = 34;
    private static final double ROW = 30;
    private static final int TICKS = 10;

    /** One operation. One that was never answered lasts to the end of the run. */
    public record Bar(String client, double startMillis, double endMillis, Kind kind, String hint) {}

    /** What became of an operation. */
    public enum Kind {
        OK,
        FAILED,
        UNANSWERED,
        ACCUSED
    }

    /** Something that happened to the system. */
    public record Mark(double millis, String label) {}

    /** Draws the lanes. */
    public String toSvg() {
        Map<String, Double> y = new TreeMap<>(HistoryLanes::byNumber);
        bars.forEach(bar -> y.put(bar.client(), 0.0));
        double next = TOP;
        for (Map.Entry<String, Double> lane : y.entrySet()) {
            lane.setValue(next);
            next += ROW;
        }
        double start = bars.stream().mapToDouble(Bar::startMillis).min().orElse(0);
        double end = Math.max(
                bars.stream().mapToDouble(Bar::endMillis).max().orElse(start),
                marks.stream().mapToDouble(Mark::millis).max().orElse(start));
        double range = end > start ? end - start : 1;
        double width = Math.clamp(WIDTH_PER_BAR * bars.size() / Math.max(1, y.size()), MIN_WIDTH, MAX_WIDTH);
        double scale = width / range;
        Svg svg = new Svg(LEFT + width + 20, next + 24, "history of operations");
        y.forEach((client, height) -> {
            svg.text("name", 8, height + 14, client);
            svg.line("lane", LEFT, height + 10, LEFT + width, height + 10, "");
        });
        for (int tick = 0; tick <= TICKS; tick++) {
            double x = LEFT + width * tick / TICKS;
            double millis = start + range * tick / TICKS;
            svg.line("tick", x, next, x, next + 5, "");
            svg.text("axis", x - 14, next + 18, label(millis, range));
        }
        for (Bar bar : bars) {
            double length = Math.max(1.2, (bar.endMillis() - bar.startMillis()) * scale);
            double x = LEFT + (bar.startMillis() - start) * scale;
            String style = "operation " + bar.kind().name().toLowerCase(Locale.ROOT);
            svg.rectangle(style, x, y.get(bar.client()), length, ROW - 10, bar.hint());
        }
        for (Mark mark : marks) {
            double x = LEFT + (mark.millis() - start) * scale;
            svg.line("mark", x, TOP - 12, x, next, mark.label());
            svg.text("marked", x + 3, TOP - 14, mark.label());
        }
        return svg.toString();
    }

    private static String label(double millis, double range) {
        if (range > 2000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000);
        }
        // Recordings with the order of events for time come out as a few nanoseconds.
        return range > 0.1
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : String.format(Locale.ROOT, "%.0f", millis * 1e6);
    }

    private static int byNumber(String one, String two) {
        int byLength = Integer.compare(one.length(), two.length());
        return byLength != 0 ? byLength : one.compareTo(two);
    }
}
