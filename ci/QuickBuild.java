import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds in seconds what somebody has changed since the last build, without Maven and without Error Prone.
 *
 * <p>Only the changed files are compiled, against the jars of the last build. That is enough as long as what other classes can
 * see of them is what it was ({@code javap} says the same of both); otherwise all modules that can depend on them are compiled.
 *
 * <p>Usage: {@code java QuickBuild.java HOME FROM TO MODULE...}. FROM is the directory of the last build: a jar for each module,
 * and a file {@code .built} whose time is that of the build's start. TO is the one to be made. Ends with 0 when it is made; with 1 when the
 * sources do not compile; with 3 when only Maven can tell, since something else than sources was changed.
 */
public final class QuickBuild {
    private static final int DOES_NOT_COMPILE = 1;
    private static final int NEEDS_MAVEN = 3;

    /** Specifications travel with this module, below this name. */
    private static final String BEARS_SPECIFICATIONS = "model-checking";

    private static final String SPECIFICATIONS = "specs";
    private static final String STAMP = ".built";

    private final Path home;
    private final Path from;
    private final Path to;
    private final List<String> modules;
    private final FileTime built;

    private QuickBuild(Path home, Path from, Path to, List<String> modules) throws IOException {
        this.home = home;
        this.from = from;
        this.to = to;
        this.modules = modules;
        this.built = Files.getLastModifiedTime(from.resolve(STAMP));
    }

