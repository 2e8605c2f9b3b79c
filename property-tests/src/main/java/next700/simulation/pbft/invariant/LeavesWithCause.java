package next700.simulation.pbft.invariant;

import java.util.Optional;
import next700.process.Input;
import next700.protocol.pbft.PbftMessage.Status;
import next700.protocol.pbft.PbftMessage.ViewChange;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;

/**
 * TOCS 2002, 4.5.2: liars alone make nobody leave a view. It takes a replica's own patience, a correct replica that has
 * left for that view or a later one, or a primary that says itself that it has lost its memory. The specification lets
 * replicas leave at any time: {@code MayLeave}.
 */
final class LeavesWithCause implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.LeavesWithCause";
    }

    private long latest;

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        if (moment.viewChanges().isEmpty()) {
            return Optional.empty();
        }
        Input input = moment.event().input();
        boolean hasCause = input instanceof Input.Expired
                || (input instanceof Input.Received received && received.message() instanceof Status);
        Optional<ViewChange> first = moment.viewChanges().stream()
                .filter(told -> told.replica().equals(moment.event().process()) && told.view() > latest)
                .findFirst();
        latest = Math.max(latest, first.map(ViewChange::view).orElse(0L));
        return first.filter(told -> !hasCause)
                .map(told ->
                        "%s leaves for view %d, though its patience lasts. No correct replica had left for that view."
                                .formatted(told.replica(), told.view()));
    }
}
