package next700.model.trace;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What TLC says of the usual mistakes in a trace specification, in words that say what to write. */
final class Mistake {
    private static final Pattern NO_FIELD =
            Pattern.compile("nonexistent field \"?(\\w+)\"? from the record\\s*(\\[.*?\\])", Pattern.DOTALL);
    private static final Pattern NO_CONSTANT = Pattern.compile("constant parameter (\\w+) is not assigned");
    private static final Pattern WHERE =
            Pattern.compile("line (\\d+), col \\d+ to line \\d+, col \\d+ of module (\\w+)");

    private Mistake() {}

    /**
     * The words for what TLC said; what it said, where there are no better ones.
     *
     * @param unnamed the recorded steps that no module names
     */
    static String inWords(String said, Collection<String> unnamed) {
        Matcher field = NO_FIELD.matcher(said);
        if (field.find()) {
            return "the trace specification asks for the field '" + field.group(1)
                    + "', which is not in what was recorded: " + field.group(2)
                    + "; let the Java record have a component of that name";
        }
        if (said.contains("CASE with no conditions true")) {
            Matcher where = WHERE.matcher(said);
            return (unnamed.isEmpty() ? "a step" : String.join(", ", unnamed))
                    + " has no counterpart: no condition of the CASE"
                    + (where.find() ? " in line " + where.group(1) + " of " + where.group(2) + ".tla" : "")
                    + " is true of it; write a case for every step that the implementation tells of";
        }
        Matcher constant = NO_CONSTANT.matcher(said);
        if (constant.find()) {
            return "the specification has a constant " + constant.group(1)
                    + ", of which the constants of the trace specification say nothing: see traces() of the workpiece";
        }
        if (said.contains("not completely specified")) {
            return "the action of a step does not say what becomes of every variable; add UNCHANGED for the others: "
                    + said;
        }
        return said;
    }
}
