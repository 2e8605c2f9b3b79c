package next700.induction;

import java.util.List;
import java.util.Map;

/**
 * Why something is not proved: a world of the smallest size, in it a state in which every lemma holds, and a step after which
 * one does not. All in the module's words.
 *
 * @param title what is not so
 * @param constants what the world is made of, as equations
 * @param before the variables before the step, as TLA+ values; none if this is about an initial state
 * @param step the action with its parameters; empty if something does not follow in a state
 * @param after the variables after it
 * @param claim the name of the lemma or property that fails
 * @param text what it says, as in the module
 * @param witnesses the elements for which it fails, by the names that it has for them
 * @param elements how many elements the world has, by sort
 */
public record Breach(
        String title,
        List<String> constants,
        List<Variable> before,
        String step,
        List<Variable> after,
        String claim,
        String text,
        Map<String, String> witnesses,
        Map<String, Integer> elements) {
    /**
     * A variable's value.
     *
     * @param members of a set, the tuples one by one; of anything else the value itself
     * @param changed those members that only this state has, or that it no longer has
     */
    public record Variable(String name, boolean isSet, List<String> members, List<String> changed) {
        /** As a conjunct of TLA+. */
        public String equation() {
            return name + " = " + (isSet ? "{" + String.join(", ", members) + "}" : String.join("", members));
        }
    }

    /** All of it as text; the states are formulas of TLA+. */
    public String explain() {
        StringBuilder text = new StringBuilder(title).append(".\n\nIn this world:\n");
        constants.forEach(equation -> text.append("  ").append(equation).append('\n'));
        if (!before.isEmpty()) {
            text.append(
                    after.isEmpty()
                            ? "\nThis state, in which every lemma holds:\n"
                            : "\nBefore, where every lemma holds:\n");
            before.forEach(variable ->
                    text.append("  /\\ ").append(variable.equation()).append('\n'));
        }
        if (!after.isEmpty()) {
            text.append("\nStep: ").append(step).append("\n\nAfter:\n");
            for (Variable variable : after) {
                text.append("  /\\ ").append(variable.equation());
                if (!before.isEmpty() && !variable.changed().isEmpty()) {
                    text.append("   \\* changed: ").append(String.join(", ", variable.changed()));
                }
                text.append('\n');
            }
        }
        text.append('\n').append(claim).append(" is not so");
        if (!witnesses.isEmpty()) {
            text.append(" for ");
            text.append(String.join(
                    ", ",
                    witnesses.entrySet().stream()
                            .map(witness -> witness.getKey() + " = " + witness.getValue())
                            .toList()));
        }
        text.append(":\n");
        this.text.lines().forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }
}
