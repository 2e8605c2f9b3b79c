package next700.simulation.pbft.invariant;

import java.util.List;
import java.util.stream.Stream;
import next700.trial.Observer;

/** All that is checked in every run of PBFT, the properties before the lemmas. */
public final class PbftInvariants {
    private static final List<String> IDS = Stream.concat(
                    ofOneRun().stream().map(PbftInvariant::id),
                    Stream.of(Observer.NEVER_FAILS, Observer.OWN_INVARIANTS).map(PbftInvariants::named))
            .toList();

    private PbftInvariants() {}

    /** How what the run itself sees to is called here. */
    public static String named(String upkeep) {
        return "PBFT." + upkeep;
    }

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
