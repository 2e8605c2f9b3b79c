package next700.simulation.pbft.invariant;

import java.util.Optional;
import next700.process.ReplicaId;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;

/**
 * TOCS 2002, 4.3: "a backup accepts the pre-prepare message provided" that it is the primary's. In view 0, which takes
 * no NEW-VIEW, a correct primary has proposed whatever a correct backup sends a PREPARE for. TLA+: {@code Prepare}.
 */
final class PreparesWhatIsProposed implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.PreparesWhatIsProposed";
    }

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        ReplicaId primary = facts.primaryOf(0);
        if (facts.setup().isByzantine(primary)) {
            return Optional.empty();
        }
        for (Prepare m : moment.prepares()) {
            var proposal = PrePrepare.content(m.instance(), m.view(), m.sequence(), m.batch());
            if (m.view() == 0 && !facts.wasProposed(proposal)) {
                return Optional.of(
                        "%s stands by the batch %s at %d in view 0. The correct primary %s never proposed it there."
                                .formatted(moment.event().process(), m.batch().abbreviated(), m.sequence(), primary));
            }
        }
        return Optional.empty();
    }
}
