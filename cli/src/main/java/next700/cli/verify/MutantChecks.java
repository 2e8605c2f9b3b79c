package next700.cli.verify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    static final String TITLE = "Guards";

    private static final String ABSENT =
            "there is nothing to remove: mark what a step checks with @Guard, and sizes with @Threshold";

    /** With the protocol broken already, every mutant would be found. */
    static final String NEEDLESS =
            "no guard was removed, since the adversary has found something with all of them in place";

    private final Progress progress;
    private final long start = System.nanoTime();
    private final Map<Mutant, Found> ended = Collections.synchronizedMap(new LinkedHashMap<>());
    private volatile List<Mutant> asked = List.of();

    MutantChecks(Progress progress) {
        this.progress = progress;
    }

    /** Has the adversary hunt each mutant. */
    Section run(List<Mutant> mutants, Function<Mutant, Found> hunt) {
        asked = mutants;
        progress.begin("guards removed one by one");
        for (Mutant mutant : mutants) {
            progress.at(
                    (double) ended.size() / mutants.size(),
                    "%d of %d removed; now %s".formatted(ended.size(), mutants.size(), mutant.description()));
            ended.put(mutant, hunt.apply(mutant));
        }
        Section section = section();
        progress.end(section.getSummary());
        return section;
    }

    /** What is known while some guards are still to be removed; nothing if none was. */
    Optional<Section> soFar() {
        return ended.isEmpty() ? Optional.empty() : Optional.of(section());
    }

    private Section section() {
        Section section = new Section(
                TITLE,
                "Made true for ever, each guard of the protocol is missed by the adversary; made one less, each"
                        + " threshold is.");
        List<List<String>> rows = new ArrayList<>();
        List<String> survivors = new ArrayList<>();
        Map<Mutant, Found> known;
        synchronized (ended) {
            known = new LinkedHashMap<>(ended);
        }
        known.forEach((mutant, found) -> {
            if (found.runs().isEmpty()) {
                survivors.add(mutant.name());
            }
            rows.add(row(mutant, found));
        });
        section.table(
                "What is found without each guard",
                List.of("guard or threshold", "where", "runs", "first to fall", "what was seen"),
                rows);
        boolean isWhole = known.size() == asked.size();
        if (asked.isEmpty()) {
            return section.settle(Verdict.UNKNOWN, ABSENT, 0);
        }
        String summary = survivors.isEmpty()
                ? isWhole
                        ? "all " + asked.size() + " removals were found"
                        : "%d of %d guards removed, and all found".formatted(known.size(), asked.size())
                : "not found: " + String.join(", ", survivors);
        Verdict verdict = isWhole || !survivors.isEmpty() ? Verdict.holdsIf(survivors.isEmpty()) : Verdict.UNKNOWN;
        return section.settle(verdict, summary, (System.nanoTime() - start) / 1e9);
    }

    private static List<String> row(Mutant mutant, Found found) {
        return List.of(
                mutant.name(),
                mutant.location(),
                found.runs()
                        .map(runs -> String.format(Locale.ROOT, "%,d", runs))
                        .orElse("not found"),
                found.runs().isPresent() ? found.property() : "",
                found.runs().isPresent() ? found.explanation() : "");
    }
}
