package next700.audit.map;

import java.util.List;
import java.util.stream.Stream;

/**
 * A lemma, or a property, of a protocol's proof.
 *
 * @param id such as {@code C.Lemma1} or {@code A.6 Abort Order}
 * @param isProperty whether it is what users rely on, rather than a stage on the way there
 * @param source where it is proved in print
 * @param says what it claims
 * @param since the argument
 * @param uses the items it leans on directly
 * @param lemmas the other lemmas it leans on
 * @param assumptions what it takes for granted
 * @param formulas by which TLC checks it
 * @param invariants by which the simulator checks it
 * @param claims the counting arguments in it, proved for every f
 * @param inductions the lemmas and properties of abstract modules by which it is proved for every size, such as {@code
 *     PBFTSlot.Agreement}
 */
public record Lemma(
        String id,
        boolean isProperty,
        String source,
        String says,
        String since,
        List<String> uses,
        List<String> lemmas,
        List<String> assumptions,
        List<String> formulas,
        List<String> invariants,
        List<String> claims,
        List<String> inductions,
        Place place) {
    /** The same with what a protocol adds to it. */
    Lemma with(Lemma more) {
        return new Lemma(
                id,
                isProperty,
                source,
                says,
                (since + " " + more.since).strip(),
                both(uses, more.uses),
                both(lemmas, more.lemmas),
                both(assumptions, more.assumptions),
                both(formulas, more.formulas),
                both(invariants, more.invariants),
                both(claims, more.claims),
                both(inductions, more.inductions),
                place);
    }

    private static List<String> both(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    /** Whether that property, by the name it has in the specification or in the simulator, is this lemma's. */
    public boolean isCheckedBy(String property) {
        return formulas.contains(property) || invariants.contains(property);
    }

    /** The strongest of what stands for a lemma. */
    public enum Support {
        /** Proved by induction over the steps of an abstract module, for every size. */
        INDUCTION,
        /** Its counting arguments are proved for every f; the rest is checked or argued. */
        COUNTING,
        /** Checked by TLC within bounds. */
        MODEL,
        /** Checked by the simulator in the runs that it tries. */
        SIMULATOR,
        /** Argued, and checked through what leans on it. */
        ARGUMENT
    }

    /** By what it is supported at best. */
    public Support support() {
        if (!inductions.isEmpty()) {
            return Support.INDUCTION;
        } else if (!claims.isEmpty()) {
            return Support.COUNTING;
        } else if (!formulas.isEmpty()) {
            return Support.MODEL;
        }
        return invariants.isEmpty() ? Support.ARGUMENT : Support.SIMULATOR;
    }

    public boolean hasEvidence() {
        return !(formulas.isEmpty() && invariants.isEmpty() && claims.isEmpty() && inductions.isEmpty());
    }
}
