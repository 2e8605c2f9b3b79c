package next700.simulation.pbft.invariant;

import java.util.Optional;
import next700.process.Digest;
import next700.protocol.pbft.PbftMessage.Checkpoint;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;

/**
 * TOCS 2002, 4.4: correct replicas that have executed up to a checkpoint are in the same state there, so that a stable
 * checkpoint is the state that follows from what was agreed. The specification leaves checkpoints out.
 */
final class CheckpointsAgree implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.CheckpointsAgree";
    }

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        for (Checkpoint m : moment.checkpoints()) {
            Digest first = facts.stateAt(m.sequence()).orElseThrow();
            if (!first.equals(m.state())) {
                return Optional.of(
                        "%s tells the state %s of checkpoint %d. Of the same checkpoint a correct replica told %s."
                                .formatted(
                                        moment.event().process(),
                                        m.state().abbreviated(),
                                        m.sequence(),
                                        first.abbreviated()));
            }
        }
        return Optional.empty();
    }
}
