package next700.simulation.paxos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import next700.history.Value;
import next700.process.Bytes;
import next700.service.Operations;
import next700.trial.ChoiceTape;
import next700.trial.Decision;

/** What a client wants of the key-value store, in the words of the service and in those of histories. */
record Load(String function, String key, Value value, Bytes operation) {
    private static final List<String> KEYS = List.of("a", "b");

    /** Draws one; no two put the same value. */
    static Load draw(ChoiceTape tape, int number) {
        String key = KEYS.get(tape.choose(KEYS.size(), Decision.INVOCATION, "key"));
        String mine = "v" + number;
        return switch (tape.choose(3, Decision.INVOCATION, "operation")) {
            case 0 -> new Load("put", key, Value.of(mine), operation("put", key, "\"" + mine + "\""));
            case 1 -> new Load("get", key, Value.NIL, operation("get", key, "null"));
            default -> new Load("append", key, Value.of(mine), operation("append", key, "\"" + mine + "\""));
        };
    }

    private static Bytes operation(String function, String key, String value) {
        return Operations.of(function, "[\"" + key + "\", " + value + "]");
    }

    /** As histories write it. */
    Value argument() {
        return new Value.Sequence(List.of(Value.of(key), value));
    }

    /** The answer as histories write it: a get's, what was there; a change's, what it was asked for. */
    Value answer(Bytes reply) {
        if (!function.equals("get")) {
            return argument();
        }
        JsonNode there = Operations.parse(reply.toUtf8()).get("value").get(1);
        return new Value.Sequence(List.of(Value.of(key), there.isNull() ? Value.NIL : Value.of(there.textValue())));
    }
}
