package next700.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import next700.process.Bytes;
import next700.process.Digest;
import next700.process.Taken;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Placement;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepRecord;

/**
 * Writes the steps that processes took, as {@link StepLog} reads them. A line is one of
 *
 * <pre>
 *   {"step":"Q2","kind":"executes","time":123,"process":"r1","instance":1,
 *    "request":"c1:3","digest":D,"init":D,"history":D,"committed":D,
 *    "view":0,"base":0,"batches":{"1":D}}
 *   {"request":"c1:3","digest":D,"operation":TEXT}       (or "base64" where the operation is not text)
 *   {"history":D,"parent":D,"last":D}
 *   {"history":D,"length":3}
 * </pre>
 *
 * where {@code D} are digests in hexadecimal. A step names its request for people by client and timestamp, and for
 * programs by digest, since a Byzantine client may use a timestamp twice. The others declare a request and a history (its
 * parent and one request more) before a line that speaks of them, and once more if that was long ago, since a writer that
 * remembered all that it ever declared would fill the memory; the empty history needs no declaration. The last
 * kind declares one that a checkpoint has cut off, and that this process never had with all its requests.
 *
 * <p>Lines are buffered until {@link #flush}.
 */
public final class StepLogWriter implements StepRecorder {
    private static final int BUFFER_BYTES = 1 << 16;

    /** How many declarations it remembers of each kind, in some 100 bytes each; far more than a replica has open at a time. */
    private static final int REMEMBERED = 1 << 14;

    private final JsonGenerator json;
    private final Set<Digest> declaredRequests = latest();
    private final Set<Digest> declaredHistories = latest();

    /** Starts a new file, over an older one if there is any. */
    public StepLogWriter(Path file) throws IOException {
        json = new JsonFactory()
                .createGenerator(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES))
                .setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    /** The digests that were added last. */
    private static Set<Digest> latest() {
        return Collections.newSetFromMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Digest, Boolean> eldest) {
                return size() > REMEMBERED;
            }
        });
    }

    @Override
    public void write(long timeNanos, Taken taken) throws IOException {
        StepRecord step = (StepRecord) taken;
        if (step.request().isPresent()) {
            declare(step.request().get());
        }
        if (step.init().isPresent()) {
            declare(step.init().get());
        }
        if (step.history().isPresent()) {
            declare(step.history().get());
        }
        json.writeStartObject();
        json.writeStringField("step", step.step());
        json.writeStringField("kind", step.kind().word());
        json.writeNumberField("time", timeNanos);
        json.writeStringField("process", step.process().toString());
        json.writeNumberField("instance", step.instance().number());
        if (step.request().isPresent()) {
            json.writeStringField("request", step.request().get().toString());
        }
        writeDigest("digest", step.request().map(Request::digest));
        writeDigest("init", step.init().map(History::digest));
        writeDigest("history", step.history().map(History::digest));
        writeDigest("committed", step.committed());
        if (step.placement().isPresent()) {
            write(step.placement().get());
        }
        endLine();
    }

    private void write(Placement placement) throws IOException {
        json.writeNumberField("view", placement.view());
        json.writeNumberField("base", placement.base());
        json.writeObjectFieldStart("batches");
        for (Map.Entry<Long, Digest> entry : placement.batches().entrySet()) {
            json.writeStringField(entry.getKey().toString(), entry.getValue().toString());
        }
        json.writeEndObject();
    }

    private void declare(Request request) throws IOException {
        if (!declaredRequests.add(request.digest())) {
            return;
        }
        json.writeStartObject();
        json.writeStringField("request", request.toString());
        json.writeStringField("digest", request.digest().toString());
        String text = request.operation().toUtf8();
        if (Bytes.utf8(text).equals(request.operation())) {
            json.writeStringField("operation", text);
        } else {
            json.writeStringField(
                    "base64",
                    Base64.getEncoder().encodeToString(request.operation().toByteArray()));
        }
        endLine();
    }

    private void declare(History history) throws IOException {
        Deque<History> undeclared = new ArrayDeque<>();
        for (History h = history; h.length() > 0 && declaredHistories.add(h.digest()); h = h.parent()) {
            undeclared.push(h);
            if (h.length() == h.base().length()) {
                break;
            }
        }
        for (History h : undeclared) {
            if (h.length() == h.base().length()) {
                declareCutOff(h);
                continue;
            }
            declare(h.last());
            json.writeStartObject();
            json.writeStringField("history", h.digest().toString());
            json.writeStringField("parent", h.parent().digest().toString());
            json.writeStringField("last", h.last().digest().toString());
            endLine();
        }
    }

    private void declareCutOff(History base) throws IOException {
        json.writeStartObject();
        json.writeStringField("history", base.digest().toString());
        json.writeNumberField("length", base.length());
        endLine();
    }

    private void writeDigest(String name, Optional<Digest> digest) throws IOException {
        if (digest.isPresent()) {
            json.writeStringField(name, digest.get().toString());
        }
    }

    private void endLine() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void flush() throws IOException {
        json.flush();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
