package next700.simulation.lcr.invariant;

import next700.protocol.lcr.LcrNotice;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import next700.process.Effect;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Payload;
import next700.trial.Violation;
import next700.simulation.lcr.LcrEvent;
import next700.simulation.lcr.LcrFacts;

/**
 * Thesis 2.4, Integrity: a process delivers a message at most once, and only if it was broadcast by the process that it
 * is said to be from. {@code LCR_Integrity} of the specification.
 */
final class Integrity implements LcrInvariant {
    private final Map<MemberId, Set<Payload>> seen = new TreeMap<>();

    @Override
    public String id() {
        return "LCR.Integrity";
    }

    @Override
    public Optional<Violation> check(LcrEvent event, LcrFacts facts) {
        Set<Payload> delivered = seen.computeIfAbsent(event.process(), unused -> new HashSet<>());
        for (LcrNotice.Deliver delivery : event.deliveries()) {
            for (Payload payload : delivery.data().payloads()) {
                if (!delivered.add(payload)) {
                    return violated(event, "%s delivers %s a second time.", event.process(), payload);
                }
                if (!facts.broadcastBy(delivery.origin()).contains(payload)) {
                    return violated(
                            event,
                            "%s delivers %s as a message of %s, which never broadcast it.",
                            event.process(),
                            payload,
                            delivery.origin());
                }
            }
        }
        return Optional.empty();
    }
}
