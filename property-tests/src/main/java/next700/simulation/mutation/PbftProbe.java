package next700.simulation.mutation;

import java.util.Optional;
import java.util.Set;
import next700.simulation.pbft.PbftCampaign;

/** Runs a campaign on PBFT in a broken world, and tells in strings, which both worlds know, what it found. */
public final class PbftProbe {
    /**
     * What a campaign on a mutant found.
     *
     * @param run the number of the first that failed; empty if none did
     */
    public record Findings(Optional<Long> run, String violation) {}

    /**
     * Guards that some hundred runs did not miss: what they keep out takes several view changes in a row. {@code
     * NewViewRuleTest} misses the conditions of the rule.
     */
    static final Set<String> RARE = Set.of("PBFT.Memory.new-view", "PBFT.NewView.uncontested", "PBFT.NewView.vouched");

    /** Guards whose hunt is still to be run with the liars as they are now. */
    static final Set<String> UNDECIDED = Set.of(
            "PBFT.Prepare.authentic",
            "PBFT.Prepare.backup",
            "PBFT.Request.trusted",
            "PBFT.Request.vouched",
            "PBFT.StateTransfer.ahead",
            "PBFT.StateTransfer.certified",
            "PBFT.StateTransfer.digest",
            "PBFT.View.current",
            "PBFT.ViewChange.authentic",
            "PBFT.ViewChange.checkpoint",
            "PBFT.ViewChange.plausible",
            "PBFT.ViewChange.later",
            "PBFT.ViewChange.join",
            "PBFT.Vote.first",
            "PBFT.Window");

    private static final long SEED = 7;

    private PbftProbe() {}

    /** Hunts a change of PBFT. */
    public static Findings hunt(Redefinition redefinition, long firstRun, long maxRuns) {
        Class<?>[] types = {long.class, long.class};
        String[] told = BrokenWorld.hunt(redefinition, PbftProbe.class, types, firstRun, maxRuns);
        return told.length == 0
                ? new Findings(Optional.empty(), "")
                : new Findings(Optional.of(Long.valueOf(told[0])), told[1]);
    }

    /** Called by reflection, across class loaders. */
    public static String[] hunt(long firstRun, long maxRuns) {
        PbftCampaign.Result result = PbftCampaign.run(SEED, firstRun, maxRuns);
        return result.run()
                .map(run -> new String[] {Long.toString(run), result.violation()})
                .orElse(new String[0]);
    }
}
