package next700.simulation.lcr.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.protocol.lcr.LcrEffect;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Payload;
import next700.simulation.Violation;
import next700.simulation.lcr.LcrEvent;
import next700.simulation.lcr.LcrFacts;

/**
 * Thesis 2.4, Total Order: for any two messages, if any process delivers one without having delivered the other, then no
 * process delivers the other before it. {@code LCR_TotalOrder} of the specification.
 *
 * <p>The deliveries of every process, those that crash or stop included, are one sequence from where the process began:
 * a founder at its start, a joiner wherever its first delivery stands.
 */
final class TotalOrder implements LcrInvariant {
    private final List<Payload> order = new ArrayList<>();
    private final Map<MemberId, Integer> positions = new TreeMap<>();

    @Override
    public String id() {
        return "LCR.TotalOrder";
    }

    @Override
    public Optional<Violation> check(LcrEvent event, LcrFacts facts) {
        for (LcrEffect.Deliver delivery : event.deliveries()) {
            for (Payload payload : delivery.data().payloads()) {
                int position = positions.computeIfAbsent(
                        event.process(), process -> facts.isFounder(process) ? 0 : whereFound(payload));
                if (position < order.size() && !order.get(position).equals(payload)) {
                    return violated(
                            event,
                            "%s delivers %s where another process delivered %s. Two messages are delivered in two"
                                    + " orders, or one of them not at all.",
                            event.process(),
                            payload,
                            order.get(position));
                }
                if (position == order.size()) {
                    order.add(payload);
                }
                positions.put(event.process(), position + 1);
            }
        }
        return Optional.empty();
    }

    private int whereFound(Payload payload) {
        int found = order.indexOf(payload);
        return found < 0 ? order.size() : found;
    }
}
