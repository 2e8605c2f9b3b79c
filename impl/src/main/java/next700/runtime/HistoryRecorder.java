package next700.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.recording.OperationLog;
import next700.runtime.Workload.Operation;
import next700.service.Operations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records operations as a history that can be checked. */
final class HistoryRecorder implements Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryRecorder.class);

    private final OperationLog history;
    private final Metrics metrics;

    HistoryRecorder(Path file, Metrics metrics) throws IOException {
        this.history = new OperationLog(file);
        this.metrics = metrics;
    }

    @Override
    public void invoked(ClientId client, Operation operation) throws IOException {
        history.invoked(client, operation.function(), operation.value());
    }

    @Override
    public void answered(ClientId client, Operation operation, Bytes reply) throws IOException {
        try {
            JsonNode node = Operations.parse(reply.toUtf8());
            String type = node.path("type").asText();
            if (Set.of("ok", "fail").contains(type) && node.has("value")) {
                history.answered(client, type, operation.function(), node.get("value"));
                return;
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("{}: a reply is not JSON: {}", client, e.getMessage());
        }
        metrics.count("failed.unreadable-reply");
        history.answered(client, "info", operation.function(), operation.value());
    }

    @Override
    public void close() throws IOException {
        history.close();
    }
}
