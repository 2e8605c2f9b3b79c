package next700.simulation.lcr.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.ProcessId;
import next700.protocol.lcr.LcrNotice;
import next700.protocol.lcr.Payload;
import next700.simulation.lcr.LcrFacts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Thesis 2.4, Total Order: for any two messages, if any process delivers one without having delivered the other, then no
 * process delivers the other before it. {@code LCR_TotalOrder} of the specification.
 *
 * <p>What is delivered in a view is one sequence, of which every process delivers a prefix, those that crash or stop
 * included; and who delivers anything in a later view has delivered all that anybody ever does of those before it, from
 * the first view on that it was in. When it does so in time plays no part: a founder may still deliver what joiners of
 * the next view need not know while these deliver there.
 */
final class TotalOrder implements LcrInvariant {
    private record Place(ProcessId process, long view) {}

    private final Map<Long, List<Payload>> orders = new TreeMap<>();
    private final Map<Place, Integer> positions = new HashMap<>();

    /** The latest view that a process has delivered anything in. */
    private final Map<ProcessId, Long> latest = new HashMap<>();

    @Override
    public String id() {
        return "LCR.TotalOrder";
    }

    @Override
    public Optional<Violation> check(Event event, LcrFacts facts) {
        for (LcrNotice.Deliver delivery : event.told(LcrNotice.Deliver.class)) {
            long view = delivery.data().view();
            for (Payload payload : delivery.data().payloads()) {
                Optional<Violation> violation =
                        enters(event, view, facts).or(() -> delivers(event, view, payload, facts));
                if (violation.isPresent()) {
                    return violation;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Violation> enters(Event event, long view, LcrFacts facts) {
        ProcessId process = event.process();
        latest.merge(process, view, Math::max);
        for (Map.Entry<Long, List<Payload>> earlier : orders.entrySet()) {
            int mine = positions.getOrDefault(new Place(process, earlier.getKey()), 0);
            if (isOwed(process, earlier.getKey(), view, facts)
                    && mine < earlier.getValue().size()) {
                return violated(
                        event,
                        "%s delivers a message of view %d without %s of view %d, which another process delivered.",
                        process,
                        view,
                        earlier.getValue().get(mine),
                        earlier.getKey());
            }
        }
        return Optional.empty();
    }

    private Optional<Violation> delivers(Event event, long view, Payload payload, LcrFacts facts) {
        ProcessId process = event.process();
        List<Payload> order = orders.computeIfAbsent(view, unused -> new ArrayList<>());
        int position = positions.merge(new Place(process, view), 1, Integer::sum) - 1;
        if (position < order.size()) {
            Payload other = order.get(position);
            return other.equals(payload)
                    ? Optional.empty()
                    : violated(
                            event,
                            "%s delivers %s where another process delivered %s. Two messages are delivered in two"
                                    + " orders, or one of them not at all.",
                            process,
                            payload,
                            other);
        }
        order.add(payload);
        Optional<ProcessId> without = latest.entrySet().stream()
                .filter(entry -> isOwed(entry.getKey(), view, entry.getValue(), facts))
                .map(Map.Entry::getKey)
                .findFirst();
        return without.flatMap(other -> violated(
                event,
                "%s delivers %s of view %d, and %s had delivered a message of view %d without it.",
                process,
                payload,
                view,
                other,
                latest.get(other)));
    }

    /** A process that delivers in a later view must have delivered what is delivered in that one. */
    private static boolean isOwed(ProcessId process, long view, long later, LcrFacts facts) {
        return view < later && facts.firstViewOf(process) <= view;
    }
}
