package next700.cli.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A few lines over whole numbers, each named at its right end. */
public final class LineChart {
    private static final double LEFT = 60;
    private static final double TOP = 24;
    private static final double WIDTH = 640;
    private static final double HEIGHT = 300;
    private static final double FOR_NAMES = 220;
    private static final double FOR_AXIS = 44;
    private static final double BETWEEN_NAMES = 15;
    private static final double STEP = 0.25;

    private record Line(String name, List<Double> values) {
        double last() {
            return values.get(values.size() - 1);
        }
    }

    private final String across;
    private final String up;
    private final List<Integer> positions;
    private final List<Line> lines = new ArrayList<>();

    /**
     * Begins a chart.
     *
     * @param across what the positions are
     * @param up what the values are
     * @param positions from left to right
     */
    public LineChart(String across, String up, List<Integer> positions) {
        this.across = across;
        this.up = up;
        this.positions = List.copyOf(positions);
    }

    /** Adds a line, with a value for each position. */
    public void line(String name, List<Double> values) {
        lines.add(new Line(name, List.copyOf(values)));
    }

    @Override
    public String toString() {
        double top = Math.ceil(highest() / STEP) * STEP;
        Svg svg = new Svg(LEFT + WIDTH + FOR_NAMES, TOP + HEIGHT + FOR_AXIS, up + " by " + across);
        svg.text("label", LEFT, TOP - 10, up);
        for (double value = 0; value <= top; value += STEP) {
            svg.line("grid", LEFT, y(value, top), LEFT + WIDTH, y(value, top), "");
            svg.text("tick", LEFT - 40, y(value, top) + 4, String.format(Locale.ROOT, "%.2f", value));
        }
        for (int k = 0; k < positions.size(); k++) {
            svg.text("tick", x(k) - 4, TOP + HEIGHT + 18, positions.get(k).toString());
        }
        svg.text("label", LEFT + WIDTH / 2 - 30, TOP + HEIGHT + 38, across);
        for (int number = 0; number < lines.size(); number++) {
            draw(svg, number, top);
        }
        name(svg, top);
        return svg.toString();
    }

    private double highest() {
        return lines.stream()
                .flatMap(line -> line.values().stream())
                .max(Double::compare)
                .orElse(1.0);
    }

    private void draw(Svg svg, int number, double top) {
        Line line = lines.get(number);
        for (int k = 0; k < positions.size(); k++) {
            double value = line.values().get(k);
            if (k > 0) {
                svg.line(
                        "series s" + number,
                        x(k - 1),
                        y(line.values().get(k - 1), top),
                        x(k),
                        y(value, top),
                        line.name());
            }
            String hint = String.format(Locale.ROOT, "%s, %s = %d: %.3f", line.name(), across, positions.get(k), value);
            svg.circle("series s" + number, x(k), y(value, top), 3, hint);
        }
    }

    /** The names stand in the order of the lines' right ends, and not upon one another. */
    private void name(Svg svg, double top) {
        List<Line> order = new ArrayList<>(lines);
        Collections.sort(order, (a, b) -> Double.compare(b.last(), a.last()));
        double y = 0;
        for (Line line : order) {
            y = Math.max(y + BETWEEN_NAMES, y(line.last(), top) + 4);
            svg.text("series s" + lines.indexOf(line), LEFT + WIDTH + 12, y, line.name());
        }
    }

    private double x(int k) {
        return LEFT + (positions.size() == 1 ? WIDTH / 2 : WIDTH * k / (positions.size() - 1));
    }

    private static double y(double value, double top) {
        return TOP + HEIGHT * (1 - value / top);
    }
}
