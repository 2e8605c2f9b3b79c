package next700.report;

import java.util.Locale;

/** Writes SVG. Colours and fonts come from the page's style sheet, by class. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    Svg(double width, double height, String label) {
        text.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"%s\" width=\"%.0f\" height=\"%.0f\""
                        + " viewBox=\"0 0 %.0f %.0f\">",
                escape(label), width, height, width, height));
        text.append("<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"6\""
                + " markerHeight=\"6\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" class=\"head\"/></marker></defs>");
    }

    Svg line(String style, double x1, double y1, double x2, double y2, String hint) {
        return element("line", style, format("x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"", x1, y1, x2, y2), hint);
    }

    Svg arrow(String style, double x1, double y1, double x2, double y2, String hint) {
        String place =
                format("x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" marker-end=\"url(#head)\"", x1, y1, x2, y2);
        return element("line", style, place, hint);
    }

    /** A cubic curve that ends in an arrow's head. */
    Svg curve(
            String style,
            double x1,
            double y1,
            double x2,
            double y2,
            double x3,
            double y3,
            double x4,
            double y4,
            String hint) {
        String place = format(
                "d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f\" fill=\"none\" marker-end=\"url(#head)\"",
                x1, y1, x2, y2, x3, y3, x4, y4);
        return element("path", style, place, hint);
    }

    Svg rectangle(String style, double x, double y, double width, double height, String hint) {
        String place = format("x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\"", x, y, width, height);
        return element("rect", style, place, hint);
    }

    Svg circle(String style, double x, double y, double radius, String hint) {
        return element("circle", style, format("cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"", x, y, radius), hint);
    }

    Svg text(String style, double x, double y, String words) {
        text.append(format("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", style, x, y, escape(words)));
        return this;
    }

    private Svg element(String name, String style, String place, String hint) {
        text.append(format("<%s class=\"%s\" %s>", name, style, place));
        if (!hint.isEmpty()) {
            text.append("<title>").append(escape(hint)).append("</title>");
        }
        text.append("</").append(name).append('>');
        return this;
    }

    private static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }

    private static String escape(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return text + "</svg>";
    }
}
