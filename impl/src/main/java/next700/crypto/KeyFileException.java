package next700.crypto;

import java.nio.file.Path;

/** A key file that is missing, unreadable or wrong; the message names the file, the line if there is one, and the cause. */
public final class KeyFileException extends Exception {
    private static final long serialVersionUID = 1L;

    KeyFileException(Path file, String cause) {
        super(file + ": " + cause);
    }

    KeyFileException(Path file, int line, String cause) {
        super(file + ":" + line + ": " + cause);
    }
}
