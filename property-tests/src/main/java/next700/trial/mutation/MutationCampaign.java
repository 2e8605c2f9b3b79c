package next700.trial.mutation;

import java.util.Optional;
import next700.trial.Hunt;
import next700.trial.Subject;

/**
 * Breaks a guard or a threshold of a protocol, and has the adversary look for the difference. A mutant that is not found
 * means that the guard is not needed or that the adversary is too weak; either way a green campaign would mean less than
 * it seems.
 */
public final class MutationCampaign {
    /**
     * The hunt for one mutant.
     *
     * @param run the number of the first run that failed; absent if there was none
     * @param property that the counterexample violates; a property rather than a lemma, where one falls soon
     * @param firstProperty that broke in the first run that failed, usually a lemma
     * @param size of the counterexample before and after shrinking; empty unless the hunt was thorough
     * @param tape of the counterexample; it only fails with the mutant
     */
    public record Verdict(
            Optional<Long> run,
            String property,
            String firstProperty,
            String explanation,
            String size,
            String tape,
            long tookMillis) {
        public boolean isFound() {
            return run.isPresent();
        }
    }

    private MutationCampaign() {}

    /** Hunts one mutant where its subject has it hunted. */
    public static Verdict hunt(Mutant mutant, Subject subject, int threads) {
        return hunt(Redefinition.of(mutant), subject.hunt(mutant.name()), threads, false);
    }

    /**
     * Hunts a change of a protocol.
     *
     * @param thorough whether to look for a property that falls with the lemma, and to shrink the schedule
     */
    public static Verdict hunt(Redefinition redefinition, Hunt hunt, int threads, boolean thorough) {
        long start = System.nanoTime();
        return verdict(BrokenWorld.hunt(redefinition, hunt, threads, thorough), start);
    }

    /** Replays one schedule on a change of a protocol that campaigns find only in rare schedules. */
    public static Verdict replay(Redefinition redefinition, Subject subject, String tape) {
        long start = System.nanoTime();
        return verdict(BrokenWorld.replay(redefinition, subject, tape), start);
    }

    private static Verdict verdict(Probe.Findings found, long start) {
        return new Verdict(
                found.run(),
                found.property(),
                found.first(),
                found.explanation(),
                found.size(),
                found.tape(),
                (System.nanoTime() - start) / 1_000_000);
    }
}
