package next700.simulation.vr.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.StreamSupport;
import next700.history.Value;
import next700.linearizability.KeyValue;
import next700.process.Input;
import next700.process.Invocation;
import next700.protocol.vr.VrNotice;
import next700.service.Operations;
import next700.trial.ClientHistory;
import next700.trial.Event;

/**
 * VR "provides state machine replication" (1): what clients see of the replicated key-value store is one store. Decided by
 * {@code next700.linearizability} from what clients asked and were told, and from nothing else.
 */
final class Linearizable implements VrInvariant {
    private final ClientHistory seen = new ClientHistory();

    @Override
    public String id() {
        return "VR.Linearizability";
    }

    @Override
    public Optional<String> broken(VrMoment moment) {
        Event event = moment.event();
        if (event.input() instanceof Input.Called called && called.call() instanceof Invocation invocation) {
            JsonNode operation = Operations.parse(invocation.operation().toUtf8());
            seen.asks(event.process(), operation.get("f").textValue(), pair(operation), event.number());
        }
        for (VrNotice notice : event.told(VrNotice.class)) {
            seen.isTold(event.process(), pair(Operations.parse(notice.result().toUtf8())), event.number());
        }
        return Optional.empty();
    }

    private static Value pair(JsonNode node) {
        return Value.list(StreamSupport.stream(node.get("value").spliterator(), false)
                .map(element -> element.isNull() ? new Value.Nil() : Value.of(element.textValue()))
                .toArray(Value[]::new));
    }

    @Override
    public Optional<String> brokenAtTheEnd(boolean isAnswered, boolean isWhole) {
        return seen.contradiction(new KeyValue());
    }
}
