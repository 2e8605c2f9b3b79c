package next700.audit.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads what an audit compares: the working tree as it lies there, and a revision out of git, without a checkout. */
public final class Revisions {
    private final Path root;
    private final Layout layout;
    private final Git git;

    /** Of this project. */
    public Revisions(Path root) {
        this(root, Layout.OURS);
    }

    public Revisions(Path root, Layout layout) {
        this.root = root;
        this.layout = layout;
        this.git = new Git(root);
    }

    /** The files as they are now, saved but perhaps not committed. */
    public Revision workingTree() {
        Map<String, String> files = new TreeMap<>();
        for (String folder : layout.folders()) {
            Path below = root.resolve(folder);
            if (!Files.isDirectory(below)) {
                throw new SourceException("there is no " + folder + " in " + root);
            }
            try (Stream<Path> paths = Files.walk(below)) {
                for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                    files.put(root.relativize(path).toString().replace('\\', '/'), text(path));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the working tree cannot be read: " + e, e);
            }
        }
        return new Revision("the working tree", files, layout);
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new SourceException(path + " cannot be read: " + e);
        }
    }

    /**
     * The files of a revision.
     *
     * @throws SourceException if git cannot give them
     */
    public Revision of(Base base) {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream archive = new ZipInputStream(
                new ByteArrayInputStream(git.bytes("archive", "--format=zip", "-0", base.commit())))) {
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                String path = entry.getName();
                if (!entry.isDirectory() && layout.isRead(path)) {
                    files.put(path, new String(archive.readAllBytes(), UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what git says of " + base.name() + " cannot be read", e);
        }
        return new Revision(base.name(), files, layout);
    }
}
