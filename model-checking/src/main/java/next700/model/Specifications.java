package next700.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of {@code specs/}: those that travel with this code, or those of a directory. In {@code specs/} a module's name
 * is unique, so that folders are for people only. A folder of somebody's is read alone, and what lies beside it when it is
 * asked for.
 */
public final class Specifications {
    private static final String FOLDER = "specs";

    private static final String MODULE = ".tla";
    private static final Pattern EXTENDED = Pattern.compile("\\bEXTENDS\\s+(\\w+(?:\\s*,\\s*\\w+)*)");

    private final Map<String, byte[]> files;
    private final Optional<Path> alone;

    private Specifications(Map<String, byte[]> files) {
        this(files, Optional.empty());
    }

    private Specifications(Map<String, byte[]> files, Optional<Path> alone) {
        this.files = files;
        this.alone = alone;
    }

    /** The specifications that were packaged with this code. */
    public static Specifications packaged() {
        return packagedWith(Specifications.class);
    }

    /** The specifications that were packaged with a class; none, if there are none. */
    public static Specifications packagedWith(Class<?> type) {
        try {
            Path source = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(source)) {
                return inFolder(source.resolve(FOLDER));
            }
            try (FileSystem jar = FileSystems.newFileSystem(source)) {
                return inFolder(jar.getPath(FOLDER));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " was loaded from nowhere", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the packaged specifications cannot be read", e);
        }
    }

    private static Specifications inFolder(Path folder) throws IOException {
        return Files.isDirectory(folder) ? new Specifications(read(folder)) : of(Map.of());
    }

    /** The specifications in a directory, such as {@code specs/} of a working copy. */
    public static Specifications in(Path directory) {
        try {
            return new Specifications(read(directory));
        } catch (IOException e) {
            throw new UncheckedIOException("no specifications can be read from " + directory, e);
        }
    }

    /** A folder without what is below it; other folders are read when they are asked for, by their paths from this one. */
    public static Specifications alone(Path folder) {
        return new Specifications(new TreeMap<>(), Optional.of(folder));
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

    /** Whether a text stands in any of the modules. */
    public boolean contains(String text) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(MODULE))
                .anyMatch(file -> new String(file.getValue(), StandardCharsets.UTF_8).contains(text));
    }

    /** What a folder that stands alone is called. */
    String name() {
        return alone.map(folder -> folder.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse(FOLDER);
    }

    /** A path as people know it. */
    String shown(String path) {
        return alone.map(folder -> folder.resolve(path).normalize().toString()).orElse(FOLDER + "/" + path);
    }

    /**
     * The bytes of one file.
     *
     * @throws NoSuchFileException if there is none at that path
     */
    public byte[] bytes(String path) throws NoSuchFileException {
        byte[] bytes = files.get(path);
        if (bytes != null) {
            return bytes.clone();
        }
        if (alone.isPresent()) {
            try {
                return Files.readAllBytes(alone.get().resolve(path));
            } catch (NoSuchFileException e) {
                throw e;
            } catch (IOException e) {
                throw new UncheckedIOException(shown(path) + " cannot be read", e);
            }
        }
        throw new NoSuchFileException(shown(path));
    }

    /** The same as text. */
    String text(String path) throws NoSuchFileException {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /** The names of the modules in a folder. */
    Set<String> modulesIn(String folder) {
        Set<String> names = new TreeSet<>();
        for (String file : filesIn(folder)) {
            if (file.endsWith(MODULE)) {
                names.add(file.substring(0, file.length() - MODULE.length()));
            }
        }
        return names;
    }

    private Set<String> filesIn(String folder) {
        if (alone.isPresent()) {
            try (Stream<Path> paths = Files.list(alone.get().resolve(folder))) {
                return paths.filter(Files::isRegularFile)
                        .map(path -> path.getFileName().toString())
                        .collect(Collectors.toSet());
            } catch (IOException e) {
                return Set.of();
            }
        }
        return files.keySet().stream()
                .filter(path -> path.startsWith(folder + "/") && path.indexOf('/', folder.length() + 1) < 0)
                .map(path -> path.substring(folder.length() + 1))
                .collect(Collectors.toSet());
    }

    /** The modules of some folders, those of the first where a name is there twice. */
    Specifications modulesOf(List<String> folders) {
        Map<String, byte[]> modules = new TreeMap<>();
        for (String folder : folders) {
            for (String name : modulesIn(folder)) {
                modules.computeIfAbsent(name + MODULE, file -> module(folder, name));
            }
        }
        return new Specifications(modules);
    }

    private byte[] module(String folder, String name) {
        try {
            return bytes(folder.isEmpty() ? name + MODULE : folder + "/" + name + MODULE);
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("a module has gone", e);
        }
    }

    /** These files and one module more. */
    public Specifications with(String module, String text) {
        Map<String, byte[]> more = new TreeMap<>(files);
        more.put(module + MODULE, text.getBytes(StandardCharsets.UTF_8));
        return new Specifications(more, alone);
    }

    /** These files with other contents in one. */
    Specifications replacing(String path, String text) {
        Map<String, byte[]> others = new TreeMap<>(files);
        others.put(path, text.getBytes(StandardCharsets.UTF_8));
        return new Specifications(others, alone);
    }

    /** Whether a module is another, or extends it. */
    boolean isBuiltOn(String module, String other, List<String> folders) {
        Specifications modules = modulesOf(folders);
        Set<String> known = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(module));
        while (!open.isEmpty()) {
            String next = open.remove();
            byte[] text = modules.files.get(next + MODULE);
            if (known.add(next) && text != null) {
                EXTENDED.matcher(new String(text, StandardCharsets.UTF_8))
                        .results()
                        .forEach(found -> open.addAll(List.of(found.group(1).split("\\s*,\\s*", -1))));
            }
        }
        return known.contains(other);
    }

    /** Puts all modules into a directory, without their folders. */
    void writeModulesTo(Path directory) throws IOException {
        for (var file : files.entrySet()) {
            if (file.getKey().endsWith(MODULE)) {
                String name = file.getKey().substring(file.getKey().lastIndexOf('/') + 1);
                Files.write(directory.resolve(name), file.getValue());
            }
        }
    }
}
