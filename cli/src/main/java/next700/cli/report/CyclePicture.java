package next700.cli.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Things of which each comes before the next, and the last, nevertheless, before the first: read from top to bottom, and
 * back up along the red arrow.
 *
 * @param nodes at least one
 * @param edges as many: each from the node at its place to the next one, the last to the first
 */
public record CyclePicture(List<Node> nodes, List<Edge> edges) {
    private static final double LEFT = 16;
    private static final double TOP = 14;
    private static final double WIDTH = 700;
    private static final double HEIGHT = 46;
    private static final double GAP = 58;
    private static final double ARROW = 60;
    private static final double BEND = 90;
    private static final double LABEL_WIDTH = 260;
    private static final double LINE = 15;
    private static final int NODE_CHARACTERS = 98;
    private static final int EDGE_CHARACTERS = 92;
    private static final int BACK_CHARACTERS = 36;

    /** One of the things: a short name, and what it is. */
    public record Node(String name, String text) {}

    /** Why one comes before the other: the kind of reason in a word, and the reason. */
    public record Edge(String kind, String reason) {}

    public CyclePicture {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        if (nodes.isEmpty() || nodes.size() != edges.size()) {
            throw new IllegalArgumentException(nodes.size() + " nodes, " + edges.size() + " edges: no cycle");
        }
    }

    /** Draws the cycle. */
    public String toSvg() {
        int last = nodes.size() - 1;
        double bottom = top(last) + HEIGHT;
        Svg svg = new Svg(LEFT + WIDTH + BEND + LABEL_WIDTH, bottom + TOP, "a cycle of " + nodes.size());
        for (int i = 0; i <= last; i++) {
            double y = top(i);
            svg.rectangle("node", LEFT, y, WIDTH, HEIGHT, nodes.get(i).text());
            svg.text("name", LEFT + 10, y + 19, nodes.get(i).name());
            svg.text("label", LEFT + 10, y + 36, Excerpt.of(nodes.get(i).text(), NODE_CHARACTERS));
            if (i < last) {
                Edge edge = edges.get(i);
                svg.arrow("dependency", LEFT + ARROW, y + HEIGHT, LEFT + ARROW, y + HEIGHT + GAP, edge.reason());
                svg.text("name", LEFT + ARROW + 14, y + HEIGHT + 25, "before, by " + edge.kind());
                svg.text(
                        "reason",
                        LEFT + ARROW + 14,
                        y + HEIGHT + 42,
                        "because " + Excerpt.of(edge.reason(), EDGE_CHARACTERS));
            }
        }
        back(svg, last);
        return svg.toString();
    }

    private void back(Svg svg, int last) {
        Edge edge = edges.get(last);
        double x = LEFT + WIDTH;
        double from = top(last) + HEIGHT / 2 + (last == 0 ? 14 : 0);
        double to = top(0) + HEIGHT / 2 - (last == 0 ? 14 : 0);
        svg.curve("dependency back", x, from, x + BEND, from, x + BEND, to, x, to, edge.reason());
        List<String> lines = wrapped("because " + edge.reason());
        double middle = (from + to) / 2 - LINE * lines.size() / 2;
        svg.text("name back", x + BEND * 0.85, middle, "however, by " + edge.kind());
        for (String line : lines) {
            middle += LINE;
            svg.text("reason", x + BEND * 0.85, middle, line);
        }
    }

    private static double top(int node) {
        return TOP + node * (HEIGHT + GAP);
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() > BACK_CHARACTERS && !line.isEmpty()) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().strip());
        return lines;
    }
}
