package next700.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A directory that is gone when it is closed, or when this JVM ends, be it from the keyboard. */
public final class TemporaryDirectory implements AutoCloseable {
    /** A child that is being killed may still write for a moment. */
    private static final int ATTEMPTS = 40;

    private static final long PAUSE_MILLIS = 50;

    private static final Set<TemporaryDirectory> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(TemporaryDirectory::deleteAll, "delete temporary directories"));
    }

    private static volatile boolean ending;

    private final Path path;

    private TemporaryDirectory(Path path) {
        this.path = path;
    }

    /** Makes one; its name begins so. */
    public static TemporaryDirectory create(String prefix) throws IOException {
        TemporaryDirectory created = new TemporaryDirectory(Files.createTempDirectory(prefix));
        OPEN.add(created);
        if (ending) {
            created.close();
            throw new IOException("this process is ending");
        }
        return created;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        delete();
        OPEN.remove(this);
    }

    private void delete() throws IOException {
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path each : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(each);
            }
        } catch (NoSuchFileException e) {
            // Somebody else has deleted it, which is as good.
        }
    }

    private static void deleteAll() {
        ending = true;
        for (int attempt = 1; attempt <= ATTEMPTS && !OPEN.isEmpty(); attempt++) {
            for (TemporaryDirectory directory : OPEN) {
                try {
                    directory.close();
                } catch (IOException | java.io.UncheckedIOException e) {
                    // It is tried again.
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
