package next700.simulation.mutation;

import java.util.Optional;
import next700.trial.Tape;
import next700.simulation.lcr.LcrCampaign;
import next700.simulation.lcr.LcrSimulation;

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
    private static final long MAX_RARE_RUNS = 300_000;

    private LcrProbe() {}

    /** Hunts a guard of LCR that is always true. */
    public static Findings hunt(Mutant mutant) {
        return BrokenWorld.huntLcr(Redefinition.of(mutant), firstRun(mutant), maxRuns(mutant));
    }

    /** Where to begin: this guard is missed only in rare schedules, and the campaign that found one ran for a minute. */
    public static long firstRun(Mutant mutant) {
        return mutant.name().equals("LCR.View.promises") ? 29_900 : 0;
    }

    /** This guard, too, is missed only in rare schedules: about one in tens of thousands. */
    private static long maxRuns(Mutant mutant) {
        return mutant.name().equals("LCR.AckRecover.running") ? MAX_RARE_RUNS : MAX_RUNS;
    }

    /** Hunts a change of LCR that is no mutant of a guard. */
    public static Findings hunt(Redefinition redefinition, long firstRun, long maxRuns) {
        return BrokenWorld.huntLcr(redefinition, firstRun, maxRuns);
    }

    /** Replays one schedule on a change of LCR that campaigns find only in rare schedules. */
    public static Findings replay(Redefinition redefinition, String tape) {
        return BrokenWorld.replayLcr(redefinition, tape);
    }

    /** Called by reflection, across class loaders. */
    public static String[] hunt(String tape) {
        return LcrSimulation.replay(Tape.decode(tape))
                .violation()
                .map(violation -> new String[] {"0", violation.property(), violation.explanation()})
                .orElse(new String[0]);
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
