package next700.cli.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import next700.cli.Progress;
import next700.cli.report.Section;
import next700.cli.report.Verdict;
import next700.model.Counts;
import next700.model.Model;
import next700.model.ModelResult;
import next700.model.ModelRun;
import next700.model.Models;
import next700.model.TlcLimits;

/** Runs models and tells what came of them: those that must hold, and those that must fail. */
public final class ModelChecks {
    private final Models models;
    private final TlcLimits limits;
    private final Progress progress;

    public ModelChecks(Models models, TlcLimits limits, Progress progress) {
        this.models = models;
        this.limits = limits;
        this.progress = progress;
    }

    /** Runs the models in turn. */
    public Section run(List<Model> chosen) {
        Section section = new Section(
                "Specification",
                "TLC explores every state of the models: those that must hold do, with as many states as before and"
                        + " all that must be reached; those that must fail do, each with its counterexample.");
        progress.begin("model check");
        long start = System.nanoTime();
        List<List<String>> rows = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        long distinct = 0;
        for (int i = 0; i < chosen.size(); i++) {
            Model model = chosen.get(i);
            String place = (i + 1) + "/" + chosen.size() + " " + model.name() + ": ";
            ModelRun run = models.run(model, limits, counts -> progress.at(place + counts));
            verdicts.add(verdictOf(run));
            rows.add(row(run));
            distinct += counts(run.result()).distinct();
            if (verdictOf(run) != Verdict.HOLDS) {
                accuse(section, run);
            }
        }
        long expected = verdicts.stream().filter(Verdict.HOLDS::equals).count();
        section.table(
                "Models",
                List.of("model", "must", "outcome", "distinct states", "seconds", "what it says"),
                rows);
        String summary = String.format(
                Locale.ROOT, "%d of %d models as expected, %,d distinct states", expected, chosen.size(), distinct);
        progress.end(summary);
        return section.settle(Verdict.worst(verdicts), summary, (System.nanoTime() - start) / 1e9);
    }

    private static Verdict verdictOf(ModelRun run) {
        return switch (run.verdict()) {
            case AS_EXPECTED -> Verdict.HOLDS;
            case OTHERWISE -> Verdict.VIOLATED;
            case UNKNOWN -> Verdict.UNKNOWN;
        };
    }

    private static List<String> row(ModelRun run) {
        Model model = run.model();
        String must = model.kind() == Model.Kind.HOLDS
                ? "hold"
                : "violate " + model.property().orElse("a property");
        return List.of(
                model.name(),
                must,
                outcome(run),
                String.format(Locale.ROOT, "%,d", counts(run.result()).distinct()),
                String.format(Locale.ROOT, "%.1f", took(run.result()).toMillis() / 1e3),
                model.claim());
    }

    private static String outcome(ModelRun run) {
        String found =
                switch (run.result()) {
                    case ModelResult.Holds holds -> "holds";
                    case ModelResult.Violated violated ->
                        "violates " + violated.property() + " after "
                                + violated.counterexample().length() + " states";
                    case ModelResult.Unknown unknown -> "unknown: " + unknown.reason();
                    case ModelResult.Broken broken -> "cannot be checked";
                };
        return verdictOf(run) == Verdict.HOLDS
                ? found
                : found + " — " + String.join("; ", run.differences());
    }

    private static void accuse(Section section, ModelRun run) {
        section.say("Model " + run.model().name() + " " + String.join(", and ", run.differences()) + ".");
        switch (run.result()) {
            case ModelResult.Violated violated ->
                section.listing(
                        "Counterexample of " + run.model().name() + ": each step with its action, and what it changed",
                        violated.counterexample().toString());
            case ModelResult.Broken broken ->
                broken.location().ifPresent(location -> section.say("The error is at " + location + "."));
            default -> {}
        }
    }

    private static Counts counts(ModelResult result) {
        return switch (result) {
            case ModelResult.Holds holds -> holds.counts();
            case ModelResult.Violated violated -> violated.counts();
            case ModelResult.Unknown unknown -> unknown.counts();
            case ModelResult.Broken broken -> Counts.NONE;
        };
    }

    private static Duration took(ModelResult result) {
        return switch (result) {
            case ModelResult.Holds holds -> holds.took();
            case ModelResult.Violated violated -> violated.took();
            case ModelResult.Unknown unknown -> unknown.took();
            case ModelResult.Broken broken -> Duration.ZERO;
        };
    }
}
