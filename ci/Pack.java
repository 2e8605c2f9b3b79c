import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Packs a folder so that the same files make the same bytes: entries in the order of their names, all of one time, with none of
 * their owner's permissions but whether they can be run.
 *
 * <p>Usage: {@code java -Duser.timezone=UTC Pack.java FOLDER FILE.zip}; the format writes local time.
 */
public final class Pack {
    private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    private static final Set<PosixFilePermission> READ = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> RUN = PosixFilePermissions.fromString("rwxr-xr-x");

    private Pack() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        URI archive = URI.create("jar:" + Path.of(arguments[1]).toUri());
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.filter(path -> !path.equals(folder)).sorted().toList();
        }
        try (FileSystem zip =
                FileSystems.newFileSystem(archive, Map.of("create", "true", "enablePosixFileAttributes", "true"))) {
            for (Path each : all) {
                Path packed = zip.getPath(folder.relativize(each).toString().replace('\\', '/'));
                if (Files.isDirectory(each)) {
                    Files.createDirectory(packed);
                } else {
                    Files.copy(each, packed);
                }
                Files.setPosixFilePermissions(packed, Files.isExecutable(each) ? RUN : READ);
                Files.setLastModifiedTime(packed, TIME);
            }
        }
    }
}
