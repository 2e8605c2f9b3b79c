package next700.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints a counterexample for people: each step with its name and who took it, and below it only what it changed, down
 * to the element of a function or tuple that is different.
 */
final class CounterexamplePrinter {
    private static final Pattern PROCESS = Pattern.compile("\\[([rc]\\d+)\\]");
    private static final Pattern INSTANCE = Pattern.compile("\\[(\\d+)\\]");

    private CounterexamplePrinter() {}

    static String print(Counterexample counterexample) {
        StringBuilder out = new StringBuilder();
        State before = null;
        for (State state : counterexample.states()) {
            List<String> changes = before == null ? List.of() : changes(before, state);
            out.append("%3d  %s%n".formatted(state.number(), before == null ? "initially" : head(state, changes)));
            changes.forEach(change -> out.append("       ").append(change).append('\n'));
            before = state;
        }
        if (counterexample.stutters()) {
            out.append("     and nothing more happens\n");
        }
        counterexample
                .loop()
                .ifPresent(number ->
                        out.append("     and from state ").append(number).append(" on again, for ever\n"));
        return out.toString();
    }

    /** TLC does not print an action's arguments; what it changed tells them. */
    private static String head(State state, List<String> changes) {
        String all = String.join("\n", changes);
        Matcher process = PROCESS.matcher(all);
        Matcher instance = INSTANCE.matcher(all);
        return state.action()
                + (process.find() ? " " + process.group(1) : "")
                + (instance.find() ? ", instance " + instance.group(1) : "");
    }

    static List<String> changes(State before, State after) {
        List<String> changes = new ArrayList<>();
        after.variables().forEach((name, value) -> {
            TlaValue old = before.variables().get(name);
            if (old != null) {
                compare(name, old, value, changes);
            }
        });
        return changes;
    }

    private static void compare(String path, TlaValue before, TlaValue after, List<String> changes) {
        if (before.equals(after)) {
            return;
        }
        Map<String, TlaValue> old = parts(before);
        Map<String, TlaValue> now = parts(after);
        if (!old.isEmpty() && old.keySet().equals(now.keySet()) && !isHistory(before) && !isHistory(after)) {
            now.forEach((key, value) -> compare(path + key, old.get(key), value, changes));
        } else {
            changes.add(path + " = " + after);
        }
    }

    /** A sequence of requests reads better as a whole. */
    private static boolean isHistory(TlaValue value) {
        return value instanceof TlaValue.Tuple tuple
                && tuple.elements().stream().allMatch(e -> e instanceof TlaValue.Fields || e instanceof TlaValue.Atom);
    }

    private static Map<String, TlaValue> parts(TlaValue value) {
        Map<String, TlaValue> parts = new LinkedHashMap<>();
        switch (value) {
            case TlaValue.Function function -> function.pairs().forEach((k, v) -> parts.put("[" + k + "]", v));
            case TlaValue.Tuple tuple -> {
                for (int k = 0; k < tuple.elements().size(); k++) {
                    parts.put("[" + (k + 1) + "]", tuple.elements().get(k));
                }
            }
            default -> {}
        }
        return parts;
    }
}
