package next700.audit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.proof.Claim;
import next700.proof.Proof;
import next700.proof.Prover;
import next700.workpiece.Workpiece;

/** The counting arguments of a workpiece's proofs, for every f. */
final class Counting {
    private Counting() {}

    static List<TestBed.Count> prove(Workpiece workpiece, Set<String> names) {
        Prover prover = new Prover();
        List<Claim> claims;
        try {
            claims = workpiece.counting();
        } catch (IllegalArgumentException e) {
            String reason = "a size that the code has is " + e.getMessage();
            return names.stream()
                    .map(name -> new TestBed.Count(name, "", false, false, reason))
                    .toList();
        }
        return claims.stream()
                .filter(claim -> names.contains(claim.name()))
                .map(claim -> told(claim, prover.prove(claim)))
                .toList();
    }

    /** What they are called; nothing where a size of the code is none that grows evenly, so that none can be stated. */
    static Optional<List<String>> names(Workpiece workpiece) {
        try {
            return Optional.of(workpiece.counting().stream().map(Claim::name).toList());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static TestBed.Count told(Claim claim, Proof proof) {
        return switch (proof) {
            case Proof.Proved proved -> new TestBed.Count(claim.name(), claim.statement(), true, false, "");
            case Proof.Refuted refuted ->
                new TestBed.Count(claim.name(), claim.statement(), false, true, refuted.explain());
            case Proof.Unknown unknown ->
                new TestBed.Count(claim.name(), claim.statement(), false, false, unknown.reason());
        };
    }
}
