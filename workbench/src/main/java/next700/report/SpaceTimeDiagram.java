package next700.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who did what when, and which message led to it: a line for each process, time to the right, an arrow for each
 * message. Times are drawn by rank, one column for each different time, so that a busy millisecond is as readable
 * as an idle second.
 */
public record SpaceTimeDiagram(List<Lane> lanes, List<Event> events, List<Arrow> arrows) {
    private static final double LEFT = 70;
    private static final double TOP = 30;
    private static final double COLUMN = 30;
    private static final double ROW = 62;

    /** The line of a process. */
    public record Lane(String process, boolean byzantine) {}

    /** Something a process did; the label is short, the hint says more. */
    public record Event(String process, long time, String label, String hint, boolean alarming) {}

    /** A message from where it was sent to where it arrived, or was lost. */
    public record Arrow(String from, long sent, String to, long received, String hint, Kind kind) {}

    /** What kind of message an arrow is. */
    public enum Kind {
        MESSAGE,
        BYZANTINE,
        LOST
    }

    /** Draws the diagram. */
    public String toSvg() {
        Map<String, Double> y = new TreeMap<>();
        for (int i = 0; i < lanes.size(); i++) {
            y.put(lanes.get(i).process(), TOP + ROW * i);
        }
        Map<Long, Double> x = columns();
        double width = LEFT + COLUMN * (x.size() + 1);
        Svg svg = new Svg(width, TOP + ROW * lanes.size(), "space-time diagram");
        for (Lane lane : lanes) {
            double height = y.get(lane.process());
            svg.line(lane.byzantine() ? "lane byzantine" : "lane", LEFT - 14, height, width - 10, height, "");
            svg.text(lane.byzantine() ? "name byzantine" : "name", 8, height + 4, lane.process());
        }
        for (Arrow arrow : arrows) {
            if (y.containsKey(arrow.from()) && y.containsKey(arrow.to())) {
                draw(svg, arrow, x, y);
            }
        }
        for (Event event : events) {
            if (y.containsKey(event.process())) {
                double column = x.get(event.time());
                double height = y.get(event.process());
                svg.circle(event.alarming() ? "event alarming" : "event", column, height, 4.5, event.hint());
                svg.text(event.alarming() ? "label alarming" : "label", column - 8, height - 10, event.label());
            }
        }
        return svg.toString();
    }

    private static void draw(Svg svg, Arrow arrow, Map<Long, Double> x, Map<String, Double> y) {
        double fromX = x.get(arrow.sent());
        double fromY = y.get(arrow.from());
        double toX = x.get(arrow.received());
        double toY = y.get(arrow.to());
        switch (arrow.kind()) {
            case MESSAGE -> svg.arrow("message", fromX, fromY, toX, toY, arrow.hint());
            case BYZANTINE -> svg.arrow("message byzantine", fromX, fromY, toX, toY, arrow.hint());
            case LOST -> {
                double endX = fromX + (toX - fromX) / 2 + COLUMN / 3;
                double endY = fromY + (toY - fromY) / 2;
                svg.line("message lost", fromX, fromY, endX, endY, arrow.hint());
                svg.text("label lost", endX, endY + 4, "×");
            }
        }
    }

    private Map<Long, Double> columns() {
        TreeSet<Long> times = new TreeSet<>();
        events.forEach(event -> times.add(event.time()));
        for (Arrow arrow : arrows) {
            times.add(arrow.sent());
            times.add(arrow.received());
        }
        Map<Long, Double> columns = new TreeMap<>();
        for (long time : times) {
            columns.put(time, LEFT + COLUMN * columns.size());
        }
        return columns;
    }
}
