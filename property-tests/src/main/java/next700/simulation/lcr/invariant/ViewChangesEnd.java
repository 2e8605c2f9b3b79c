package next700.simulation.lcr.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.protocol.lcr.LcrProcess.Phase;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.View;
import next700.simulation.lcr.LcrFacts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Every view change comes to its end, and with it everything else: when nothing more can happen, those who live are in
 * one view, and are all of it. {@code LCR_ViewChangesEnd} of the specification.
 */
final class ViewChangesEnd implements LcrInvariant {
    @Override
    public String id() {
        return "LCR.ViewChangesEnd";
    }

    @Override
    public Optional<Violation> checkEnd(Event last, boolean isOver, LcrFacts facts) {
        if (!isOver) {
            return violated(last, "The run does not come to an end: something circulates for ever.");
        }
        List<MemberId> inside = new ArrayList<>(facts.alive());
        inside.removeIf(process -> facts.process(process).phase() == Phase.OUTSIDE);
        for (MemberId process : inside) {
            Phase phase = facts.process(process).phase();
            if (phase != Phase.MEMBER) {
                return violated(last, "%s waits for ever for a view change to end.", process);
            }
            View view = facts.process(process).view().orElseThrow();
            if (!inside.containsAll(view.members()) || view.size() != inside.size()) {
                return violated(
                        last,
                        "%s ends in %s, and those who live and are members of some view are %s.",
                        process,
                        view,
                        inside);
            }
        }
        return Optional.empty();
    }
}
