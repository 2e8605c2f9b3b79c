package next700.simulation.lcr.invariant;

import java.util.List;
import java.util.stream.Stream;
import next700.trial.Observer;

/** All that is checked in every run, the four properties of thesis 2.4 first. */
public final class LcrInvariants {
    private LcrInvariants() {}

    /** How what the run itself sees to is called here. */
    public static String named(String upkeep) {
        return "LCR." + upkeep;
    }

    /** The identifiers of all that a run can break: these, and what the run itself sees to. */
    public static List<String> ids() {
        return Stream.concat(
                        ofOneRun().stream().map(LcrInvariant::id),
                        Stream.of(Observer.NEVER_FAILS, Observer.OWN_INVARIANTS).map(LcrInvariants::named))
                .toList();
    }

    /** Fresh ones, for one run. */
    public static List<LcrInvariant> ofOneRun() {
        return List.of(
                new TotalOrder(),
                new Integrity(),
                new UniformAgreement(),
                new Validity(),
                new Linearizable(),
                new ViewsAreAgreedUpon(),
                new ViewChangesEnd(),
                new StopsOnlyIfCutOff(),
                new PendingIsBounded(),
                new MemoryIsReleased());
    }
}
