package next700.cli.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import next700.cli.Progress;
import next700.cli.report.Section;
import next700.cli.report.Verdict;
import next700.simulation.mutation.Mutant;
import next700.simulation.mutation.MutationCampaign;
import next700.simulation.mutation.Mutants;

/** Breaks every guard and threshold, one at a time: an adversary that does not notice proves nothing by its silence. */
final class MutantChecks {
    private static final long MAX_RUNS = 60_000;

    private final Progress progress;

    MutantChecks(Progress progress) {
        this.progress = progress;
    }

    Section run(int f, long seed, int threads) {
        Section section = new Section(
                "Guards",
                "Made true for ever, each guard of the protocol is missed by the adversary; made one less, each"
                        + " threshold is.");
        progress.begin("guards removed one by one");
        long start = System.nanoTime();
        List<List<String>> rows = new ArrayList<>();
        List<String> survivors = new ArrayList<>();
        List<Mutant> mutants = Mutants.all();
        for (int i = 0; i < mutants.size(); i++) {
            Mutant mutant = mutants.get(i);
            progress.at((i + 1) + "/" + mutants.size() + " " + mutant.description());
            MutationCampaign.Verdict verdict = MutationCampaign.hunt(mutant, f, seed, MAX_RUNS, threads, false);
            if (!verdict.isFound()) {
                survivors.add(mutant.name());
            }
            rows.add(List.of(
                    mutant.name(),
                    mutant.location(),
                    verdict.runs().map(runs -> String.format(Locale.ROOT, "%,d", runs)).orElse("not found"),
                    verdict.isFound() ? verdict.firstProperty() : "",
                    verdict.isFound() ? verdict.explanation() : ""));
        }
        section.table(
                "What is found without each guard",
                List.of("guard or threshold", "where", "runs", "first to fall", "what was seen"),
                rows);
        String summary = survivors.isEmpty()
                ? "all " + mutants.size() + " removals were found"
                : "not found: " + String.join(", ", survivors);
        progress.end(summary);
        return section.settle(
                Verdict.holdsIf(survivors.isEmpty()), summary, (System.nanoTime() - start) / 1e9);
    }
}
