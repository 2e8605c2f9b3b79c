package next700.simulation.lcr;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.MemberId;
import next700.trial.ChoiceTape;
import next700.trial.Tape;
import next700.trial.Violation;

/**
 * One run, complete.
 *
 * @param decisions the choices that were not boring
 * @param flights every message that was sent, in order
 * @param violations in the order in which they showed, each property once
 */
public record LcrRun(
        Tape tape,
        List<ChoiceTape.Drawn> decisions,
        LcrSetup setup,
        List<LcrEvent> events,
        List<Flight> flights,
        List<Violation> violations,
        Set<LcrSometimes> reached) {

    /**
     * A message on its way.
     *
     * @param arrivedIn the number of the event; -1 if it never arrived
     */
    public record Flight(int sentIn, MemberId from, MemberId to, LcrMessage message, int arrivedIn) {}

    public LcrRun {
        reached = reached.isEmpty() ? Set.of() : EnumSet.copyOf(reached);
    }

    /** What broke first, if anything did. */
    public Optional<Violation> violation() {
        return violations.stream().findFirst();
    }

    public boolean violates(String property) {
        return violations.stream().anyMatch(violation -> violation.property().equals(property));
    }
}
