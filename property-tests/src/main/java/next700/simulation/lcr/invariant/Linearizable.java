package next700.simulation.lcr.invariant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import next700.history.History;
import next700.history.Value;
import next700.linearizability.Counter;
import next700.linearizability.Linearizability;
import next700.linearizability.Verdict;
import next700.process.Input;
import next700.process.ProcessId;
import next700.protocol.lcr.LcrCall;
import next700.protocol.lcr.LcrNotice;
import next700.protocol.lcr.Payload;
import next700.simulation.lcr.LcrFacts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * What total order broadcast is for (thesis 1.1): a service of which every founder keeps a replica is linearizable (Herlihy
 * and Wing, TOPLAS 1990). Every broadcast is an operation of a client of its own, answered by the replica of its sender when
 * it is delivered there. The service counts its operations, and its answer is the count: so an answer says where in the
 * order its operation stands, and one that real time forbids shows.
 *
 * <p>A joiner's operations are executed and not answered by it: it would have to be sent the count first, which is not LCR's.
 */
final class Linearizable implements LcrInvariant {
    private static final String ADD = "add";
    private static final Value ONE = Value.of(1);

    /** Somebody counts before everybody else: a counter that answers what was added may only repeat it. */
    private final History.Builder seen =
            History.builder("clients of LCR").invoke("first", ADD, ONE, 0).ok("first", ONE, 0);

    private final Map<ProcessId, Long> counts = new HashMap<>();

    @Override
    public String id() {
        return "LCR.Linearizability";
    }

    @Override
    public Optional<Violation> check(Event event, LcrFacts facts) {
        if (event.input() instanceof Input.Called called && called.call() instanceof LcrCall.Broadcast broadcast) {
            seen.invoke(client(broadcast.payload()), ADD, ONE, event.number());
        }
        if (facts.isFounder(event.process())) {
            for (LcrNotice.Deliver delivery : event.told(LcrNotice.Deliver.class)) {
                delivery.data().payloads().forEach(payload -> executed(event, delivery.origin(), payload));
            }
        }
        return Optional.empty();
    }

    private void executed(Event event, ProcessId origin, Payload payload) {
        long count = counts.merge(event.process(), 1L, Long::sum);
        if (origin.equals(event.process()) && seen.isOpen(client(payload))) {
            seen.ok(client(payload), Value.of(1 + count), event.number());
        }
    }

    private static String client(Payload payload) {
        return payload.toString();
    }

    @Override
    public Optional<Violation> checkEnd(Event last, boolean isOver, LcrFacts facts) {
        return switch (Linearizability.of(new Counter()).check(seen.build())) {
            case Verdict.Holds holds -> Optional.empty();
            case Verdict.Violated violated ->
                violated(last, "%s", violated.violation().explain());
            case Verdict.Unknown unknown -> throw new IllegalStateException(unknown.explain());
        };
    }
}
