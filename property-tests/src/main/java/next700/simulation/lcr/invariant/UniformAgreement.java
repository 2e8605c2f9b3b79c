package next700.simulation.lcr.invariant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.protocol.lcr.LcrNotice;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Payload;
import next700.simulation.lcr.LcrFacts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Thesis 2.4, Uniform Agreement: what any process delivers, also one that crashes right after, every correct process
 * delivers. {@code LCR_UniformAgreement} of the specification. A joiner owes what is delivered in the views that it is
 * a member of.
 */
final class UniformAgreement implements LcrInvariant {
    private final Map<Payload, Long> viewOf = new HashMap<>();

    @Override
    public String id() {
        return "LCR.UniformAgreement";
    }

    @Override
    public Optional<Violation> check(Event event, LcrFacts facts) {
        for (LcrNotice.Deliver delivery : event.told(LcrNotice.Deliver.class)) {
            delivery.data()
                    .payloads()
                    .forEach(payload ->
                            viewOf.putIfAbsent(payload, delivery.data().view()));
        }
        return Optional.empty();
    }

    @Override
    public Optional<Violation> checkEnd(Event last, boolean isOver, LcrFacts facts) {
        if (!isOver) {
            return Optional.empty();
        }
        for (MemberId process : facts.alive()) {
            if (facts.process(process).view().isEmpty()) {
                continue;
            }
            long first = facts.firstViewOf(process);
            List<Payload> delivered = facts.deliveredBy(process);
            for (Map.Entry<Payload, Long> entry : viewOf.entrySet()) {
                if (entry.getValue() >= first && !delivered.contains(entry.getKey())) {
                    return violated(
                            last,
                            "Some process delivered %s in view %d, and %s, which lives, never does.",
                            entry.getKey(),
                            entry.getValue(),
                            process);
                }
            }
        }
        return Optional.empty();
    }
}
