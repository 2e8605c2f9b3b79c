package next700.simulation.mutation;

import java.util.Optional;
import next700.simulation.lcr.LcrCampaign;

/** Runs a campaign on LCR in a broken world, and tells in strings, which both worlds know, what it found. */
public final class LcrProbe {
    /**
     * What a campaign on a mutant found.
     *
     * @param run the number of the first that failed; empty if none did
     */
    public record Findings(Optional<Long> run, String property, String explanation) {
        static Findings of(String[] told) {
            return told.length == 0
                    ? new Findings(Optional.empty(), "", "")
                    : new Findings(Optional.of(Long.valueOf(told[0])), told[1], told[2]);
        }
    }

    private static final long MAX_RUNS = 1_000;

    private LcrProbe() {}

    /** Hunts a guard of LCR that is always true. */
    public static Findings hunt(Mutant mutant) {
        return BrokenWorld.huntLcr(Redefinition.of(mutant), firstRun(mutant), MAX_RUNS);
    }

    /** Where to begin: two guards are missed only in rare schedules, and the campaign that found them ran for a minute. */
    public static long firstRun(Mutant mutant) {
        return switch (mutant.name()) {
            case "LCR.AckRecover.running" -> 35_000;
            case "LCR.View.promises" -> 29_900;
            default -> 0;
        };
    }

    /** Hunts a change of LCR that is no mutant of a guard. */
    public static Findings hunt(Redefinition redefinition, long firstRun, long maxRuns) {
        return BrokenWorld.huntLcr(redefinition, firstRun, maxRuns);
    }

    /** Called by reflection, across class loaders. */
    public static String[] hunt(long firstRun, long maxRuns) {
        LcrCampaign.Result result =
                LcrCampaign.runWithoutShrinking(LcrCampaign.Options.of(maxRuns).from(firstRun));
        return result.first()
                .map(failure -> new String[] {
                    Long.toString(failure.run()),
                    failure.violation().property(),
                    failure.violation().explanation()
                })
                .orElse(new String[0]);
    }
}
