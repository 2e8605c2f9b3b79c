package next700.cli.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import next700.cli.Progress;
import next700.cli.report.Section;
import next700.cli.report.Verdict;
import next700.simulation.mutation.Mutant;

/** Breaks every guard and threshold, one at a time: an adversary that does not notice proves nothing by its silence. */
final class MutantChecks {
    /**
     * What became of a mutant.
     *
     * @param runs of the adversary until something fell; empty if nothing did
     * @param property that fell first
     */
    record Found(Optional<Long> runs, String property, String explanation) {}

    private final Progress progress;

    MutantChecks(Progress progress) {
        this.progress = progress;
    }

    /** Has the adversary hunt each mutant. */
    Section run(List<Mutant> mutants, Function<Mutant, Found> hunt) {
        Section section = new Section(
                "Guards",
                "Made true for ever, each guard of the protocol is missed by the adversary; made one less, each"
                        + " threshold is.");
        progress.begin("guards removed one by one");
        long start = System.nanoTime();
        List<List<String>> rows = new ArrayList<>();
        List<String> survivors = new ArrayList<>();
        for (int i = 0; i < mutants.size(); i++) {
            Mutant mutant = mutants.get(i);
            progress.at((i + 1) + "/" + mutants.size() + " " + mutant.description());
            Found found = hunt.apply(mutant);
            if (found.runs().isEmpty()) {
                survivors.add(mutant.name());
            }
            rows.add(List.of(
                    mutant.name(),
                    mutant.location(),
                    found.runs()
                            .map(runs -> String.format(Locale.ROOT, "%,d", runs))
                            .orElse("not found"),
                    found.runs().isPresent() ? found.property() : "",
                    found.runs().isPresent() ? found.explanation() : ""));
        }
        section.table(
                "What is found without each guard",
                List.of("guard or threshold", "where", "runs", "first to fall", "what was seen"),
                rows);
        String summary = survivors.isEmpty()
                ? "all " + mutants.size() + " removals were found"
                : "not found: " + String.join(", ", survivors);
        progress.end(summary);
        return section.settle(Verdict.holdsIf(survivors.isEmpty()), summary, (System.nanoTime() - start) / 1e9);
    }
}
