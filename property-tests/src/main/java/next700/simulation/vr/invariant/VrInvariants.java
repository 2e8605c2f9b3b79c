package next700.simulation.vr.invariant;

import java.util.List;
import java.util.stream.Stream;
import next700.trial.Observer;

/** All that a run of VR must keep. */
public final class VrInvariants {
    private VrInvariants() {}

    /** New ones, for one run; what clients see first. */
    public static List<VrInvariant> ofOneRun() {
        return List.of(
                new Linearizable(),
                new EveryRequestIsAnswered(),
                new EveryReplicaRecovers(),
                new ExecutesAlike(),
                new ExecutesOnce(),
                new ExecutedSurvives(),
                new RecoversWhatItKnew(),
                new RecoversByItsAnswers(),
                new OneLogPerView(),
                new HasWhatItsViewBeganWith(),
                new CommittedIsPrepared(),
                new ViewsOnlyGrow(),
                new ViewChangeIsKnown(),
                new TellsItsLatestNormalView(),
                new StartsWithTheLatestLog(),
                new StartsWithTheLargestK(),
                new GivesStateOfItsView(),
                new RecoveringIsSilent());
    }

    /** The identifiers, and those of what the run itself sees to. */
    public static List<String> ids() {
        return Stream.concat(
                        ofOneRun().stream().map(VrInvariant::id),
                        Stream.of(named(Observer.NEVER_FAILS), named(Observer.OWN_INVARIANTS)))
                .toList();
    }

    /** How the subject calls what the run itself sees to. */
    public static String named(String upkeep) {
        return "VR." + upkeep;
    }
}
