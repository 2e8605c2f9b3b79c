package next700.simulation.pbft.invariant;

import java.util.List;
import java.util.stream.Stream;

/** All that is checked in every run of PBFT, the properties before the lemmas. */
public final class PbftInvariants {
    /** No process fails on what it receives. */
    public static final String NEVER_FAILS = "PBFT.NeverFails";

    /** Each process keeps the invariants of its own state ({@link next700.process.Automaton#check}). */
    public static final String OWN_INVARIANTS = "PBFT.OwnInvariants";

    private static final List<String> IDS = Stream.concat(
                    ofOneRun().stream().map(PbftInvariant::id), Stream.of(NEVER_FAILS, OWN_INVARIANTS))
            .toList();

    private PbftInvariants() {}

    /** The identifiers of all that a run can break: these, and that no process fails or is inconsistent. */
    public static List<String> ids() {
        return IDS;
    }

    /** Fresh ones, for one run. */
    public static List<PbftInvariant> ofOneRun() {
        return List.of(
                new Linearizable(),
                new Agreement(),
                new OneBatch(),
                new ExecutedOnce(),
                new ExecutedOnlyIfInvoked(),
                new CommitOrder(),
                new Reply(),
                new NeverAborts(),
                new EveryRequestCommits(),
                new ExecutesWhatCommitted(),
                new NeverGoesBack(),
                new OneVote(),
                new PreparesWhatIsProposed(),
                new CommitsWhatPrepared(),
                new CheckpointsAgree(),
                new TellsWhatPrepared(),
                new ViewsAreProven(),
                new LeavesWithCause(),
                new BatchesAreBounded(),
                new LogIsBounded());
    }
}
