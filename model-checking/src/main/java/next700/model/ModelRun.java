package next700.model;

import java.util.ArrayList;
import java.util.List;

/** A model, and what TLC found. */
public record ModelRun(Model model, ModelResult result) {

    /** Of the specification, against what the manifest expects of the model. */
    public enum Verdict {
        AS_EXPECTED,
        OTHERWISE,
        UNKNOWN
    }

    public Verdict verdict() {
        return switch (result) {
            case ModelResult.Unknown unknown -> Verdict.UNKNOWN;
            // Of a specification that nobody can evaluate nothing is known, not even that it is wrong.
            case ModelResult.Broken broken -> Verdict.UNKNOWN;
            default -> differences().isEmpty() ? Verdict.AS_EXPECTED : Verdict.OTHERWISE;
        };
    }

    /** How the result differs from what the manifest expects, a sentence each. */
    public List<String> differences() {
        List<String> differences = new ArrayList<>();
        switch (result) {
            case ModelResult.Holds holds -> compare(holds, differences);
            case ModelResult.Violated violated -> compare(violated, differences);
            case ModelResult.Unknown unknown -> differences.add("is not decided: " + unknown.why());
            case ModelResult.Broken broken -> differences.add("cannot be checked: " + broken.message());
        }
        return differences;
    }

    private void compare(ModelResult.Holds holds, List<String> differences) {
        if (model.kind() == Model.Kind.MUST_FAIL) {
            differences.add("must violate " + model.property().orElse("a property") + ", but TLC found nothing");
            return;
        }
        model.states()
                .filter(expected -> expected != holds.counts().distinct())
                .ifPresent(expected -> differences.add("has %,d distinct states, but %,d were expected"
                        .formatted(holds.counts().distinct(), expected)));
        for (String name : model.sometimes()) {
            if (holds.printed().stream().noneMatch(line -> line.contains('"' + name + '"'))) {
                differences.add("never reached: " + name);
            }
        }
    }

    private void compare(ModelResult.Violated violated, List<String> differences) {
        if (model.kind() == Model.Kind.HOLDS) {
            differences.add("violates " + violated.property());
            return;
        }
        model.property()
                .filter(expected -> !expected.equals(violated.property()))
                .ifPresent(expected ->
                        differences.add("violates " + violated.property() + " where " + expected + " was expected"));
        model.length()
                .filter(expected -> expected != violated.counterexample().length())
                .ifPresent(expected -> differences.add("has a counterexample of %d states where %d were expected"
                        .formatted(violated.counterexample().length(), expected)));
    }
}
