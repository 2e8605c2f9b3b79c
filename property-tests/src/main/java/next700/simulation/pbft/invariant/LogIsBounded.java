package next700.simulation.pbft.invariant;

import java.util.Optional;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;

/**
 * TOCS 2002, 4.4: the watermarks bound what a replica keeps: {@code h < n <= h + L}. The specification has no
 * watermarks: its {@code Numbers} bounds it.
 */
final class LogIsBounded implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.LogIsBounded";
    }

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        long length = facts.setup().settings().windowLength();
        int kept = facts.order().map(order -> order.openSlots()).orElse(0);
        return kept > length
                ? Optional.of("%s keeps something of %d sequence numbers. Between the watermarks lie %d."
                        .formatted(moment.event().process(), kept, length))
                : Optional.empty();
    }
}
