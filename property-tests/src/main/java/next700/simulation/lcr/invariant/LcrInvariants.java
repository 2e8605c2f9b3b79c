package next700.simulation.lcr.invariant;

import java.util.List;
import java.util.stream.Stream;

/** All that is checked in every run, the four properties of thesis 2.4 first. */
public final class LcrInvariants {
    /** No process fails on an input: the host sees to that. */
    public static final String NEVER_FAILS = "LCR.NeverFails";

    /** Every process keeps its own invariants: the host sees to that, too. */
    public static final String OWN_INVARIANTS = "LCR.OwnInvariants";

    private LcrInvariants() {}

    /** The identifiers of all that a run can break: these, and what the host sees to. */
    public static List<String> ids() {
        return Stream.concat(ofOneRun().stream().map(LcrInvariant::id), Stream.of(NEVER_FAILS, OWN_INVARIANTS))
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