    public static void main(String[] arguments) throws IOException {
        List<String> modules = List.of(arguments).subList(3, arguments.length);
        System.exit(new QuickBuild(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]), modules).build());
    }

    private int build() throws IOException {
        Map<String, List<Path>> changed = new TreeMap<>();
        for (String module : modules) {
            Path main = home.resolve(module).resolve("src/main");
            if (isNewer(home.resolve(module).resolve("pom.xml")) || isNewer(home.resolve("pom.xml"))) {
                return NEEDS_MAVEN;
            }
            List<Path> newer = files(main).stream().filter(this::isNewer).toList();
            changed.put(module, newer.stream().filter(file -> file.toString().endsWith(".java")).toList());
        }
        FileTime begun = FileTime.fromMillis(System.currentTimeMillis());
        Path work = Files.createDirectories(to.resolve("classes"));
        List<Path> sources = changed.values().stream().flatMap(List::stream).toList();
        Map<String, Path> compiled = Map.of();
        boolean isAll = hasLostSources();
        if (!isAll && !sources.isEmpty()) {
            String errors = compile(sources, work, jars(modules));
            if (!errors.isEmpty()) {
                System.err.print(errors);
                return DOES_NOT_COMPILE;
            }
            compiled = classes(work);
            isAll = isSeenOutside(changed, compiled);
        }
        Set<String> whole = new LinkedHashSet<>();
        if (isAll) {
            whole.addAll(downstream(changed));
            List<Path> all = new ArrayList<>();
            for (String module : whole) {
                all.addAll(sourcesOf(module));
            }
            delete(work);
            Files.createDirectories(work);
            String errors = compile(all, work, jars(modules.stream().filter(module -> !whole.contains(module)).toList()));
            if (!errors.isEmpty()) {
                // Or it needs a library that the command does without: only Maven knows those.
                return NEEDS_MAVEN;
            }
            compiled = classes(work);
        }
        for (String module : modules) {
            pack(module, changed.get(module), whole.contains(module), compiled);
        }
        delete(work);
        Files.createFile(to.resolve(STAMP));
        Files.setLastModifiedTime(to.resolve(STAMP), begun);
        return 0;
    }

    private boolean isNewer(Path file) {
        try {
            return Files.getLastModifiedTime(file).compareTo(built) > 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static List<Path> files(Path below) throws IOException {
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(below)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private List<Path> sourcesOf(String module) throws IOException {
        return files(home.resolve(module).resolve("src/main/java")).stream()
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    /** Whether a class of the last build has no source any more. */
    private boolean hasLostSources() throws IOException {
        for (String module : modules) {
            if (hasLost(module)) {
                return true;
            }
        }
        return false;
    }

    private String compile(List<Path> sources, Path into, String classPath) {
        StringWriter said = new StringWriter();
        List<String> options = new ArrayList<>(
                List.of("-proc:none", "-nowarn", "-Xpkginfo:always", "-g", "-parameters", "-Xdiags:compact", "-d", into.toString(), "-cp", classPath));
        sources.forEach(source -> options.add(source.toString()));
        PrintWriter out = new PrintWriter(said);
        int code = tool("javac").run(out, out, options.toArray(String[]::new));
        return code == 0 ? "" : said.toString();
    }

    /** The jars of modules, and libraries; own modules are among the libraries, too, and come behind. */
    private String jars(List<String> own) throws IOException {
        List<Path> jars = new ArrayList<>();
        own.forEach(module -> jars.add(from.resolve(module + ".jar")));
        for (Path library : files(home.resolve("cli/target/lib"))) {
            String name = library.getFileName().toString();
            if (modules.stream().noneMatch(module -> name.matches(module + "-[0-9].*"))) {
                jars.add(library);
            }
        }
        return jars.stream().map(Path::toString).collect(Collectors.joining(java.io.File.pathSeparator));
    }

    /** Class files by their names in a jar. */
    private static Map<String, Path> classes(Path below) throws IOException {
        Map<String, Path> found = new TreeMap<>();
        for (Path file : files(below)) {
            found.put(below.relativize(file).toString().replace('\\', '/'), file);
        }
        return found;
    }

    /** Whether others see something else of the compiled classes than before. */
    private boolean isSeenOutside(Map<String, List<Path>> changed, Map<String, Path> compiled) throws IOException {
        List<String> names = compiled.keySet().stream().map(name -> name.replace(".class", "").replace('/', '.')).toList();
        Set<String> before = new LinkedHashSet<>();
        for (Map.Entry<String, List<Path>> module : changed.entrySet()) {
            try (FileSystem jar = FileSystems.newFileSystem(from.resolve(module.getKey() + ".jar"))) {
                for (Path source : module.getValue()) {
                    before.addAll(classesOf(module.getKey(), source, jar));
                }
            }
        }
        if (!before.equals(compiled.keySet())) {
            return true;
        }
        return !seen(names, jars(modules)).equals(seen(names, to.resolve("classes") + java.io.File.pathSeparator + jars(modules)));
    }

    /** The classes of a source in the last build, nested ones included. */
    private Set<String> classesOf(String module, Path source, FileSystem jar) throws IOException {
        Path folder = home.resolve(module).resolve("src/main/java").relativize(source.getParent());
        String name = source.getFileName().toString().replace(".java", "");
        Path inJar = jar.getPath("/" + folder.toString().replace('\\', '/'));
        Set<String> found = new LinkedHashSet<>();
        for (Path type : Files.isDirectory(inJar) ? files(inJar) : List.<Path>of()) {
            String file = type.getFileName().toString();
            if (type.getParent().equals(inJar) && (file.equals(name + ".class") || file.startsWith(name + "$"))) {
                found.add(type.toString().substring(1));
            }
        }
        return found;
    }

    /** What classes show: members that are not private, the values of constants, and the types that seal or annotate them. */
    private static String seen(List<String> names, String classPath) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        List<String> options = new ArrayList<>(List.of("-v", "-package", "-constants", "-cp", classPath));
        options.addAll(names);
        tool("javap").run(out, out, options.toArray(String[]::new));
        // Of all that -v tells: no code, no numbers of constants, no times, no lines.
        return said.toString()
                .lines()
                .filter(line -> line.matches("^(public|final|abstract|class|interface|sealed|non-sealed|enum|record|@|static|strictfp).*")
                        || line.matches("^  [a-zA-Z@<].*;$")
                        || line.matches("^  [a-zA-Z].*(ConstantValue|PermittedSubclasses|Signature).*")
                        || line.matches("^    (ConstantValue|Signature): .*"))
                .map(line -> line.replaceAll("#[0-9]+", "#"))
                .collect(Collectors.joining("\n"));
    }

    private static ToolProvider tool(String name) {
        return ToolProvider.findFirst(name)
                .orElseThrow(() -> new IllegalStateException("there is no " + name + ": a JDK is needed"));
    }

    /** The changed modules, and those that depend on them, in the order in which they are given. */
    private Set<String> downstream(Map<String, List<Path>> changed) throws IOException {
        Set<String> found = new LinkedHashSet<>();
        for (String module : modules) {
            String pom = Files.readString(home.resolve(module).resolve("pom.xml"));
            boolean leans = found.stream().anyMatch(other -> pom.contains("<artifactId>" + other + "</artifactId>"));
            if (leans || !changed.get(module).isEmpty() || hasLost(module)) {
                found.add(module);
            }
        }
        return found;
    }

    private boolean hasLost(String module) throws IOException {
        Set<String> names = sourcesOf(module).stream()
                .map(file -> file.getFileName().toString().replace(".java", ".class"))
                .collect(Collectors.toSet());
        try (FileSystem jar = FileSystems.newFileSystem(from.resolve(module + ".jar"))) {
            return files(jar.getPath("/")).stream()
                    .map(type -> type.getFileName().toString())
                    .anyMatch(name -> name.endsWith(".class") && !name.contains("$") && !names.contains(name));
        }
    }

    /** Makes the jar of a module: that of the last build, with what was compiled, and all resources as they are now. */
    private void pack(String module, List<Path> changed, boolean isWhole, Map<String, Path> compiled) throws IOException {
        Path jar = to.resolve(module + ".jar");
        Files.copy(from.resolve(module + ".jar"), jar, StandardCopyOption.REPLACE_EXISTING);
        Map<String, Path> resources = new HashMap<>(classes(home.resolve(module).resolve("src/main/resources")));
        if (module.equals(BEARS_SPECIFICATIONS)) {
            classes(home.resolve(SPECIFICATIONS)).forEach((name, file) -> resources.put(SPECIFICATIONS + "/" + name, file));
        }
        Set<String> own = new LinkedHashSet<>();
        for (Path source : isWhole ? sourcesOf(module) : changed) {
            own.add(source.getFileName().toString().replace(".java", ""));
        }
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            for (Path old : files(inside.getPath("/"))) {
                String name = old.toString().substring(1);
                boolean isClass = name.endsWith(".class");
                boolean goes = isClass ? isWhole : !name.startsWith("META-INF/") && !resources.containsKey(name);
                if (goes) {
                    Files.delete(old);
                }
            }
            for (Map.Entry<String, Path> type : compiled.entrySet()) {
                String file = type.getKey().substring(type.getKey().lastIndexOf('/') + 1).replace(".class", "");
                String top = file.contains("$") ? file.substring(0, file.indexOf('$')) : file;
                if (own.contains(top) && isOf(module, type.getKey(), top)) {
                    put(type.getValue(), inside.getPath("/" + type.getKey()));
                }
            }
            for (Map.Entry<String, Path> resource : resources.entrySet()) {
                Path there = inside.getPath("/" + resource.getKey());
                if (isNewer(resource.getValue()) || !Files.exists(there)) {
                    put(resource.getValue(), there);
                }
            }
        }
    }

    /** Whether the module has the source of a class: two modules may have classes of one name, in different packages. */
    private boolean isOf(String module, String name, String top) {
        String source = (name.contains("/") ? name.substring(0, name.lastIndexOf('/') + 1) : "") + top + ".java";
        return Files.exists(home.resolve(module).resolve("src/main/java").resolve(source));
    }

    private static void put(Path file, Path into) throws IOException {
        Files.createDirectories(into.getParent());
        Files.copy(file, into, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
