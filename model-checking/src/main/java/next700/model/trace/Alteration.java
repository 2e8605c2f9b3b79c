package next700.model.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A run that did not happen: one that did, with a step left out, or with one field of a step told otherwise. Not each of them
 * need be impossible; but if none of a kind is, the specification does not look at what was altered.
 *
 * @param step whose name the altered step has
 * @param how what was done to it, such as {@code left out}
 */
record Alteration(WrittenRun run, String step, String how) {
    static final String LEFT_OUT = "left out";

    /** So many runs for each kind. */
    private static final int EACH = 5;

    /** All kinds of alterations of these runs, each of the first runs where it can be made. */
    static List<Alteration> of(List<WrittenRun> runs) {
        List<Alteration> all = new ArrayList<>();
        valuesByField(runs).forEach((step, fields) -> {
            all.addAll(of(runs, step, LEFT_OUT, new TreeSet<>()));
            fields.forEach((field, values) -> {
                if (!field.equals(TlaText.STEP)) {
                    all.addAll(of(runs, step, field, values));
                }
            });
        });
        return all;
    }

    /** By step and field, what the runs say of it. */
    private static SortedMap<String, SortedMap<String, TreeSet<String>>> valuesByField(List<WrittenRun> runs) {
        SortedMap<String, SortedMap<String, TreeSet<String>>> values = new TreeMap<>();
        for (WrittenRun run : runs) {
            for (int at = 0; at < run.length(); at++) {
                SortedMap<String, TreeSet<String>> fields =
                        values.computeIfAbsent(run.step(at), any -> new TreeMap<>());
                run.steps()
                        .get(at)
                        .forEach((field, value) -> fields.computeIfAbsent(field, any -> new TreeSet<>())
                                .add(value));
            }
        }
        return values;
    }

    private static List<Alteration> of(List<WrittenRun> runs, String step, String how, TreeSet<String> values) {
        List<Alteration> found = new ArrayList<>();
        for (WrittenRun run : runs) {
            int at = first(run, step);
            if (at >= 0 && found.size() < EACH) {
                if (how.equals(LEFT_OUT)) {
                    List<SortedMap<String, String>> others = new ArrayList<>(run.steps());
                    others.remove(at);
                    found.add(new Alteration(run.with(step + " left out", others), step, how));
                } else {
                    told(run, at, how, values).ifPresent(altered -> found.add(new Alteration(altered, step, how)));
                }
            }
        }
        return found;
    }

    private static int first(WrittenRun run, String step) {
        for (int at = 0; at < run.length(); at++) {
            if (run.step(at).equals(step)) {
                return at;
            }
        }
        return -1;
    }

    /** The field has a value that a step of the name had somewhere else: the next larger one, or else the least. */
    private static Optional<WrittenRun> told(WrittenRun run, int at, String field, TreeSet<String> values) {
        Map<String, String> step = run.steps().get(at);
        String value = step.get(field);
        if (value == null || values.size() < 2) {
            return Optional.empty();
        }
        String other = values.higher(value) == null ? values.first() : values.higher(value);
        SortedMap<String, String> altered = new TreeMap<>(step);
        altered.put(field, other);
        List<SortedMap<String, String>> others = new ArrayList<>(run.steps());
        others.set(at, altered);
        return Optional.of(run.with(field + " of " + run.step(at) + " told otherwise", others));
    }
}
