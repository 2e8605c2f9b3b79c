package next700.report;

import java.util.List;
import java.util.Locale;

/**
 * What a system did over time, as SVG: how much it got done, which of several modes it was in, and when it changed from one
 * to another.
 *
 * @param seconds how long it is
 * @param rates how much was done, per second, in as many stretches of equal length as there are numbers
 * @param demand how many wanted something done, from when on
 * @param modes the names of the modes, each a row
 * @param spells when the system was in which mode
 * @param changes marked by their numbers, from 1
 */
public record Timeline(
        double seconds,
        String rateName,
        List<Double> rates,
        String demandName,
        List<Level> demand,
        List<String> modes,
        List<Spell> spells,
        List<Change> changes) {
    private static final double WIDTH = 1120;
    private static final double LEFT = 96;
    private static final double RIGHT = 20;
    private static final double TOP = 34;
    private static final double RATES = 130;
    private static final double DEMAND = 44;
    private static final double GAP = 22;
    private static final double ROW = 26;
    private static final double AXIS = 30;
    private static final int STYLES = 6;
    private static final double CLOSE = 13;

    /** From that time on, so many. */
    public record Level(double atSeconds, int count) {}

    /** A stretch of time in a mode. */
    public record Spell(String mode, double from, double to, String hint) {}

    /** A change, and why it happened. */
    public record Change(double atSeconds, String hint) {}

    /** Draws the picture. */
    public String toSvg() {
        double modesTop = TOP + RATES + GAP + DEMAND + GAP;
        double bottom = modesTop + ROW * modes.size();
        Svg svg = new Svg(WIDTH, bottom + AXIS, "what happened over time");
        drawRates(svg);
        drawDemand(svg);
        drawModes(svg, modesTop);
        drawAxis(svg, bottom);
        drawChanges(svg, bottom);
        return svg.toString();
    }

    private void drawRates(Svg svg) {
        double most = Math.max(
                1, rates.stream().mapToDouble(Double::doubleValue).max().orElse(1));
        double base = TOP + RATES;
        svg.text("name", 8, TOP + 12, rateName);
        svg.text("tick", 8, TOP + 28, String.format(Locale.ROOT, "to %.0f", most));
        svg.line("grid", LEFT, base, WIDTH - RIGHT, base, "");
        double step = seconds / Math.max(1, rates.size());
        for (int i = 0; i < rates.size(); i++) {
            double height = RATES * rates.get(i) / most;
            if (height > 0) {
                svg.rectangle(
                        "rate",
                        x(step * i),
                        base - height,
                        Math.max(0.5, x(step * (i + 1)) - x(step * i) - 0.5),
                        height,
                        String.format(
                                Locale.ROOT,
                                "%.0f %s from %.1f to %.1f s",
                                rates.get(i),
                                rateName,
                                step * i,
                                step * (i + 1)));
            }
        }
    }

    private void drawDemand(Svg svg) {
        double base = TOP + RATES + GAP + DEMAND;
        int most = demand.stream().mapToInt(Level::count).max().orElse(1);
        svg.text("name", 8, base - DEMAND + 12, demandName);
        for (int i = 0; i < demand.size(); i++) {
            Level level = demand.get(i);
            double until = i + 1 < demand.size() ? demand.get(i + 1).atSeconds() : seconds;
            double y = base - (DEMAND - 12) * level.count() / most;
            svg.line("curve c3", x(level.atSeconds()), y, x(until), y, level.count() + " " + demandName);
            svg.text("label", x(level.atSeconds()) + 4, y - 4, Integer.toString(level.count()));
            if (i > 0) {
                double before = base - (DEMAND - 12) * demand.get(i - 1).count() / most;
                svg.line("curve c3", x(level.atSeconds()), before, x(level.atSeconds()), y, "");
            }
        }
    }

    private void drawModes(Svg svg, double top) {
        for (int i = 0; i < modes.size(); i++) {
            svg.text("name", 8, top + ROW * i + 17, modes.get(i));
            svg.line("grid", LEFT, top + ROW * (i + 1), WIDTH - RIGHT, top + ROW * (i + 1), "");
        }
        for (Spell spell : spells) {
            int row = modes.indexOf(spell.mode());
            svg.rectangle(
                    "spell c" + row % STYLES,
                    x(spell.from()),
                    top + ROW * row + 4,
                    Math.max(1.5, x(spell.to()) - x(spell.from())),
                    ROW - 8,
                    spell.hint());
        }
    }

    private void drawAxis(Svg svg, double bottom) {
        double step = tick();
        for (double at = 0; at <= seconds; at += step) {
            svg.line("grid", x(at), bottom, x(at), bottom + 4, "");
            svg.text("tick", x(at) - 8, bottom + 18, String.format(Locale.ROOT, step < 1 ? "%.1f s" : "%.0f s", at));
        }
    }

    private double tick() {
        for (double step : new double[] {0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300}) {
            if (seconds / step <= 16) {
                return step;
            }
        }
        return 600;
    }

    /** Numbers that would overlap are left out; the marks stay. */
    private void drawChanges(Svg svg, double bottom) {
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            double x = x(change.atSeconds());
            svg.line("mark", x, TOP - 8, x, bottom, change.hint());
            if (x - last >= CLOSE) {
                svg.text("marked", x - 4, TOP - 14, Integer.toString(i + 1));
                last = x;
            }
        }
    }

    private double x(double second) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.clamp(second / Math.max(seconds, 1e-9), 0, 1);
    }
}
