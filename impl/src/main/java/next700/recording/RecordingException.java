package next700.recording;

import java.nio.file.Path;

/** A recording that cannot be read; the message names the file, the line, and the cause. */
public final class RecordingException extends Exception {
    private static final long serialVersionUID = 1L;

    RecordingException(Path file, String cause) {
        super(file + ": " + cause);
    }

    RecordingException(Path file, long line, String cause) {
        super(file + ":" + line + ": " + cause);
    }
}
