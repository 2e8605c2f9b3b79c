package next700.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import next700.process.Bytes;
import next700.process.Call;
import next700.process.ClientId;
import next700.process.Invocation;
import next700.process.Notice;
import next700.protocol.abstraction.Indication;
import next700.recording.OperationLog;
import next700.service.Operations;

/** Gets and puts on three keys of a key-value store, with a history of them. */
final class TestCallers implements Callers {
    private static final int KEYS = 3;

    private final OperationLog history;
    private final Map<ClientId, String> functions = new TreeMap<>();
    private long written;

    TestCallers(Path file) throws IOException {
        history = new OperationLog(file);
    }

    @Override
    public Call next(ClientId client, RandomGenerator random) throws IOException {
        String function = random.nextBoolean() ? "get" : "put";
        ArrayNode value = JsonNodeFactory.instance.arrayNode().add("k" + random.nextInt(KEYS));
        if (function.equals("get")) {
            value.addNull();
        } else {
            value.add(client + "-" + ++written);
        }
        functions.put(client, function);
        history.invoked(client, function, value);
        return new Invocation(Operations.of(function, value));
    }

    @Override
    public boolean told(ClientId client, Call call, Notice notice) throws IOException {
        Bytes reply = ((Indication.Commit) notice).reply();
        JsonNode node = Operations.parse(reply.toUtf8());
        history.answered(client, node.get("type").asText(), functions.get(client), node.get("value"));
        return true;
    }

    @Override
    public void close() throws IOException {
        history.close();
    }
}
