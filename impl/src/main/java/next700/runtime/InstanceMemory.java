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
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Spoken;

/**
 * The one thing that a replica must not forget in a crash: how far it may have spoken ({@link
 * next700.process.Effect.Store}). A file with one line, replaced as a whole: the instance, and where there is a bound
 * on what was said in it, the view and the sequence number.
 */
final class InstanceMemory {
    private final Path file;

    InstanceMemory(Path file) {
        this.file = file;
    }

    /** What a former life remembered; nothing if there was none. */
    Optional<Spoken> recall() throws RuntimeFailure {
        try {
            return Optional.of(
                    parse(Files.readString(file, StandardCharsets.US_ASCII).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new RuntimeFailure(
                    file + ": not what a replica remembers, which is the number of an instance, or an instance, a view"
                            + " and a sequence number: " + e.getMessage(),
                    e);
        }
    }

    private static Spoken parse(String text) {
        String[] numbers = text.split(" ", -1);
        InstanceId instance = new InstanceId(Long.parseLong(numbers[0]));
        return switch (numbers.length) {
            case 1 -> Spoken.in(instance);
            case 3 -> new Spoken(instance, Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
            default -> throw new IllegalArgumentException(numbers.length + " numbers");
        };
    }

    private static String format(Spoken spoken) {
        return spoken.isBounded()
                ? spoken.instance() + " " + spoken.view() + " " + spoken.sequence()
                : spoken.instance().toString();
    }

    /** Makes it durable: it survives the process and the machine. */
    void remember(Spoken spoken) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer text = ByteBuffer.wrap((format(spoken) + "\n").getBytes(StandardCharsets.US_ASCII));
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
