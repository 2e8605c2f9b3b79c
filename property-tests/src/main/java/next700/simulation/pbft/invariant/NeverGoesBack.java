package next700.simulation.pbft.invariant;

import java.util.Optional;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;

/**
 * TOCS 2002, 5.3: the state that a replica takes over is later than its own, so that what a correct replica has executed
 * only grows, until a crash takes its memory. The specification leaves states out.
 */
final class NeverGoesBack implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.NeverGoesBack";
    }

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        if (facts.order().isEmpty() || facts.executedBefore().isEmpty()) {
            return Optional.empty();
        }
        long before = facts.executedBefore().getAsLong();
        long now = facts.order().get().executed();
        return now < before
                ? Optional.of("%s had executed up to %d. Now it has executed up to %d only."
                        .formatted(moment.event().process(), before, now))
                : Optional.empty();
    }
}
