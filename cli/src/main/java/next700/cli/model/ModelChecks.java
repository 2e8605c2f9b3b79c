package next700.cli.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import next700.cli.Progress;
import next700.cli.report.Section;
import next700.cli.report.Verdict;
import next700.model.Counts;
import next700.model.Distribution;
import next700.model.Model;
import next700.model.ModelResult;
import next700.model.ModelRun;
import next700.model.Models;
import next700.model.TlcLimits;

/** Runs models and tells what came of them: those that must hold, and those that must fail. */
public final class ModelChecks {
    private final Models models;
    private final TlcLimits limits;
    private final int jobs;
    private final Optional<Distribution> distribution;
    private final Progress progress;

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

    /** What came of models, and the section that tells it. */
    public record Outcome(List<ModelRun> runs, Section section) {
        /** Whether some model cannot be checked at all, as it stands. */
        boolean isBroken() {
            return runs.stream().anyMatch(run -> run.verdict() == ModelRun.Verdict.BROKEN);
        }
    }

    /**
     * Runs the models, some at a time: starting TLC and parsing take one core, whatever the number of its workers.
     *
     * @param missing whose specification there is not, or who has no models: a sentence for each
     */
    public Section run(List<Model> chosen, List<String> missing) {
        return outcome(chosen, missing, false).section();
    }

    /** The same. With {@code listing}, a line for each model shows on the terminal. */
    Outcome outcome(List<Model> chosen, List<String> missing, boolean listing) {
        Section section = new Section(
                "Specification",
                "TLC explores every state of the models: those that must hold do, with as many states as before and"
                        + " all that must be reached; those that must fail do, each with its counterexample.");
        distribution.ifPresent(over -> section.say(
                "By TLC's server and workers, which do not look at what must be reached: counters are beyond them."));
        missing.forEach(section::say);
        progress.begin("model check");
        long start = System.nanoTime();
        List<ModelRun> runs = runAll(chosen);
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
        String summary = chosen.isEmpty()
                ? "there are no models"
                : String.format(
                        Locale.ROOT,
                        "%d of %d models as expected, %,d distinct states%s",
                        expected,
                        chosen.size(),
                        distinct,
                        missing.isEmpty() ? "" : ", and some of the specification is missing");
        progress.end(summary);
        return new Outcome(runs, section.settle(Verdict.worst(verdicts), summary, (System.nanoTime() - start) / 1e9));
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

    private List<ModelRun> runAll(List<Model> chosen) {
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService executor = Executors.newFixedThreadPool(jobs)) {
            List<Future<ModelRun>> futures = chosen.stream()
                    .map(model -> executor.submit(() -> {
                        Consumer<Counts> onProgress = counts -> progress.at(
                                done.get() + "/" + chosen.size() + " done, " + model.name() + ": " + counts);
                        ModelRun run = distribution.isPresent()
                                ? models.runDistributed(model, limits, distribution.get(), onProgress)
                                : models.run(model, limits, onProgress);
                        progress.at(done.incrementAndGet() + "/" + chosen.size() + " done");
                        return run;
                    }))
                    .toList();
            List<ModelRun> runs = new ArrayList<>();
            for (Future<ModelRun> future : futures) {
                runs.add(future.get());
            }
            return runs;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a model could not be run: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while TLC ran", e);
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
            case ModelResult.Unknown unknown -> "unknown: " + unknown.reason();
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
