package next700.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import next700.protocol.InstanceId;

/**
 * The one thing that a replica must not forget in a crash: the last instance it may have spoken in ({@link
 * next700.protocol.Effect.Remember}). A file with one number, replaced as a whole.
 */
final class InstanceMemory {
    private final Path file;

    InstanceMemory(Path file) {
        this.file = file;
    }

    /** What a former life remembered; nothing if there was none. */
    Optional<InstanceId> recall() throws RuntimeFailure {
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
            return Optional.of(new InstanceId(Long.parseLong(text)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new RuntimeFailure(
                    file + ": not what a replica remembers, which is the number of an instance: " + e.getMessage(), e);
        }
    }

    /** Makes it durable: it survives the process and the machine. */
    void remember(InstanceId instance) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer text = ByteBuffer.wrap((instance + "\n").getBytes(StandardCharsets.US_ASCII));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
