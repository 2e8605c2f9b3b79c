package next700.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Where runs leave their files: {@code runs/NAME-TIME}, with a link {@code runs/latest} to the newest. */
public final class RunDirectory {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

    private RunDirectory() {}

    /** Makes a new directory under the current one. */
    public static Path create(String name) throws IOException {
        Path runs = Path.of("runs");
        Path directory = runs.resolve(
                name + "-" + LocalDateTime.now(ZoneId.systemDefault()).format(TIME));
        Files.createDirectories(directory);
        Path latest = runs.resolve("latest");
        try {
            Files.deleteIfExists(latest);
            Files.createSymbolicLink(latest, directory.getFileName());
        } catch (IOException | UnsupportedOperationException e) {
            // The link is a convenience; some file systems have none.
            return directory;
        }
        return directory;
    }
}
