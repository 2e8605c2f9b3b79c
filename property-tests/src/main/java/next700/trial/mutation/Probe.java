package next700.simulation.mutation;

import java.util.Comparator;
import java.util.Optional;
import next700.simulation.Arena;
import next700.simulation.Campaign;
import next700.simulation.CampaignResult;
import next700.simulation.FuzzOptions;
import next700.trial.Violation;

/** Runs a campaign in a broken world, and tells in strings, which both worlds know, what it found. */
public final class Probe {
    /** Enough for a property of Abstract to fall too, where the lemma that broke first carries one. */
    private static final int LOOK_ON = 200;

    /**
     * What a campaign on a mutant found.
     *
     * @param runs until the first failure; empty if there was none
     * @param property the property that the counterexample violates
     * @param first the property that broke in the first run that failed
     */
    record Findings(Optional<Long> runs, String property, String first, String explanation, String size, String tape) {
        static Findings of(String[] told) {
            return told.length == 0
                    ? new Findings(Optional.empty(), "", "", "", "", "")
                    : new Findings(Optional.of(Long.valueOf(told[0])), told[1], told[2], told[3], told[4], told[5]);
        }
    }

    private Probe() {}

    /** Called by reflection, across class loaders. */
    public static String[] hunt(String composition, int f, long seed, long maxRuns, int threads, boolean thorough) {
        FuzzOptions options = FuzzOptions.of(Arena.of(composition, f), maxRuns)
                .withSeed(seed)
                .withThreads(threads)
                .lookingOn(thorough ? LOOK_ON : 0);
        CampaignResult result = thorough ? Campaign.run(options) : Campaign.runWithoutShrinking(options);
        if (result.failures().isEmpty()) {
            return new String[0];
        }
        long first = result.runsToFirstFailure().orElseThrow();
        Violation violation = result.failures().values().stream()
                .filter(failure -> failure.run() == first - 1)
                .map(CampaignResult.Failure::violation)
                .min(Comparator.comparingInt(Violation::event))
                .orElseThrow();
        return result.counterexample()
                .map(shrunk -> tell(
                        first,
                        violation,
                        shrunk.violation(),
                        shrunk.before() + " -> " + shrunk.after(),
                        shrunk.run().tape().encode()))
                .orElseGet(() -> tell(first, violation, violation, "", ""));
    }

    private static String[] tell(long first, Violation violation, Violation shown, String size, String tape) {
        return new String[] {
            Long.toString(first), shown.property(), violation.property(), shown.explanation(), size, tape
        };
    }
}
