package next700.evidence;

import java.util.ArrayList;
import java.util.List;
import next700.proof.Claim;
import next700.proof.Proof;
import next700.proof.Prover;
import next700.report.Section;
import next700.report.Verdict;

/** The counting arguments of the proofs, for every f: what TLC, which takes one f at a time, cannot say. */
public final class CountingChecks {
    private CountingChecks() {}

    /** Proves them all. */
    public static Section run(List<Claim> claims) {
        Section section = new Section(
                "Counting",
                "The arguments of the proofs that count replicas hold for every number of faults f, of the sizes that"
                        + " the implementation uses.");
        long start = System.nanoTime();
        Prover prover = new Prover();
        List<Verdict> verdicts = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (Claim claim : claims) {
            Proof proof = prover.prove(claim);
            Verdict verdict = verdict(proof);
            verdicts.add(verdict);
            rows.add(List.of(
                    claim.name(),
                    verdict.word(),
                    claim.statement(),
                    claim.conclusion().toString()));
            if (proof instanceof Proof.Refuted refuted) {
                section.say(claim.name() + ": " + claim.statement() + " " + refuted.explain());
            } else if (proof instanceof Proof.Unknown unknown) {
                section.say(claim.name() + ": not decided by Z3: " + unknown.reason());
            }
        }
        section.table("Arguments", List.of("name", "verdict", "what it says", "what is proved"), rows);
        long proved =
                verdicts.stream().filter(verdict -> verdict == Verdict.HOLDS).count();
        return section.settle(
                Verdict.worst(verdicts),
                proved + " of " + rows.size() + " arguments proved for every f",
                (System.nanoTime() - start) / 1e9);
    }

    private static Verdict verdict(Proof proof) {
        return switch (proof) {
            case Proof.Proved proved -> Verdict.HOLDS;
            case Proof.Refuted refuted -> Verdict.VIOLATED;
            case Proof.Unknown unknown -> Verdict.UNKNOWN;
        };
    }
}
