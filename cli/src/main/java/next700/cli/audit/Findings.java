package next700.cli.audit;

import java.util.List;
import next700.audit.AuditResult;
import next700.audit.Change;
import next700.audit.Refutation;
import next700.audit.map.Lemma;

/** What machines are told of an audit: a message, and the places that it belongs to. */
final class Findings {
    private Findings() {}

    /** The verdict, the lemma and the counterexample in a few sentences. */
    static String message(AuditResult result) {
        StringBuilder text = new StringBuilder("%s: %s.".formatted(result.verdict(), result.summary()));
        result.lemma()
                .map(Lemma::says)
                .ifPresent(says -> text.append(" Lemma ")
                        .append(result.lemma().orElseThrow().id())
                        .append(": ")
                        .append(says));
        result.refutations().stream()
                .findFirst()
                .map(Refutation::explanation)
                .ifPresent(explanation -> text.append(' ').append(explanation));
        return text.toString();
    }

    /** The changes that the lemma leans on; all of them, where that is not known. */
    static List<Change> placesOf(AuditResult result) {
        List<Change> all = result.impact().changes().stream()
                .filter(change -> change.reach() != Change.Reach.NOTHING)
                .toList();
        List<Change> guilty = result.lemma()
                .map(lemma -> all.stream()
                        .filter(change -> lemma.uses().stream()
                                .anyMatch(item -> change.items().contains(item)
                                        || change.asked().contains(item)))
                        .toList())
                .orElse(List.of());
        return guilty.isEmpty() ? all : guilty;
    }
}
