package next700.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Things made of steps, of which each comes before the next, and the last, nevertheless, before the first: read from top
 * to bottom, and back up along the red arrow. An arrow leads from the step that makes it to the step that does.
 *
 * @param nodes at least one
 * @param edges as many: each from the node at its place to the next one, the last to the first
 */
public record CyclePicture(List<Node> nodes, List<Edge> edges) {
    private static final double LEFT = 8;
    private static final double TOP = 8;
    private static final double WIDTH = 760;
    private static final double HEIGHT = 62;
    private static final double GAP = 66;
    private static final double BEND = 70;
    private static final double PADDING = 10;
    private static final double STEP_TOP = 28;
    private static final double STEP_HEIGHT = 24;
    private static final double STEP_GAP = 6;
    private static final double CHARACTER = 6.7;
    private static final double LINE = 16;
    private static final int STEP_CHARACTERS = 34;
    private static final int REASON_CHARACTERS = 78;

    /** One of the things: a short name, what it is, and its steps in their order. */
    public record Node(String name, String text, List<String> steps) {
        public Node {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Why one comes before the other: the kind of reason in a word, and the reason.
     *
     * @param from the step of the one that makes it, if a step does
     * @param to the step of the other
     */
    public record Edge(String kind, String reason, OptionalInt from, OptionalInt to) {}

    /** A step that is drawn, and where. */
    private record Chip(int step, String text, double x, double width) {
        double middle() {
            return x + width / 2;
        }
    }

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
        List<String> why = wrapped("because " + edges.get(last).reason());
        double bottom = top(last) + HEIGHT + LINE * (why.size() + 2);
        Svg svg = new Svg(LEFT + WIDTH + BEND, bottom + TOP, "a cycle of " + nodes.size());
        List<List<Chip>> chips = new ArrayList<>();
        for (int i = 0; i <= last; i++) {
            chips.add(chips(i));
            node(svg, i, chips.get(i));
        }
        for (int i = 0; i < last; i++) {
            forth(svg, i, chips.get(i), chips.get(i + 1));
        }
        back(svg, why);
        return svg.toString();
    }

    private void node(Svg svg, int number, List<Chip> chips) {
        Node node = nodes.get(number);
        int last = nodes.size() - 1;
        double y = top(number);
        svg.rectangle("node", LEFT, y, WIDTH, HEIGHT, node.text());
        svg.text("name", LEFT + PADDING, y + 18, node.name() + "  " + Excerpt.of(node.text(), REASON_CHARACTERS));
        for (Chip chip : chips) {
            boolean forth = (number < last && isAt(edges.get(number).from(), chip))
                    || (number > 0 && isAt(edges.get(number - 1).to(), chip));
            boolean back = (number == last && isAt(edges.get(last).from(), chip))
                    || (number == 0 && isAt(edges.get(last).to(), chip));
            String style = "step" + (forth ? " forth" : "") + (back ? " against" : "");
            String whole = chip.step < 0 ? "" : node.steps().get(chip.step);
            svg.rectangle(style, chip.x, y + STEP_TOP, chip.width, STEP_HEIGHT, whole);
            svg.text("label", chip.x + STEP_GAP, y + STEP_TOP + LINE, chip.text);
        }
    }

    private static boolean isAt(OptionalInt step, Chip chip) {
        return step.isPresent() && step.getAsInt() == chip.step;
    }

    /** The steps that make arrows, and of the others as many as there is room for. */
    private List<Chip> chips(int number) {
        List<String> steps = nodes.get(number).steps();
        OptionalInt out = edges.get(number).from();
        OptionalInt in = edges.get((number + nodes.size() - 1) % nodes.size()).to();
        double free = WIDTH - 2 * PADDING - width("…");
        for (int i = 0; i < steps.size(); i++) {
            free -= isMade(i, out, in) ? width(text(steps.get(i))) : 0;
        }
        List<Chip> chips = new ArrayList<>();
        double x = LEFT + PADDING;
        boolean left = false;
        for (int i = 0; i < steps.size(); i++) {
            String text = text(steps.get(i));
            if (!isMade(i, out, in)) {
                if (width(text) > free) {
                    left = true;
                    continue;
                }
                free -= width(text);
            }
            chips.add(new Chip(i, text, x, width(text) - STEP_GAP));
            x += width(text);
        }
        if (left) {
            chips.add(new Chip(-1, "…", x, width("…") - STEP_GAP));
        }
        return chips;
    }

    private static boolean isMade(int step, OptionalInt out, OptionalInt in) {
        return (out.isPresent() && out.getAsInt() == step) || (in.isPresent() && in.getAsInt() == step);
    }

    private static String text(String step) {
        return Excerpt.ofEnds(step, STEP_CHARACTERS);
    }

    private static double width(String text) {
        return text.length() * CHARACTER + 3 * STEP_GAP;
    }

    private void forth(Svg svg, int number, List<Chip> from, List<Chip> to) {
        Edge edge = edges.get(number);
        double y = top(number) + HEIGHT;
        double out = at(edge.from(), from);
        double in = at(edge.to(), to);
        double start = edge.from().isPresent() ? top(number) + STEP_TOP + STEP_HEIGHT : y;
        double end = edge.to().isPresent() ? y + GAP + STEP_TOP : y + GAP;
        svg.arrow("dependency", out, start, in, end, edge.reason());
        // Beside the arrow, on the side to which it does not lean.
        double right = Math.max(out, in) + 12;
        double beside = right < LEFT + WIDTH / 2 ? right : LEFT + PADDING;
        svg.text("name", beside, y + 28, "before, by " + edge.kind());
        svg.text("reason", beside, y + 44, "because " + Excerpt.ofEnds(edge.reason(), REASON_CHARACTERS));
    }

    /** The middle of a step; where no step makes an arrow, it begins at the left. */
    private static double at(OptionalInt step, List<Chip> chips) {
        return chips.stream()
                .filter(chip -> isAt(step, chip))
                .findFirst()
                .map(Chip::middle)
                .orElse(LEFT + PADDING * 2);
    }

    private void back(Svg svg, List<String> why) {
        int last = nodes.size() - 1;
        Edge edge = edges.get(last);
        double x = LEFT + WIDTH;
        double from = top(last) + HEIGHT / 2 + (last == 0 ? 14 : 0);
        double to = top(0) + HEIGHT / 2 - (last == 0 ? 14 : 0);
        svg.curve("dependency back", x, from, x + BEND, from, x + BEND, to, x, to, edge.reason());
        double y = top(last) + HEIGHT + LINE + 4;
        svg.text(
                "name back",
                LEFT + PADDING,
                y,
                "however, " + nodes.get(last).name() + " comes before "
                        + nodes.getFirst().name() + ", by " + edge.kind());
        for (String line : why) {
            y += LINE;
            svg.text("reason", LEFT + PADDING, y, line);
        }
    }

    private static double top(int node) {
        return TOP + node * (HEIGHT + GAP);
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() > REASON_CHARACTERS && !line.isEmpty()) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().strip());
        return lines;
    }
}
