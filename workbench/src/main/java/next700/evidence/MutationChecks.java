package next700.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import next700.model.Model;
import next700.model.Models;
import next700.model.TlcLimits;
import next700.model.WeakeningHunt;
import next700.model.WeakeningHunt.Kind;
import next700.report.Progress;
import next700.report.Section;
import next700.report.Verdict;

/** Whether the models that must hold would notice if anything in the specification were weaker. */
public final class MutationChecks {
    private final Models models;
    private final TlcLimits limits;
    private final int jobs;
    private final Progress progress;

    public MutationChecks(Models models, TlcLimits limits, int jobs, Progress progress) {
        this.models = models;
        this.limits = limits;
        this.jobs = jobs;
        this.progress = progress;
    }

    /**
     * Weakens modules at every place.
     *
     * @param chosen the models that may notice
     */
    public Section run(List<Model> chosen, Set<String> modules) {
        Section section = new Section(
                "Mutation",
                "Every guard, number, quantifier and set on which the behaviours lean is weakened, one at a time: a model that"
                        + " must hold falls.");
        progress.begin("weakened specifications of " + String.join(", ", modules));
        long start = System.nanoTime();
        List<WeakeningHunt.Outcome> outcomes = all(models.weakened(limits).tasks(chosen, modules));
        Map<String, String> explained = models.unneeded();
        List<Verdict> verdicts = new ArrayList<>();
        for (WeakeningHunt.Outcome outcome : outcomes) {
            boolean isExplained = outcome.kind() != Kind.NOTICED && explained.containsKey(outcome.id());
            verdicts.add(isExplained ? Verdict.HOLDS : verdictOf(outcome.kind()));
            if (!isExplained && outcome.kind() != Kind.NOTICED && outcome.kind() != Kind.INVALID) {
                section.result(String.format(
                        Locale.ROOT,
                        "%-10s %s (%s): %s",
                        outcome.kind().word(),
                        outcome.id(),
                        outcome.place(),
                        outcome.what()));
            }
        }
        section.table(
                "Weakened specifications",
                List.of("place", "weakened", "outcome", "by"),
                outcomes.stream()
                        .map(outcome -> List.of(
                                outcome.place(),
                                outcome.id(),
                                explained.containsKey(outcome.id())
                                        ? "not needed"
                                        : outcome.kind().word(),
                                explained.getOrDefault(outcome.id(), outcome.what())))
                        .toList());
        section.data(outcomes);
        long valid = outcomes.stream()
                .filter(outcome -> outcome.kind() != Kind.INVALID)
                .count();
        String summary = String.format(
                Locale.ROOT,
                "%d of %d weakened specifications noticed, %d undecided, %d not needed for a reason that is written down",
                outcomes.stream()
                        .filter(outcome -> outcome.kind() == Kind.NOTICED)
                        .count(),
                valid,
                outcomes.stream()
                        .filter(outcome -> outcome.kind() == Kind.UNDECIDED)
                        .count(),
                outcomes.stream()
                        .filter(outcome -> outcome.kind() != Kind.NOTICED && explained.containsKey(outcome.id()))
                        .count());
        progress.end(summary);
        return section.settle(Verdict.worst(verdicts), summary, (System.nanoTime() - start) / 1e9);
    }

    private static Verdict verdictOf(Kind kind) {
        return switch (kind) {
            case NOTICED, INVALID -> Verdict.HOLDS;
            case UNNOTICED -> Verdict.VIOLATED;
            case UNDECIDED -> Verdict.UNKNOWN;
        };
    }

    private List<WeakeningHunt.Outcome> all(List<WeakeningHunt.Task> tasks) {
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService executor = Executors.newFixedThreadPool(jobs)) {
            List<Future<WeakeningHunt.Outcome>> futures = tasks.stream()
                    .map(task -> executor.submit(() -> {
                        WeakeningHunt.Outcome outcome =
                                task.run(at -> progress.at(done.get() + "/" + tasks.size() + " done, " + at));
                        done.incrementAndGet();
                        return outcome;
                    }))
                    .toList();
            List<WeakeningHunt.Outcome> outcomes = new ArrayList<>();
            for (Future<WeakeningHunt.Outcome> future : futures) {
                outcomes.add(future.get());
            }
            return outcomes;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a weakened specification could not be run: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while TLC ran", e);
        }
    }
}
