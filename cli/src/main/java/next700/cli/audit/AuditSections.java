package next700.cli.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import next700.audit.AuditResult;
import next700.audit.Change;
import next700.audit.Evidence;
import next700.audit.Impact;
import next700.audit.Refutation;
import next700.audit.map.Item;
import next700.audit.map.Lemma;
import next700.audit.map.ProofMap;
import next700.report.Section;
import next700.report.Verdict;

/** Tells an audit's result: first what came of it, then why, then what was looked at. */
final class AuditSections {
    private AuditSections() {}

    static Section verdict(AuditResult result) {
        ProofMap map = result.impact().map();
        Section section = new Section(result.protocol(), map.title() + ".");
        section.settle(
                switch (result.verdict()) {
                    case HOLDS -> Verdict.HOLDS;
                    case BROKEN, DRIFTED -> Verdict.VIOLATED;
                    case UNKNOWN -> Verdict.UNKNOWN;
                },
                result.verdict() + ": " + result.summary(),
                result.seconds());
        if (!result.impact().changes().isEmpty() || !result.evidence().isEmpty()) {
            section.say(changed(result.impact()));
            result.refutations().stream().limit(1).forEach(refutation -> accuse(section, result, refutation));
            result.refutations().stream()
                    .skip(1)
                    .forEach(other -> section.say("Also found by " + other.found() + ": " + other.explanation()));
            result.notes().forEach(section::say);
            undecided(section, result);
            section.table(
                    "What was changed",
                    List.of("side", "what", "where", "touches"),
                    result.impact().changes().stream().map(AuditSections::row).toList());
            section.table(
                    "What leans on it",
                    List.of("lemma or property", "says", "leans on", "in print"),
                    atRisk(result.impact()));
            section.table(
                    "What was looked at, and what was not",
                    List.of("evidence", "of", "means", "outcome", "seconds"),
                    result.evidence().stream()
                            .sorted(Comparator.comparing(Evidence::status).thenComparing(Evidence::kind))
                            .map(AuditSections::row)
                            .toList());
        }
        return section;
    }

    private static String changed(Impact impact) {
        if (impact.changes().isEmpty()) {
            return "Comments and layout apart, no declaration that the proof knows of was changed.";
        }
        String sides = impact.changes().stream()
                .collect(Collectors.groupingBy(Change::side, java.util.TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(side -> "in the " + side.getKey() + " "
                        + side.getValue().stream().map(Change::toString).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
        return "Changed: " + sides + ". It touches " + items(impact) + ".";
    }

    private static String items(Impact impact) {
        if (impact.items().isEmpty()) {
            return "nothing that a lemma names";
        }
        if (impact.items().size() == impact.map().items().size()) {
            return "everything";
        }
        return impact.items().stream()
                .map(id -> impact.map().items().get(id))
                .map(Item::toString)
                .collect(Collectors.joining(", "));
    }

    private static void accuse(Section section, AuditResult result, Refutation refutation) {
        ProofMap map = result.impact().map();
        if (!refutation.accused().isEmpty()) {
            Lemma lemma = map.lemma(refutation.accused().getLast());
            boolean isDrift = result.verdict() == AuditResult.Verdict.DRIFTED;
            section.say((isDrift ? "The lemma concerned: " : "The lemma that gives way: ")
                    + lemma.id()
                    + (lemma.source().isBlank() ? ". " : " (" + lemma.source() + "). ")
                    + lemma.says());
            section.say("Its argument: " + lemma.since());
            section.say("It leans on "
                    + lemma.uses().stream()
                            .filter(result.impact().items()::contains)
                            .map(id -> map.items().get(id).toString())
                            .collect(Collectors.joining(", "))
                    + ", which was changed."
                    + (refutation.accused().size() > 1
                            ? " From it follows what fell: "
                                    + String.join(" ← ", refutation.accused().reversed()) + "."
                            : ""));
        } else if (!refutation.properties().isEmpty() && result.verdict() == AuditResult.Verdict.BROKEN) {
            section.say("The proof map has no way from " + String.join(" or ", refutation.properties())
                    + " to what was changed: it misses a dependency, or this fell before.");
        }
        section.say("Found by " + refutation.found() + ". " + refutation.explanation());
        if (!refutation.replay().isEmpty()) {
            section.listing("Replay", refutation.replay());
        }
        if (!refutation.story().isBlank()) {
            section.listing(refutation.storyTitle(), refutation.story());
        }
    }

    private static void undecided(Section section, AuditResult result) {
        result.evidence().stream()
                .filter(found -> found.status() == Evidence.Status.UNDECIDED || found.status() == Evidence.Status.NOTE)
                .forEach(found -> section.say("%s %s: %s.".formatted(found.kind(), found.name(), found.outcome())));
    }

    private static List<String> row(Change change) {
        List<String> touched = new ArrayList<>(change.items());
        touched.addAll(change.asked());
        return List.of(
                change.side().toString(),
                change.toString(),
                change.path() + ":" + change.line(),
                switch (change.reach()) {
                    case EVERYTHING -> "everything";
                    case NOTHING -> "nothing of the protocol";
                    case ITEMS -> String.join(", ", touched);
                });
    }

    private static List<List<String>> atRisk(Impact impact) {
        return impact.atRisk().stream()
                .map(id -> impact.map().lemma(id))
                .map(lemma -> List.of(
                        lemma.id(),
                        lemma.says(),
                        String.join(
                                ", ",
                                impact.leaning().contains(lemma.id())
                                        ? lemma.uses().stream()
                                                .filter(impact.items()::contains)
                                                .toList()
                                        : lemma.lemmas().stream()
                                                .filter(impact.atRisk()::contains)
                                                .toList()),
                        lemma.source()))
                .toList();
    }

    private static List<String> row(Evidence evidence) {
        return List.of(
                evidence.kind().toString(),
                evidence.name(),
                evidence.status().toString(),
                evidence.outcome(),
                String.format(Locale.ROOT, "%.1f", evidence.seconds()));
    }
}
