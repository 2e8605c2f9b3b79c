package next700.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import next700.report.Progress;
import next700.report.Section;
import next700.report.Verdict;
import next700.trial.Subject;
import next700.trial.mutation.Mutant;
import next700.trial.mutation.Mutants;
import next700.trial.mutation.MutationCampaign;

/** Breaks every guard and threshold, one at a time: an adversary that does not notice proves nothing by its silence. */
public final class MutantChecks {
    public static final String TITLE = "Guards";

    /** What is missing where nothing can be removed. */
    public static final String ABSENT =
            "there is nothing to remove: mark what a step checks with @Guard, and sizes with @Threshold";

    /** With the protocol broken already, every mutant would be found. */
    public static final String NEEDLESS =
            "no guard was removed, since the adversary has found something with all of them in place";

    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final Progress progress;
    private final long start = System.nanoTime();
    private final Map<Mutant, MutationCampaign.Verdict> ended = Collections.synchronizedMap(new LinkedHashMap<>());
    private volatile List<Mutant> asked = List.of();
    private volatile Map<String, String> kept = Collections.emptyMap();

    public MutantChecks(Progress progress) {
        this.progress = progress;
    }

    /** Has the adversary hunt each mutant of a protocol. */
    public Section run(Subject subject) {
        List<Mutant> mutants = Mutants.toBeFound(subject);
        asked = mutants;
        kept = subject.kept();
        progress.begin("guards removed one by one");
        for (Mutant mutant : mutants) {
            progress.at(
                    (double) ended.size() / mutants.size(),
                    "%d of %d removed; now %s".formatted(ended.size(), mutants.size(), mutant.description()));
            ended.put(mutant, MutationCampaign.hunt(mutant, subject, THREADS));
        }
        Section section = section();
        progress.end(section.getSummary());
        return section;
    }

    /** What is known while some guards are still to be removed; nothing if none was. */
    public Optional<Section> soFar() {
        return ended.isEmpty() ? Optional.empty() : Optional.of(section());
    }

    private Section section() {
        Section section = new Section(
                TITLE,
                "Made true for ever, each guard of the protocol is missed by the adversary; made one less, each"
                        + " threshold is.");
        List<List<String>> rows = new ArrayList<>();
        List<String> survivors = new ArrayList<>();
        Map<Mutant, MutationCampaign.Verdict> known;
        synchronized (ended) {
            known = new LinkedHashMap<>(ended);
        }
        known.forEach((mutant, found) -> {
            if (!found.isFound()) {
                survivors.add(mutant.name());
            }
            rows.add(row(mutant, found));
        });
        section.table(
                "What is found without each guard",
                List.of("guard or threshold", "where", "runs", "first to fall", "what was seen"),
                rows);
        kept.forEach((guard, why) -> section.say(guard + " is not hunted: " + why + "."));
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

    private static List<String> row(Mutant mutant, MutationCampaign.Verdict found) {
        return List.of(
                mutant.name(),
                mutant.location(),
                found.run()
                        .map(run -> String.format(Locale.ROOT, "%,d", run + 1))
                        .orElse("not found"),
                found.isFound() ? found.firstProperty() : "",
                found.isFound() ? found.explanation() : "");
    }
}
