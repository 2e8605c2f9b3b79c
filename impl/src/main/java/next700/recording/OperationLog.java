package next700.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import next700.process.ClientId;

/**
 * Writes the history of operations: {@code {"process": 1, "type": "invoke", "f": "put", "value": ["k", "v"], "time":
 * 123}} when a client invokes, and {@code "ok"} or {@code "fail"} with the reply's value when it is answered. An
 * operation whose answer never comes has no second line.
 *
 * <p>Every line reaches the operating system at once and in one piece, before the call returns: an operation that any
 * replica ever saw stands in the file, even if the client is killed.
 */
public final class OperationLog implements AutoCloseable {
    private final OutputStream out;

    /** Starts a new file, over an older one if there is any. */
    public OperationLog(Path file) throws IOException {
        out = Files.newOutputStream(file);
    }

    public void invoked(ClientId client, String function, JsonNode value) throws IOException {
        write(client, "invoke", function, value);
    }

    /**
     * Records an answer.
     *
     * @param type {@code ok}, {@code fail} if the operation had no effect, or {@code info} if it is not known
     */
    public void answered(ClientId client, String type, String function, JsonNode value) throws IOException {
        write(client, type, function, value);
    }

    private void write(ClientId client, String type, String function, JsonNode value) throws IOException {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("process", client.number());
        line.put("type", type);
        line.put("f", function);
        line.set("value", value);
        line.put("time", System.nanoTime());
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
