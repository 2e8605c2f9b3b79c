package next700.simulation.lcr.invariant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import next700.process.Input;
import next700.process.ProcessId;
import next700.protocol.lcr.LcrMessage.Data;
import next700.protocol.lcr.LcrMessage.Ring;
import next700.protocol.lcr.LcrNotice;
import next700.simulation.lcr.LcrFacts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Flow control (thesis 2.5.2): of each sender's messages a member holds no more than two windows, one in its pending
 * list and one in its forward queue. A single batch may be larger than the window.
 */
final class PendingIsBounded implements LcrInvariant {
    private record Holding(ProcessId holder, long view, int origin) {}

    private final Map<Holding, Integer> bytes = new HashMap<>();

    @Override
    public String id() {
        return "LCR.PendingIsBounded";
    }

    @Override
    public Optional<Violation> check(Event event, LcrFacts facts) {
        int limit = 2 * Math.max(facts.settings().windowBytes(), largestBatch(facts));
        if (event.input() instanceof Input.Received received
                && received.message() instanceof Ring ring
                && ring.data().isPresent()) {
            Data data = ring.data().get();
            int held = add(event.process(), data, data.sizeBytes());
            if (held > limit) {
                return violated(
                        event,
                        "%s holds %d bytes of one sender's messages, and the window is %d.",
                        event.process(),
                        held,
                        facts.settings().windowBytes());
            }
        }
        event.told(LcrNotice.Deliver.class)
                .forEach(delivery ->
                        add(event.process(), delivery.data(), -delivery.data().sizeBytes()));
        event.told(LcrNotice.Discard.class)
                .forEach(discard ->
                        add(event.process(), discard.data(), -discard.data().sizeBytes()));
        return Optional.empty();
    }

    private int add(ProcessId holder, Data data, int amount) {
        return bytes.merge(new Holding(holder, data.view(), data.origin()), amount, Integer::sum);
    }

    private static int largestBatch(LcrFacts facts) {
        return Math.max(4, facts.settings().batchBytes());
    }
}
