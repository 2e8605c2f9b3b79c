package next700.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of {@code specs/}: those that travel with this code, or those of a directory. A module's name is unique,
 * as TLA+ wants, so folders are for people only, and a run gets all modules side by side.
 */
public final class Specifications {
    private static final String FOLDER = "specs";

    private final Map<String, byte[]> files;

    private Specifications(Map<String, byte[]> files) {
        this.files = files;
    }

    /** The specifications that were packaged with this code. */
    public static Specifications packaged() {
        try {
            Path source = Path.of(Specifications.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(source)) {
                return in(source.resolve(FOLDER));
            }
            try (FileSystem jar = FileSystems.newFileSystem(source)) {
                return new Specifications(read(jar.getPath(FOLDER)));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this code was loaded from nowhere", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the packaged specifications cannot be read", e);
        }
    }

    /** The specifications in a directory, such as {@code specs/} of a working copy. */
    public static Specifications in(Path directory) {
        try {
            return new Specifications(read(directory));
        } catch (IOException e) {
            throw new UncheckedIOException("no specifications can be read from " + directory, e);
        }
    }

    /** These files, by their paths below {@code specs/}. */
    public static Specifications of(Map<String, byte[]> files) {
        return new Specifications(new TreeMap<>(files));
    }

    private static Map<String, byte[]> read(Path directory) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                files.put(directory.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }

    /** The paths of all files, relative to {@code specs/}. */
    public List<String> paths() {
        return List.copyOf(files.keySet());
    }

    /**
     * The bytes of one file.
     *
     * @throws NoSuchFileException if there is none at that path
     */
    public byte[] bytes(String path) throws NoSuchFileException {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new NoSuchFileException("specs/" + path);
        }
        return bytes.clone();
    }

    /** Puts all modules into a directory, without their folders. */
    void writeModulesTo(Path directory) throws IOException {
        for (var file : files.entrySet()) {
            if (file.getKey().endsWith(".tla")) {
                String name = file.getKey().substring(file.getKey().lastIndexOf('/') + 1);
                Files.write(directory.resolve(name), file.getValue());
            }
        }
    }
}
