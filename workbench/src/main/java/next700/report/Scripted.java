package next700.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Figures that a script brings to life: their data travel in the page, deflated, and their scripts once for all of them. */
final class Scripted {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Scripted() {}

    /** Data as JSON, deflated, in base 64. */
    static String deflated(Object data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION))) {
            JSON.writeValue(deflated, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** What brings them to life: a script that finds its figures by their class. */
    static String script(String name) {
        try (InputStream script = Scripted.class.getResourceAsStream("/next700/report/" + name + ".js")) {
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
