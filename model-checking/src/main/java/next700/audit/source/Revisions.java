package next700.audit.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads what an audit compares: the working tree as it lies there, and a revision out of git, without a checkout. */
public final class Revisions {
    /** Specifications and protocols, and what tries them. */
    public static final List<String> FOLDERS =
            List.of("specs", "impl/src/main/java/next700", "property-tests/src/main/java/next700");

    private static final String MAIN = "main";

    private final Path root;

    public Revisions(Path root) {
        this.root = root;
    }

    /** The files as they are now, saved but perhaps not committed. */
    public Revision workingTree() {
        Map<String, String> files = new TreeMap<>();
        for (String folder : FOLDERS) {
            Path below = root.resolve(folder);
            if (!Files.isDirectory(below)) {
                throw new SourceException("there is no " + folder + " in " + root);
            }
            try (Stream<Path> paths = Files.walk(below)) {
                for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                    files.put(root.relativize(path).toString().replace('\\', '/'), Files.readString(path));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the working tree cannot be read", e);
            }
        }
        return new Revision("the working tree", files);
    }

    /** {@code main}, if there is a branch of that name; otherwise what was committed last. */
    public String defaultBase() {
        return git("rev-parse", "--verify", "--quiet", MAIN).isEmpty() ? "HEAD" : MAIN;
    }

    /**
     * The files of a revision.
     *
     * @throws SourceException if git knows no such revision, or there is no repository
     */
    public Revision of(String revision) {
        if (git("rev-parse", "--is-inside-work-tree").isEmpty()) {
            throw new SourceException(root + " is not in a git repository, so there is nothing to compare with");
        }
        if (revision.startsWith("-")
                || git("rev-parse", "--verify", "--quiet", revision + "^{commit}")
                        .isEmpty()) {
            throw new SourceException("git knows no revision '" + revision + "'");
        }
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream archive =
                new ZipInputStream(new java.io.ByteArrayInputStream(run("archive", "--format=zip", "-0", revision)))) {
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                String path = entry.getName();
                if (!entry.isDirectory() && FOLDERS.stream().anyMatch(folder -> path.startsWith(folder + "/"))) {
                    files.put(path, new String(archive.readAllBytes(), UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what git says of " + revision + " cannot be read", e);
        }
        return new Revision(revision, files);
    }

    private String git(String... arguments) {
        return new String(run(arguments), UTF_8).strip();
    }

    /** What git prints; nothing if it fails. */
    private byte[] run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(List.of(arguments));
        try {
            Process git = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream out = git.getInputStream()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                out.transferTo(bytes);
                return git.waitFor() == 0 ? bytes.toByteArray() : new byte[0];
            }
        } catch (IOException e) {
            throw new UncheckedIOException("git cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while git ran", e);
        }
    }
}
