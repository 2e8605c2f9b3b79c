package next700.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** Files that their owner alone may read, as ssh has it for private keys: what others could have read is no secret. */
final class SecretFile {
    /** Of files that everybody may read, and of those that nobody else may. */
    enum Mode {
        PUBLIC("rw-r--r--"),
        SECRET("rw-------");

        private final String permissions;

        Mode(String permissions) {
            this.permissions = permissions;
        }

        private Set<PosixFilePermission> permissions() {
            return PosixFilePermissions.fromString(permissions);
        }
    }

    private SecretFile() {}

    /**
     * Makes a new file. Its mode is right from the beginning, and not after a moment in which others could open it.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one
     */
    static void create(Path file, List<String> lines, Mode mode) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var attribute = PosixFilePermissions.asFileAttribute(mode.permissions());
        ByteBuffer text = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII));
        try (FileChannel channel = FileChannel.open(file, options, attribute)) {
            while (text.hasRemaining()) {
                channel.write(text);
            }
        }
    }

    /** Refuses a file that its owner's group or others may read or write. */
    static void requirePrivate(Path file) throws KeyFileException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!Mode.SECRET.permissions().containsAll(permissions)) {
                throw new KeyFileException(
                        file,
                        "others than its owner may use it (" + PosixFilePermissions.toString(permissions)
                                + "), so that it is no secret: make a new key, or, if nobody has read this one, chmod"
                                + " 600");
            }
        } catch (NoSuchFileException e) {
            throw new KeyFileException(file, "there is no such file");
        } catch (IOException e) {
            throw new KeyFileException(file, "cannot be read: " + e);
        }
    }
}
