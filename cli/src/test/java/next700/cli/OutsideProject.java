package next700.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A project from outside, as the launcher's {@code --with} puts it on the class path, until it is closed. */
public final class OutsideProject implements AutoCloseable {
    public static final Path REGISTER = Path.of("../examples/shared-register");

    private final Path root;
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    private Path classes;

    private OutsideProject(Path root) {
        this.root = root;
    }

    /** A copy of a project, compiled. */
    public static OutsideProject copyOf(Path project, Path into) throws IOException {
        copy(project.resolve("src"), into.resolve("src"));
        return at(into);
    }

    /** A project where it lies, compiled. */
    public static OutsideProject at(Path root) throws IOException {
        OutsideProject opened = new OutsideProject(root);
        opened.compile();
        return opened;
    }

    public Path root() {
        return root;
    }

    /** Where it was compiled to. */
    public Path classes() {
        return classes;
    }

    /** Compiles what lies there now, its tests included, and has it found from now on. */
    public void compile() throws IOException {
        classes = Files.createDirectories(root.resolve("target/" + UUID.randomUUID()));
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        try (Stream<Path> sources = Files.walk(root.resolve("src"))) {
            sources.map(Path::toString).filter(path -> path.endsWith(".java")).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
                .isZero();
        copy(root.resolve("src/main/resources"), classes);
        Thread.currentThread()
                .setContextClassLoader(
                        new URLClassLoader(new URL[] {classes.toUri().toURL()}, before));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
    }
}
