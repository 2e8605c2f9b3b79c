package next700.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes events as JSON lines that {@link HistoryReader} reads: as they happen, by a recorder, or a whole history
 * again. Each event is one line handed on at once, so that a recorder that dies loses no whole event. Not for several
 * threads at once.
 */
public final class HistoryWriter implements Closeable {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final OutputStream output;

    /** A writer onto a stream, which it closes with itself. */
    public HistoryWriter(OutputStream output) {
        this.output = output;
    }

    /**
     * Writes a whole history into a file. Operations of unknown outcome get no completion, except where their process
     * went on.
     */
    public static void write(History history, Path file) throws IOException {
        try (HistoryWriter writer = new HistoryWriter(Files.newOutputStream(file))) {
            writer.write(history);
        }
    }

    public void write(History history) throws IOException {
        Map<String, Operation> open = new HashMap<>();
        for (History.Event event : history.events()) {
            Operation operation = event.operation();
            String process = operation.process();
            long time = event.at().time();
            if (!event.completes()) {
                Operation unknown = open.put(process, operation);
                if (unknown != null) {
                    unknown(process, unknown.function(), unknown.argument(), time);
                }
                invoke(process, operation.function(), operation.argument(), time);
                continue;
            }
            open.remove(process);
            if (operation.completion() instanceof Completion.Ok ok) {
                ok(process, operation.function(), ok.value(), time);
            } else if (operation.completion() instanceof Completion.Failed failed) {
                fail(process, operation.function(), failed.value(), time);
            }
        }
    }

    public void invoke(String process, String function, Value argument, long time) throws IOException {
        event(process, "invoke", function, argument, time);
    }

    public void ok(String process, String function, Value result, long time) throws IOException {
        event(process, "ok", function, result, time);
    }

    public void fail(String process, String function, Value result, long time) throws IOException {
        event(process, "fail", function, result, time);
    }

    public void unknown(String process, String function, Value argument, long time) throws IOException {
        event(process, "info", function, argument, time);
    }

    @Override
    public void close() throws IOException {
        output.close();
    }

    private void event(String process, String type, String function, Value value, long time) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(output)) {
            json.writeStartObject();
            json.writeStringField("process", process);
            json.writeStringField("type", type);
            json.writeStringField("f", function);
            json.writeFieldName("value");
            write(json, value);
            json.writeNumberField("time", time);
            json.writeEndObject();
            json.writeRaw('\n');
        }
        output.flush();
    }

    private static void write(JsonGenerator json, Value value) throws IOException {
        switch (value) {
            case Value.Nil nil -> json.writeNull();
            case Value.Bool bool -> json.writeBoolean(bool.value());
            case Value.Whole whole -> json.writeNumber(whole.value());
            case Value.Decimal decimal -> json.writeNumber(decimal.value());
            case Value.Text text -> json.writeString(text.value());
            case Value.Sequence sequence -> {
                json.writeStartArray();
                for (Value element : sequence.elements()) {
                    write(json, element);
                }
                json.writeEndArray();
            }
            case Value.Mapping mapping -> {
                json.writeStartObject();
                for (var entry : mapping.entries().entrySet()) {
                    json.writeFieldName(entry.getKey());
                    write(json, entry.getValue());
                }
                json.writeEndObject();
            }
        }
    }
}
