package next700.simulation.lcr.invariant;

import java.util.List;

/** All that is checked in every run, the four properties of thesis 2.4 first. */
public final class LcrInvariants {
    private LcrInvariants() {}

    /** Fresh ones, for one run. */
    public static List<LcrInvariant> ofOneRun() {
        return List.of(
                new TotalOrder(),
                new Integrity(),
                new UniformAgreement(),
                new Validity(),
                new ViewsAreAgreedUpon(),
                new ViewChangesEnd(),
                new StopsOnlyIfCutOff(),
                new PendingIsBounded(),
                new MemoryIsReleased());
    }
}
