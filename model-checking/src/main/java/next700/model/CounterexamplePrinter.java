package next700.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Prints a counterexample for people: the first state, then each step with its action, and below it only what it changed,
 * down to the element of a function, record, tuple or set that is different.
 */
final class CounterexamplePrinter {
    private CounterexamplePrinter() {}

    static String print(Counterexample counterexample) {
        StringBuilder out = new StringBuilder();
        State before = null;
        for (State state : counterexample.states()) {
            out.append("%3d  %s%n".formatted(state.number(), before == null ? "initially" : state.action()));
            lines(before, state)
                    .forEach(line -> out.append("       ").append(line).append('\n'));
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

    private static List<String> lines(State before, State state) {
        if (before != null) {
            return changes(before, state);
        }
        List<String> all = new ArrayList<>();
        state.variables().forEach((name, value) -> all.add(name + " = " + value));
        return all;
    }

    /** What a step changed, a line each. */
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
        if (!old.isEmpty() && old.keySet().equals(now.keySet()) && !isBetterWhole(before, after)) {
            now.forEach((key, value) -> compare(path + key, old.get(key), value, changes));
        } else if (before instanceof TlaValue.Members were && after instanceof TlaValue.Members are) {
            compareMembers(path, were, are, changes);
        } else if (before instanceof TlaValue.Atom && after instanceof TlaValue.Atom) {
            changes.add(path + " = " + after + ", was " + before);
        } else {
            changes.add(path + " = " + after);
        }
    }

    /** Of a set, what came and what went; the set itself where that is shorter. */
    private static void compareMembers(
            String path, TlaValue.Members before, TlaValue.Members after, List<String> changes) {
        List<TlaValue> gone = new ArrayList<>(before.elements());
        gone.removeAll(after.elements());
        List<TlaValue> come = new ArrayList<>(after.elements());
        come.removeAll(before.elements());
        if (before.elements().isEmpty() || after.elements().size() <= come.size() + gone.size()) {
            changes.add(path + " = " + after);
            return;
        }
        come.forEach(value -> changes.add(path + " gains " + value));
        gone.forEach(value -> changes.add(path + " loses " + value));
    }

    /** The parts that are compared one by one. */
    private static Map<String, TlaValue> parts(TlaValue value) {
        Map<String, TlaValue> parts = new LinkedHashMap<>();
        switch (value) {
            case TlaValue.Function function -> function.pairs().forEach((k, v) -> parts.put("[" + k + "]", v));
            case TlaValue.Fields fields -> fields.fields().forEach((name, v) -> parts.put("." + name, v));
            case TlaValue.Tuple tuple -> {
                for (int k = 0; k < tuple.elements().size(); k++) {
                    parts.put("[" + (k + 1) + "]", tuple.elements().get(k));
                }
            }
            default -> {}
        }
        return parts;
    }

    /**
     * Whether a value is a sequence of simple things of which several are different: that reads better as a whole. (TLC prints
     * a function of 1..n as a tuple, too, of which usually one part is different.)
     */
    private static boolean isBetterWhole(TlaValue before, TlaValue after) {
        if (!(before instanceof TlaValue.Tuple were && after instanceof TlaValue.Tuple are)) {
            return false;
        }
        long different = IntStream.range(
                        0, Math.min(were.elements().size(), are.elements().size()))
                .filter(k -> !were.elements().get(k).equals(are.elements().get(k)))
                .count();
        return different > 1
                && are.elements().stream().allMatch(e -> e instanceof TlaValue.Fields || e instanceof TlaValue.Atom);
    }
}
