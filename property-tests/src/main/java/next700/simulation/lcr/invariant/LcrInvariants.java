package next700.simulation.lcr.invariant;

import java.util.List;
import java.util.stream.Stream;

/** All that is checked in every run, the four properties of thesis 2.4 first. */
public final class LcrInvariants {
    /** No process fails on an input, or breaks its own invariants: the host sees to that. */
    public static final String NEVER_FAILS = "LCR.NeverFails";

    private LcrInvariants() {}

    /** The identifiers of all that a run can break: these, and that no process fails. */
    public static List<String> ids() {
        return Stream.concat(ofOneRun().stream().map(LcrInvariant::id), Stream.of(NEVER_FAILS))
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
