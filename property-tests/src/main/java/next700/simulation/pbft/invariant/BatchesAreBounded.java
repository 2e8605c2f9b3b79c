package next700.simulation.pbft.invariant;

import java.util.Optional;
import next700.protocol.pbft.PbftMessage.Prepare;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;

/**
 * TOCS 2002, 5.1.4, where batching is bounded: a correct replica accepts no batch of more requests than a correct
 * primary would put into one. In the specification a number is for one request.
 */
final class BatchesAreBounded implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.BatchesAreBounded";
    }

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        for (Prepare m : moment.prepares()) {
            if (facts.sizeOf(m.batch()) > facts.setup().settings().batchBound()) {
                return Optional.of("%s accepts a batch of %d requests at %d. A batch has %d at most."
                        .formatted(
                                moment.event().process(),
                                facts.sizeOf(m.batch()),
                                m.sequence(),
                                facts.setup().settings().batchBound()));
            }
        }
        return Optional.empty();
    }
}
