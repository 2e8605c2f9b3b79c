package next700.simulation.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.simulation.Arena;

/**
 * Breaks every guard and every threshold of the protocol, one at a time, and has the adversary look for the difference.
 * A mutant that is not found means that the guard is not needed or that the adversary is too weak; either way a green
 * campaign would mean less than it seems.
 */
public final class MutationCampaign {
    /**
     * The hunt for one mutant.
     *
     * @param runs until the first failure; absent if there was none
     * @param property that the counterexample violates; one of Abstract's where one falls soon
     * @param firstProperty that broke in the first run that failed, usually a lemma
     * @param size of the counterexample before and after shrinking
     * @param tape of the counterexample; it only fails with the mutant
     */
    public record Verdict(
            String name,
            String location,
            long seed,
            Optional<Long> runs,
            String property,
            String firstProperty,
            String explanation,
            String size,
            String tape,
            long tookMillis) {
        public boolean isFound() {
            return runs.isPresent();
        }
    }

    /** Told of every mutant when it is decided. */
    @FunctionalInterface
    public interface ProgressListener {
        void decided(Verdict verdict);
    }

    private MutationCampaign() {}

    /** Hunts all mutants in turn, and shrinks what it finds. */
    public static List<Verdict> run(Arena arena, long seed, long maxRuns, int threads, ProgressListener listener) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Mutant mutant : Mutants.of(arena.composition())) {
            Verdict verdict = hunt(mutant, arena, seed, maxRuns, threads, true);
            verdicts.add(verdict);
            listener.decided(verdict);
        }
        return verdicts;
    }

    /**
     * Hunts one mutant.
     *
     * @param thorough whether to look for a property of Abstract that falls with the lemma, and to shrink the schedule
     */
    public static Verdict hunt(Mutant mutant, Arena arena, long seed, long maxRuns, int threads, boolean thorough) {
        return hunt(mutant.name(), mutant.location(), Redefinition.of(mutant), arena, seed, maxRuns, threads, thorough);
    }

    /** Hunts a change that is no mutant of a guard. */
    public static Verdict hunt(
            String name,
            String location,
            Redefinition redefinition,
            Arena arena,
            long seed,
            long maxRuns,
            int threads,
            boolean thorough) {
        long start = System.nanoTime();
        Probe.Findings found = BrokenWorld.hunt(redefinition, arena, seed, maxRuns, threads, thorough);
        return new Verdict(
                name,
                location,
                seed,
                found.runs(),
                found.property(),
                found.first(),
                found.explanation(),
                found.size(),
                found.tape(),
                (System.nanoTime() - start) / 1_000_000);
    }
}
