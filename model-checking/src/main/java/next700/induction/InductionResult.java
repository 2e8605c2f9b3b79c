package next700.induction;

import java.util.List;
import java.util.Optional;

/**
 * What became of the proof of a module.
 *
 * @param obligations that the lemmas hold initially, that every action keeps them, and that the properties follow
 * @param axioms what the module assumes, each proved by counting or not
 * @param vacuous what can never happen, so that a proof says nothing of it
 * @param leanings what each part of the module is needed for; empty if that was not asked
 */
public record InductionResult(
        String module,
        List<Obligation> obligations,
        List<Axiom> axioms,
        List<String> vacuous,
        List<Leaning> leanings,
        List<String> lemmas,
        List<String> properties,
        double seconds) {
    /** Of something that is to be proved. */
    public enum Status {
        PROVED,
        BROKEN,
        UNDECIDED
    }

    /**
     * Something to be proved.
     *
     * @param title in words
     * @param action that must keep the claim; empty if there is none
     * @param claim the lemma or property
     * @param used which axioms, lemmas and guards the proof used
     * @param breach why not, if it is broken
     * @param reason why it is undecided
     */
    public record Obligation(
            String title,
            String action,
            String claim,
            Status status,
            List<String> used,
            Optional<Breach> breach,
            String reason,
            double seconds) {}

    /** An assumption of the module: proved from the sizes of its sets, refuted by them, or taken on trust. */
    public record Axiom(String name, String text, Status status, String reason) {}

    public long proved() {
        return obligations.stream()
                .filter(obligation -> obligation.status() == Status.PROVED)
                .count();
    }

    /** Whether all is proved, of something that can happen, and no axiom is refuted. */
    public boolean isProved() {
        return proved() == obligations.size() && vacuous.isEmpty() && !isRefuted();
    }

    /** Whether something is shown not to be so. */
    public boolean isRefuted() {
        return obligations.stream().anyMatch(obligation -> obligation.status() == Status.BROKEN)
                || axioms.stream().anyMatch(axiom -> axiom.status() == Status.BROKEN);
    }

    /** What is taken on trust. */
    public List<Axiom> assumed() {
        return axioms.stream()
                .filter(axiom -> axiom.status() == Status.UNDECIDED)
                .toList();
    }

    /** The lemmas that nothing else needs, and that are no properties themselves. */
    public List<String> unneeded() {
        return leanings.stream()
                .filter(leaning ->
                        leaning.kind() == Leaning.Kind.LEMMA && leaning.breaks().isEmpty())
                .map(Leaning::part)
                .filter(lemma -> !properties.contains(lemma) && !lemma.equals(ModuleReader.TYPES))
                .toList();
    }

    /** The lemmas that hold whichever guard, update or axiom is lost: they say nothing about the protocol. */
    public List<String> idle() {
        return leanings.isEmpty()
                ? List.of()
                : lemmas.stream()
                        .filter(lemma -> !lemma.equals(ModuleReader.TYPES))
                        .filter(lemma -> leanings.stream()
                                .filter(leaning -> leaning.kind() != Leaning.Kind.LEMMA)
                                .noneMatch(leaning -> leaning.breaks().contains(lemma)))
                        .toList();
    }
}
