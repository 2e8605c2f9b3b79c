package next700.simulation.mutation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.trial.Exploration;
import next700.simulation.pbft.PbftCampaign;

/** Runs a campaign on PBFT in a broken world, and tells in strings, which both worlds know, what it found. */
public final class PbftProbe {
    /**
     * What a campaign on a mutant found.
     *
     * @param run the number of the first that failed; empty if none did
     */
    public record Findings(Optional<Long> run, String violation) {}

    /** Guards that neither safety nor progress leans on, and why. A scenario of PBFT's own misses each. */
    static final Map<String, String> KEPT = Map.of(
            "PBFT.ViewChange.later",
            "A VIEW-CHANGE for a view that the receiver has left is dropped before, whatever this guard says; and where an"
                    + " earlier one replaces what its sender said of a view still to come, the sender says that again when"
                    + " it is next asked with a STATUS. The guard saves steps, and the checking of the same signatures.");

    /** How many runs find each guard that is found. */
    public static final long MAX_RUNS = 600;

    private static final long SEED = 7;

    private PbftProbe() {}

    /** The mutants of PBFT that the adversary is to find. */
    public static List<Mutant> toBeFound() {
        return Mutants.ofPbft().stream()
                .filter(mutant -> !KEPT.containsKey(mutant.name()))
                .toList();
    }

    /** Hunts a guard of PBFT that is always true. */
    public static Findings hunt(Mutant mutant) {
        return hunt(mutant, SEED);
    }

    static Findings hunt(Mutant mutant, long seed) {
        return hunt(Redefinition.of(mutant), seed, MAX_RUNS);
    }

    /** Hunts a change of PBFT, on all cores. */
    public static Findings hunt(Redefinition redefinition, long maxRuns) {
        return hunt(redefinition, SEED, maxRuns);
    }

    private static Findings hunt(Redefinition redefinition, long seed, long maxRuns) {
        Class<?>[] types = {long.class, long.class, int.class};
        String[] told = BrokenWorld.hunt(
                redefinition,
                PbftProbe.class,
                types,
                seed,
                maxRuns,
                Runtime.getRuntime().availableProcessors());
        return told.length == 0
                ? new Findings(Optional.empty(), "")
                : new Findings(Optional.of(Long.valueOf(told[0])), told[1]);
    }

    /** Called by reflection, across class loaders. */
    public static String[] hunt(long seed, long maxRuns, int threads) {
        PbftCampaign.Result result =
                PbftCampaign.run(seed, new Exploration(0, maxRuns, threads, Optional.empty()), runs -> {});
        return result.failure()
                .map(failure -> new String[] {Long.toString(failure.run()), result.violation()})
                .orElse(new String[0]);
    }
}
