package next700.induction;

import java.util.List;
import java.util.Optional;

/**
 * What is lost without a part of the module.
 *
 * @param part as the module has it
 * @param action that it is a part of; empty if none
 * @param breaks the lemmas and properties that are no longer proved without it
 * @param example how the first of these breaks
 */
public record Leaning(Kind kind, String part, String action, int line, List<String> breaks, Optional<Breach> example) {
    /** What kind of part. */
    public enum Kind {
        /** What must be so for an action. */
        GUARD,
        /** What an action does to a variable: without it the variable stays as it is. */
        UPDATE,
        /** What is assumed of the constants. */
        AXIOM,
        /** What is known of the state before. */
        LEMMA
    }
}
