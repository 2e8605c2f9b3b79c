package next700.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import next700.process.Taken;
import next700.wire.FrameCodec;
import next700.wire.FrameLimits;
import next700.wire.MalformedFrameException;
import next700.wire.RecordCodec;

/**
 * The steps of any protocol in a file: a line of JSON for each,
 *
 * <pre>
 *   {"time":123,"process":"r1","step":"Take","says":"RegisterStep[step=Take, ...]","record":"AQI..."}
 * </pre>
 *
 * where {@code record} is the step itself as a {@link RecordCodec} has it, in Base64, and the rest is for people.
 */
public final class TakenLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RecordCodec<Taken> codec;

    /** @param steps the records of the protocol's steps, or sealed interfaces of them */
    public TakenLog(List<Class<?>> steps) {
        codec = new RecordCodec<>(
                Taken.class,
                Stream.concat(FrameCodec.NAMES.stream(), steps.stream()).toList(),
                FrameLimits.DEFAULT);
    }

    /** Starts a new file, over an older one if there is any. */
    public StepRecorder write(Path file) throws IOException {
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        return new StepRecorder() {
            @Override
            public void write(long timeNanos, Taken step) throws IOException {
                ObjectNode line = JsonNodeFactory.instance
                        .objectNode()
                        .put("time", timeNanos)
                        .put("process", step.process().name())
                        .put("step", step.step())
                        .put("says", step.toString())
                        .put("record", Base64.getEncoder().encodeToString(codec.encode(step)));
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }

    /** Reads a file; its last line, if that is not whole, as a process leaves it that is killed, is passed over. */
    public List<RecordedStep> read(Path file) throws RecordingException {
        List<RecordedStep> steps = new ArrayList<>();
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new RecordingException(file, "cannot be read: " + e);
        }
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            try {
                JsonNode line = JSON.readTree(text.substring(from, end));
                byte[] step = Base64.getDecoder().decode(line.path("record").asText());
                steps.add(new RecordedStep(line.path("time").asLong(), codec.decode(step)));
            } catch (JsonProcessingException e) {
                throw new RecordingException(file, steps.size() + 1L, "not JSON: " + e.getOriginalMessage());
            } catch (IllegalArgumentException | MalformedFrameException e) {
                throw new RecordingException(file, steps.size() + 1L, "'record' is no step: " + e.getMessage());
            }
            from = end + 1;
        }
        return steps;
    }
}
