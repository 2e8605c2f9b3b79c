package next700.storage;

import java.nio.file.Path;

/** A log that is refused, untouched; the message names the file, the place, and the cause. */
public final class StorageException extends Exception {
    private static final long serialVersionUID = 1L;

    StorageException(Path file, String cause) {
        super(file + ": " + cause);
    }

    StorageException(Path file, long at, String cause) {
        super(file + ", byte " + at + ": " + cause);
    }
}
