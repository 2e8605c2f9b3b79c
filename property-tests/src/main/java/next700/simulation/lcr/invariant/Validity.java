package next700.simulation.lcr.invariant;

import java.util.List;
import java.util.Optional;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Payload;
import next700.simulation.lcr.LcrFacts;
import next700.simulation.lcr.LcrFacts.End;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Thesis 2.4, Validity: a correct process delivers what it broadcasts. {@code LCR_Validity} of the specification. One
 * that leaves of its own will counts among the correct.
 */
final class Validity implements LcrInvariant {
    @Override
    public String id() {
        return "LCR.Validity";
    }

    @Override
    public Optional<Violation> checkEnd(Event last, boolean isOver, LcrFacts facts) {
        if (!isOver) {
            return Optional.empty();
        }
        for (MemberId process : facts.processes()) {
            boolean isCorrect =
                    facts.endOf(process).isEmpty() || facts.endOf(process).get() == End.LEFT;
            List<Payload> delivered = facts.deliveredBy(process);
            for (Payload payload : facts.broadcastBy(process)) {
                if (isCorrect && !delivered.contains(payload)) {
                    return violated(
                            last, "%s broadcast %s and never delivers it, and it is correct.", process, payload);
                }
            }
        }
        return Optional.empty();
    }
}
