package next700.abstraction;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import next700.abstraction.AbstractEvent.Abort;
import next700.abstraction.AbstractEvent.Commit;
import next700.abstraction.AbstractEvent.Init;
import next700.abstraction.AbstractEvent.Invoke;

/** Writes a run as JSON lines that {@link AbstractRunReader} reads. Histories are named by numbers. */
public final class AbstractRunWriter {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final JsonGenerator json;
    private final Map<RequestHistory, String> ids = new HashMap<>();

    private AbstractRunWriter(JsonGenerator json) {
        this.json = json;
    }

    /** Writes the run to a stream, and leaves that open. */
    public static void write(AbstractRun run, OutputStream output) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(output)) {
            json.setRootValueSeparator(null);
            AbstractRunWriter writer = new AbstractRunWriter(json);
            writer.settings(run);
            for (AbstractEvent event : run.events()) {
                writer.event(event);
            }
        }
    }

    private void settings(AbstractRun run) throws IOException {
        begin("run");
        json.writeArrayFieldStart("byzantine");
        for (String process : new TreeSet<>(run.byzantine())) {
            json.writeString(process);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("progress");
        for (int instance : new TreeSet<>(run.progressing())) {
            json.writeNumber(instance);
        }
        json.writeEndArray();
        json.writeBooleanField("finished", run.isFinished());
        end();
    }

    private void event(AbstractEvent event) throws IOException {
        switch (event) {
            case Invoke invoke -> {
                Optional<String> init = invoke.init().isPresent()
                        ? Optional.of(declare(invoke.init().get()))
                        : Optional.empty();
                begin("invoke", event, init);
                json.writeStringField("request", invoke.request());
            }
            case Commit commit -> {
                begin("commit", event, Optional.of(reference(commit.history())));
                json.writeStringField("request", commit.request());
                if (commit.reply().isPresent()) {
                    json.writeStringField("reply", commit.reply().get());
                }
            }
            case Abort abort -> {
                begin("abort", event, Optional.of(declare(abort.history())));
                json.writeStringField("request", abort.request());
                json.writeNumberField("next", abort.next());
            }
            case Init init -> begin("init", event, Optional.of(declare(init.history())));
        }
        json.writeNumberField("time", event.time());
        end();
    }

    private String reference(HistoryReference reference) throws IOException {
        return switch (reference) {
            case RequestHistory history -> declare(history);
            // No number, so that it is nobody's.
            case UndeclaredHistory undeclared -> "undeclared " + undeclared.id();
        };
    }

    /** The name of a history, which is written before, with all that it extends, if it was not yet. */
    private String declare(RequestHistory history) throws IOException {
        Deque<RequestHistory> missing = new ArrayDeque<>();
        for (RequestHistory at = history; !at.isEmpty() && !ids.containsKey(at); at = at.parent()) {
            missing.push(at);
        }
        for (RequestHistory next : missing) {
            String id = Integer.toString(ids.size() + 1);
            begin("history");
            json.writeStringField("id", id);
            json.writeStringField("parent", id(next.parent()));
            json.writeStringField("request", next.last());
            end();
            ids.put(next, id);
        }
        return id(history);
    }

    private String id(RequestHistory history) {
        return history.isEmpty() ? "empty" : ids.get(history);
    }

    private void begin(String type, AbstractEvent event, Optional<String> history) throws IOException {
        begin(type);
        json.writeNumberField("instance", event.instance());
        json.writeStringField("process", event.process());
        if (history.isPresent()) {
            json.writeStringField("history", history.get());
        }
    }

    private void begin(String type) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
    }

    private void end() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }
}
