package next700.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import next700.model.Counts;
import next700.model.Distribution;
import next700.model.Model;
import next700.model.ModelResult;
import next700.model.ModelRun;
import next700.model.Models;
import next700.model.TlcLimits;
import next700.report.Progress;
import next700.report.Section;
import next700.report.Verdict;

/** Runs models and tells what came of them: those that must hold, and those that must fail. */
public final class ModelChecks {
    private static final String ABSENT =
            "there is no specification to be checked: write one in TLA+ below specs/, with models that say what must hold and what"
                    + " must fail";

    private final Models models;
    private final TlcLimits limits;
    private final int jobs;
    private final Optional<Distribution> distribution;
    private final Progress progress;
    private final long start = System.nanoTime();
    private final Map<Integer, ModelRun> ended = new ConcurrentHashMap<>();
    private volatile List<Model> asked = List.of();
    private volatile List<String> missing = List.of();

    /**
     * Prepares to run models.
     *
     * @param jobs how many run at a time
     * @param distribution how one model's work is shared among processes
     */
    public ModelChecks(
            Models models, TlcLimits limits, int jobs, Optional<Distribution> distribution, Progress progress) {
        this.models = models;
        this.limits = limits;
        this.jobs = jobs;
        this.distribution = distribution;
        this.progress = progress;
    }

    /**
     * Runs the models, some at a time: starting TLC and parsing take one core, whatever the number of its workers.
     *
     * @param none whose specification there is not, or who has no models: a sentence for each
     */
    public Section run(List<Model> chosen, List<String> none) {
        asked = chosen;
        missing = none;
        progress.begin("model check");
        runAll(chosen);
        Section section = section(done(), false);
        progress.end(section.getSummary());
        return section;
    }

    /** The same, with a line for each model on the terminal. */
    public Section list(List<Model> chosen, List<String> none) {
        asked = chosen;
        missing = none;
        progress.begin("model check");
        runAll(chosen);
        Section section = section(done(), true);
        progress.end(section.getSummary());
        return section;
    }

    /** What is known of the models that have been run, while others are still to be; nothing if none has been. */
    public Optional<Section> soFar() {
        // TLC that is killed because all of this is to end has nothing to say of its model.
        List<ModelRun> decided = done().stream()
                .filter(run -> !(run.result() instanceof ModelResult.Unknown unknown
                        && unknown.reason() == ModelResult.Reason.KILLED))
                .toList();
        return decided.isEmpty() ? Optional.empty() : Optional.of(section(decided, false));
    }

    private Section section(List<ModelRun> runs, boolean listing) {
        Section section = new Section(
                "Specification",
                "TLC explores every state of the models: those that must hold do, with as many states as before and"
                        + " all that must be reached; those that must fail do, each with its counterexample.");
        distribution.ifPresent(over -> section.say(
                "By TLC's server and workers, which do not look at what must be reached: counters are beyond them."));
        missing.forEach(section::say);
        List<Verdict> verdicts =
                new ArrayList<>(runs.stream().map(ModelChecks::verdictOf).toList());
        missing.forEach(none -> verdicts.add(Verdict.UNKNOWN));
        long distinct = runs.stream().mapToLong(run -> run.counts().distinct()).sum();
        runs.stream().filter(run -> verdictOf(run) != Verdict.HOLDS).forEach(run -> accuse(section, run));
        if (listing) {
            runs.forEach(run -> section.result(line(run)));
        }
        section.table(
                "Models",
                List.of("model", "must", "outcome", "distinct states", "seconds", "what it says"),
                runs.stream().map(ModelChecks::row).toList());
        section.data(runs.stream().map(ModelResults::of).toList());
        long expected =
                runs.stream().filter(run -> verdictOf(run) == Verdict.HOLDS).count();
        String summary = asked.isEmpty()
                ? "there are no models"
                : String.format(
                        Locale.ROOT,
                        "%d of %d models as expected, %,d distinct states%s",
                        expected,
                        asked.size(),
                        distinct,
                        missing.isEmpty() ? "" : ", and some of the specification is missing");
        List<String> notRun = asked.stream()
                .filter(model -> runs.stream()
                        .noneMatch(run -> run.model().name().equals(model.name())
                                && run.model().protocol().equals(model.protocol())))
                .map(Model::name)
                .toList();
        if (!notRun.isEmpty()) {
            verdicts.add(Verdict.UNKNOWN);
            section.say("Not run: " + String.join(", ", notRun) + ".");
        }
        if (asked.isEmpty()) {
            return section.settle(Verdict.UNKNOWN, ABSENT, 0);
        }
        return section.settle(Verdict.worst(verdicts), summary, (System.nanoTime() - start) / 1e9);
    }

    private static String line(ModelRun run) {
        return String.format(
                Locale.ROOT,
                "%-11s %s: %s, %,d states in %.1f s",
                run.verdict().word(),
                run.model().name(),
                outcome(run),
                run.counts().distinct(),
                run.seconds());
    }

    /** Whether some model cannot be checked at all, as it stands. */
    public boolean isBroken() {
        return done().stream().anyMatch(run -> run.verdict() == ModelRun.Verdict.BROKEN);
    }

    /** The runs that have ended, in the order in which the models were asked for. */
    public List<ModelRun> done() {
        return ended.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    private void runAll(List<Model> chosen) {
        try (ExecutorService executor = Executors.newFixedThreadPool(jobs)) {
            for (int i = 0; i < chosen.size(); i++) {
                int number = i;
                executor.execute(() -> ended.put(number, run(chosen.get(number), chosen.size())));
            }
        }
    }

    /** One model; that it cannot be run says nothing of the others. */
    private ModelRun run(Model model, int of) {
        Consumer<Counts> onProgress = counts -> progress.at(
                (double) ended.size() / of,
                "%d of %d models done; %s: %s".formatted(ended.size(), of, model.name(), counts));
        try {
            return distribution.isPresent()
                    ? models.runDistributed(model, limits, distribution.get(), onProgress)
                    : models.run(model, limits, onProgress);
        } catch (RuntimeException e) {
            String why = e.getCause() == null
                    ? "" + e.getMessage()
                    : e.getMessage() + ": " + e.getCause().getMessage();
            return new ModelRun(
                    model, new ModelResult.Unknown(ModelResult.Reason.NOT_STARTED, why, Counts.NONE, Duration.ZERO));
        }
    }

    private static Verdict verdictOf(ModelRun run) {
        return switch (run.verdict()) {
            case AS_EXPECTED -> Verdict.HOLDS;
            case OTHERWISE -> Verdict.VIOLATED;
            case UNKNOWN, BROKEN -> Verdict.UNKNOWN;
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
                String.format(Locale.ROOT, "%,d", run.counts().distinct()),
                String.format(Locale.ROOT, "%.1f", run.seconds()),
                model.claim());
    }

    private static String outcome(ModelRun run) {
        String found = switch (run.result()) {
            case ModelResult.Holds holds -> "holds";
            case ModelResult.Violated violated ->
                "violates " + run.fallen(violated) + " after "
                        + violated.counterexample().length() + " states";
            case ModelResult.Unknown unknown -> "unknown: " + unknown.why();
            case ModelResult.Broken broken -> "cannot be checked";
        };
        List<String> unsaid = run.differences().stream()
                .filter(difference -> !found.startsWith(difference))
                .toList();
        return unsaid.isEmpty() ? found : found + " — " + String.join("; ", unsaid);
    }

    private static void accuse(Section section, ModelRun run) {
        section.say("Model " + run.model().name() + " (" + run.model().place() + ") "
                + String.join(", and ", run.differences()) + ".");
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
}
