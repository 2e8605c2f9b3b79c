package next700.simulation.lcr.invariant;

import java.util.List;
import java.util.stream.Stream;

/** All that is checked in every run, the four properties of thesis 2.4 first. */
public final class LcrInvariants {
    private LcrInvariants() {}

    /** The identifiers of all that a run can break: these, and that no process fails. */
    public static List<String> ids() {
        return Stream.concat(ofOneRun().stream().map(LcrInvariant::id), Stream.of("LCR.NeverFails"))
                .toList();
    }

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
