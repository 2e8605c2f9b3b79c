package next700.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A step of a state machine as two boxes, the state before it and the one after, and an arrow with the step's name between
 * them: a row for each variable, what the step changed in red.
 *
 * @param step the action with its parameters; empty if there is only a state
 */
public record StepPicture(String step, List<Box> boxes) {
    private static final double LEFT = 12;
    private static final double TOP = 12;
    private static final double WIDTH = 420;
    private static final double GAP = 250;
    private static final double LINE = 17;
    private static final double NAME_WIDTH = 118;
    private static final int CHARACTERS = 43;
    private static final int STEP_CHARACTERS = 34;

    /** A state. */
    public record Box(String title, List<Row> rows) {
        public Box {
            rows = List.copyOf(rows);
        }
    }

    /** A variable and the elements of its value, one to a line. */
    public record Row(String name, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** An element of a value. */
    public record Cell(String text, boolean isChanged) {}

    public StepPicture {
        boxes = List.copyOf(boxes);
    }

    /** Draws it. */
    public String toSvg() {
        double height = boxes.stream().mapToDouble(StepPicture::height).max().orElse(0);
        double width = boxes.size() * WIDTH + (boxes.size() - 1) * GAP;
        Svg svg = new Svg(width + 2 * LEFT, height + 2 * TOP, step.isEmpty() ? "a state" : "two states and a step");
        for (int i = 0; i < boxes.size(); i++) {
            draw(svg, boxes.get(i), LEFT + i * (WIDTH + GAP), height);
        }
        if (boxes.size() > 1) {
            double y = TOP + height / 2;
            svg.arrow("dependency", LEFT + WIDTH + 6, y, LEFT + WIDTH + GAP - 6, y, step);
            double line = y - 10 - LINE * (lines().size() - 1);
            for (String part : lines()) {
                svg.text("label", LEFT + WIDTH + 12, line, part);
                line += LINE;
            }
        }
        return svg.toString();
    }

    /** The step's name, and its parameters, broken between them. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : step.replace("(", "(\n").replace(", ", ",\n").split("\n", -1)) {
            if (line.length() > 0
                    && (line.length() + part.length() > STEP_CHARACTERS
                            || line.toString().endsWith("("))) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(part);
        }
        lines.add(line.toString());
        return lines;
    }

    private static double height(Box box) {
        return LINE
                * (2
                        + box.rows().stream()
                                .mapToInt(row -> Math.max(1, row.cells().size()))
                                .sum());
    }

    private static void draw(Svg svg, Box box, double left, double height) {
        svg.rectangle("node", left, TOP, WIDTH, height, box.title());
        double y = TOP + LINE;
        svg.text("name", left + 10, y, box.title());
        y += LINE;
        for (Row row : box.rows()) {
            svg.text("label", left + 10, y, Excerpt.of(row.name(), 15));
            if (row.cells().isEmpty()) {
                svg.text("tick", left + NAME_WIDTH, y, "{}");
                y += LINE;
            }
            for (Cell cell : row.cells()) {
                svg.text(
                        cell.isChanged() ? "label alarming" : "label",
                        left + NAME_WIDTH,
                        y,
                        Excerpt.of(cell.text(), CHARACTERS));
                y += LINE;
            }
        }
    }
}
