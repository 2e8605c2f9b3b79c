package next700.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Placement;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;

/**
 * The steps of a file that {@link StepLogWriter} wrote, with their histories made anew from the requests: a digest that
 * does not come out as written is an error. What a checkpoint had cut off from a history is there again if the same file
 * has it; if not, {@link WholeHistories} may find it in those of others.
 *
 * @param cutShort whether the last line was incomplete, as a killed process leaves it; it is not among the entries
 */
public record StepLog(List<Entry> entries, boolean cutShort) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private static final int BUFFER_BYTES = 1 << 16;

    /** A step and when it was taken, in nanoseconds of {@link System#nanoTime}. */
    public record Entry(long timeNanos, StepRecord step) {}

    public StepLog {
        entries = List.copyOf(entries);
    }

    /** Reads a file. */
    public static StepLog read(Path file) throws RecordingException {
        return new Reader(file).read();
    }

    private static final class Reader {
        private final Path file;
        private final Map<Digest, Request> requests = new HashMap<>();
        private final Map<Digest, History> histories = new HashMap<>();
        private final List<Entry> entries = new ArrayList<>();
        private long line;

        Reader(Path file) {
            this.file = file;
            histories.put(History.EMPTY.digest(), History.EMPTY);
        }

        StepLog read() throws RecordingException {
            boolean cutShort = false;
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
                for (byte[] text = nextLine(in); text.length > 0; text = nextLine(in)) {
                    line++;
                    cutShort = text[text.length - 1] != '\n';
                    if (!cutShort) {
                        take(parse(text));
                    }
                }
            } catch (IOException e) {
                throw new RecordingException(file, "cannot be read: " + e);
            }
            return new StepLog(entries, cutShort);
        }

        /** With its line feed, if it has one; empty at the end. */
        private static byte[] nextLine(InputStream in) throws IOException {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            int b;
            do {
                b = in.read();
                if (b >= 0) {
                    text.write(b);
                }
            } while (b >= 0 && b != '\n');
            return text.toByteArray();
        }

        private JsonNode parse(byte[] text) throws RecordingException {
            try {
                JsonNode node = JSON.readTree(text);
                if (!node.isObject()) {
                    throw wrong("expected a JSON object");
                }
                return node;
            } catch (JsonProcessingException e) {
                throw wrong("not JSON: " + e.getOriginalMessage());
            } catch (IOException e) {
                throw wrong("not JSON: " + e.getMessage());
            }
        }

        private void take(JsonNode node) throws RecordingException {
            if (node.has("step")) {
                takeStep(node);
            } else if (node.has("parent")) {
                takeHistory(node);
            } else if (node.has("length")) {
                takeCutOff(node);
            } else {
                takeRequest(node);
            }
        }

        private void takeRequest(JsonNode node) throws RecordingException {
            String[] name = text(node, "request").split(":", -1);
            Request request;
            try {
                if (name.length != 2 || !(ProcessId.parse(name[0]) instanceof ClientId client)) {
                    throw wrong("a request is named by its client and timestamp, such as c1:3");
                }
                Bytes operation = node.has("base64")
                        ? Bytes.copyOf(Base64.getDecoder().decode(text(node, "base64")))
                        : Bytes.utf8(text(node, "operation"));
                request = new Request(client, Long.parseLong(name[1]), operation);
            } catch (IllegalArgumentException e) {
                throw wrong(e.getMessage());
            }
            expect(request.digest(), digest(node, "digest"), "the request " + request);
            requests.put(request.digest(), request);
        }

        private void takeHistory(JsonNode node) throws RecordingException {
            History history = declared(histories, node, "parent").append(declared(requests, node, "last"));
            expect(history.digest(), digest(node, "history"), "the history");
            histories.put(history.digest(), history);
        }

        private void takeCutOff(JsonNode node) throws RecordingException {
            long length = number(node, "length");
            if (length < 1 || length > Integer.MAX_VALUE) {
                throw wrong("'length' must be from 1 to " + Integer.MAX_VALUE);
            }
            History history = History.cutOff((int) length, digest(node, "history"));
            histories.put(history.digest(), history);
        }

        private void expect(Digest actual, Digest written, String what) throws RecordingException {
            if (!actual.equals(written)) {
                throw wrong("the digest of " + what + " is " + actual.abbreviated() + "..., not "
                        + written.abbreviated() + "... as written");
            }
        }

        private void takeStep(JsonNode node) throws RecordingException {
            StepRecord step;
            try {
                step = new StepRecord(
                        StepKind.of(text(node, "kind")),
                        text(node, "step"),
                        ProcessId.parse(text(node, "process")),
                        new InstanceId(number(node, "instance")),
                        optional(requests, node, "digest"),
                        optional(histories, node, "init"),
                        optional(histories, node, "history"),
                        node.has("committed") ? Optional.of(digest(node, "committed")) : Optional.empty(),
                        node.has("view") ? Optional.of(placement(node)) : Optional.empty());
            } catch (IllegalArgumentException e) {
                throw wrong(e.getMessage());
            }
            entries.add(new Entry(number(node, "time"), step));
        }

        private Placement placement(JsonNode node) throws RecordingException {
            JsonNode batches = node.path("batches");
            if (!batches.isObject()) {
                throw wrong("'batches' must be an object");
            }
            SortedMap<Long, Digest> placed = new TreeMap<>();
            for (Map.Entry<String, JsonNode> entry : batches.properties()) {
                placed.put(sequence(entry.getKey()), digest(batches, entry.getKey()));
            }
            return new Placement(number(node, "view"), number(node, "base"), placed);
        }

        private long sequence(String name) throws RecordingException {
            try {
                return Long.parseLong(name);
            } catch (NumberFormatException e) {
                throw wrong("'" + name + "' is no sequence number");
            }
        }

        private <T> Optional<T> optional(Map<Digest, T> known, JsonNode node, String name) throws RecordingException {
            return node.has(name) ? Optional.of(declared(known, node, name)) : Optional.empty();
        }

        private <T> T declared(Map<Digest, T> known, JsonNode node, String name) throws RecordingException {
            Digest digest = digest(node, name);
            T value = known.get(digest);
            if (value == null) {
                throw wrong("'" + name + "' is " + digest.abbreviated() + "..., which no line before declares");
            }
            return value;
        }

        private Digest digest(JsonNode node, String name) throws RecordingException {
            try {
                return new Digest(Bytes.copyOf(HexFormat.of().parseHex(text(node, name))));
            } catch (IllegalArgumentException e) {
                throw wrong("'" + name + "' is not a digest");
            }
        }

        private String text(JsonNode node, String name) throws RecordingException {
            if (!node.path(name).isTextual()) {
                throw wrong("'" + name + "' must be a string");
            }
            return node.get(name).textValue();
        }

        private long number(JsonNode node, String name) throws RecordingException {
            if (!node.path(name).canConvertToExactIntegral() || !node.get(name).canConvertToLong()) {
                throw wrong("'" + name + "' must be an integer");
            }
            return node.get(name).longValue();
        }

        private RecordingException wrong(String cause) {
            return new RecordingException(file, line, cause);
        }
    }
}
