package next700.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A state of a behaviour, and the action that led to it.
 *
 * @param number from 1
 * @param action the name of the action; empty for the first state
 * @param variables in the order in which TLC prints them
 */
public record State(int number, String action, Map<String, TlaValue> variables) {
    private static final Pattern HEAD = Pattern.compile("(\\d+): <(.*?)(?: line \\d+.*)?>");
    private static final Pattern VARIABLE = Pattern.compile("(?:/\\\\ )?(\\w+) = (.*)", Pattern.DOTALL);

    public State {
        variables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** Reads a state as TLC prints it: a head, then a conjunction of equalities. */
    static State parse(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        Matcher head = HEAD.matcher(first);
        if (!head.matches()) {
            throw new IllegalArgumentException("not a state: " + first);
        }
        Map<String, TlaValue> variables = new LinkedHashMap<>();
        if (end >= 0) {
            for (String conjunct : text.substring(end + 1).split("\n(?=/\\\\ )", -1)) {
                Matcher variable = VARIABLE.matcher(conjunct.strip());
                if (variable.matches()) {
                    variables.put(variable.group(1), value(variable.group(2)));
                }
            }
        }
        String action = head.group(2).equals("Initial predicate") ? "" : head.group(2);
        return new State(Integer.parseInt(head.group(1)), action, variables);
    }

    /** What is no value of those that are known here, such as an interval, stays as TLC prints it. */
    private static TlaValue value(String text) {
        try {
            return TlaValue.parse(text);
        } catch (IllegalArgumentException e) {
            return new TlaValue.Atom(text.strip());
        }
    }
}
