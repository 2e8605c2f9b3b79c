package next700.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Curves over one axis, from zero, as SVG. */
public final class Chart {
    private static final double WIDTH = 680;
    private static final double HEIGHT = 300;
    private static final double LEFT = 60;
    private static final double RIGHT = 230;
    private static final double TOP = 24;
    private static final double BOTTOM = 46;
    private static final int TICKS = 5;
    private static final double LEGEND_STEP = 18;
    private static final int COLOURS = 6;

    /** A point of a curve. */
    public record Point(double x, double y) {}

    private record Curve(String name, boolean isLimit, List<Point> points) {}

    private final String title;
    private final String across;
    private final String up;
    private final boolean isLogarithmic;
    private final List<Curve> curves = new ArrayList<>();

    private Chart(String title, String across, String up, boolean isLogarithmic) {
        this.title = title;
        this.across = across;
        this.up = up;
        this.isLogarithmic = isLogarithmic;
    }

    public static Chart of(String title, String across, String up) {
        return new Chart(title, across, up, false);
    }

    /** With powers of ten across. */
    public static Chart logarithmic(String title, String across, String up) {
        return new Chart(title, across, up, true);
    }

    public Chart curve(String name, List<Point> points) {
        curves.add(new Curve(name, false, List.copyOf(points)));
        return this;
    }

    /** What cannot be exceeded, dashed. */
    public Chart limit(String name, List<Point> points) {
        curves.add(new Curve(name, true, List.copyOf(points)));
        return this;
    }

    public String toSvg() {
        List<Point> points =
                curves.stream().flatMap(curve -> curve.points().stream()).toList();
        double least = points.stream().mapToDouble(Point::x).min().orElse(0);
        double most = points.stream().mapToDouble(Point::x).max().orElse(1);
        double top = ceiling(points.stream().mapToDouble(Point::y).max().orElse(1));
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        for (int i = 0; i <= TICKS; i++) {
            double value = top * i / TICKS;
            svg.line("grid", LEFT, y(value, top), WIDTH - RIGHT, y(value, top), "");
            svg.text("tick", 8, y(value, top) + 4, number(value));
        }
        points.stream().mapToDouble(Point::x).distinct().sorted().forEach(value -> {
            svg.text("tick", x(value, least, most) - 6, HEIGHT - BOTTOM + 16, number(value));
        });
        svg.text("name", 8, TOP - 8, up);
        svg.text("name", LEFT + (WIDTH - RIGHT - LEFT) / 2 - across.length() * 4, HEIGHT - 8, across);
        for (int i = 0; i < curves.size(); i++) {
            draw(svg, i, least, most, top);
        }
        return svg.toString();
    }

    private void draw(Svg svg, int index, double least, double most, double top) {
        Curve curve = curves.get(index);
        String style = curve.isLimit() ? "curve limit" : "curve c" + index % COLOURS;
        Point before = null;
        for (Point point : curve.points()) {
            double x = x(point.x(), least, most);
            double y = y(point.y(), top);
            if (before != null) {
                svg.line(style, x(before.x(), least, most), y(before.y(), top), x, y, "");
            }
            if (!curve.isLimit()) {
                svg.circle(style, x, y, 3, curve.name() + ": " + number(point.y()) + " at " + number(point.x()));
            }
            before = point;
        }
        double line = TOP + LEGEND_STEP * index;
        svg.line(style, WIDTH - RIGHT + 12, line, WIDTH - RIGHT + 32, line, "");
        svg.text("label", WIDTH - RIGHT + 38, line + 4, curve.name());
    }

    private double x(double value, double least, double most) {
        double at = isLogarithmic ? Math.log10(value / least) : value - least;
        double length = isLogarithmic ? Math.log10(most / least) : most - least;
        return LEFT + (WIDTH - RIGHT - LEFT) * (length > 0 ? at / length : 0.5);
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top;
    }

    /** The next number above that divides well. */
    private static double ceiling(double value) {
        double unit = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-9))));
        for (double factor : new double[] {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8}) {
            if (factor * unit >= value) {
                return factor * unit;
            }
        }
        return 10 * unit;
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }
}
