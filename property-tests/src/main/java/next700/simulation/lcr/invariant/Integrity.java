package next700.simulation.lcr.invariant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import next700.process.ProcessId;
import next700.protocol.lcr.LcrNotice;
import next700.protocol.lcr.Payload;
import next700.simulation.lcr.LcrFacts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Thesis 2.4, Integrity: a process delivers a message at most once, and only if it was broadcast by the process that it
 * is said to be from. {@code LCR_Integrity} of the specification.
 */
final class Integrity implements LcrInvariant {
    private final Map<ProcessId, Set<Payload>> seen = new HashMap<>();

    @Override
    public String id() {
        return "LCR.Integrity";
    }

    @Override
    public Optional<Violation> check(Event event, LcrFacts facts) {
        Set<Payload> delivered = seen.computeIfAbsent(event.process(), unused -> new HashSet<>());
        for (LcrNotice.Deliver delivery : event.told(LcrNotice.Deliver.class)) {
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
