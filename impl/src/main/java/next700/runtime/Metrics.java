package next700.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts by cause, such as {@code received.frames} or {@code dropped.malformed.not-canonical}. */
public final class Metrics {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** Counts one more of a cause. */
    public void count(String cause) {
        add(cause, 1);
    }

    void add(String cause, long amount) {
        counts.computeIfAbsent(cause, unused -> new LongAdder()).add(amount);
    }

    /** The count of one cause. */
    public long of(String cause) {
        LongAdder count = counts.get(cause);
        return count == null ? 0 : count.sum();
    }

    /** All counts that are not zero, by name. */
    public Map<String, Long> snapshot() {
        Map<String, Long> snapshot = new TreeMap<>();
        counts.forEach((cause, count) -> snapshot.put(cause, count.sum()));
        return snapshot;
    }

    /** Writes the counts as one JSON object. */
    void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            for (Map.Entry<String, Long> count : snapshot().entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeEndObject();
        }
    }
}
