package next700.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A model, and what TLC found. */
public record ModelRun(Model model, ModelResult result) {

    /** Of the specification, against what the models file expects of the model. */
    public enum Verdict {
        AS_EXPECTED,
        OTHERWISE,
        UNKNOWN,
        /** It cannot be checked at all. */
        BROKEN;

        /** In words. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** What TLC counted. */
    public Counts counts() {
        return switch (result) {
            case ModelResult.Holds holds -> holds.counts();
            case ModelResult.Violated violated -> violated.counts();
            case ModelResult.Unknown unknown -> unknown.counts();
            case ModelResult.Broken broken -> Counts.NONE;
        };
    }

    /** How long TLC took. */
    public double seconds() {
        Duration took = switch (result) {
            case ModelResult.Holds holds -> holds.took();
            case ModelResult.Violated violated -> violated.took();
            case ModelResult.Unknown unknown -> unknown.took();
            case ModelResult.Broken broken -> Duration.ZERO;
        };
        return took.toMillis() / 1e3;
    }

    public Verdict verdict() {
        return switch (result) {
            case ModelResult.Unknown unknown -> Verdict.UNKNOWN;
            case ModelResult.Broken broken -> Verdict.BROKEN;
            default -> differences().isEmpty() ? Verdict.AS_EXPECTED : Verdict.OTHERWISE;
        };
    }

    /** How the result differs from what the models file expects, a sentence each. */
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
        for (String name : model.reaches()) {
            if (!holds.hasReached(name)) {
                differences.add("never reached: " + name);
            }
        }
    }

    private void compare(ModelResult.Violated violated, List<String> differences) {
        if (model.kind() == Model.Kind.HOLDS) {
            differences.add("violates " + fallen(violated));
            return;
        }
        model.property()
                .filter(expected -> !expected.equals(fallen(violated)))
                .ifPresent(expected ->
                        differences.add("violates " + fallen(violated) + " where " + expected + " was expected"));
        model.length()
                .filter(expected -> expected != violated.counterexample().length())
                .ifPresent(expected -> differences.add("has a counterexample of %d states where %d were expected"
                        .formatted(violated.counterexample().length(), expected)));
    }

    /** What fell. TLC does not name a temporal property: it is known where only one property is checked. */
    public String fallen(ModelResult.Violated violated) {
        List<String> properties = model.settings().of(Settings.Section.PROPERTIES);
        return violated.property().equals(ModelResult.TEMPORAL) && properties.size() == 1
                ? properties.getFirst()
                : violated.property();
    }
}
