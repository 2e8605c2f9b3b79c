package next700.audit;

import java.util.List;
import java.util.Optional;
import next700.audit.map.Lemma;

/**
 * What came of holding a change against the proof of a protocol.
 *
 * @param refutations the first is the one to look at
 * @param notes what a person should know besides
 */
public record AuditResult(
        String protocol,
        Impact impact,
        Verdict verdict,
        String summary,
        List<Evidence> evidence,
        List<Refutation> refutations,
        List<String> notes,
        double seconds) {

    /** Three-valued, and telling apart a proof that broke from a specification that speaks of something else. */
    public enum Verdict {
        HOLDS("holds"),
        BROKEN("broken"),
        DRIFTED("drifted"),
        UNKNOWN("unknown");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** The lemma that gave way: the one that leans on what was changed, below the property that fell. */
    public Optional<Lemma> lemma() {
        return refutations.stream()
                .findFirst()
                .filter(refutation -> !refutation.accused().isEmpty())
                .map(refutation -> impact.map().lemma(refutation.accused().getLast()));
    }
}
