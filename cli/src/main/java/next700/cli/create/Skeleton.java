package next700.cli.create;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A project to begin a protocol with: it compiles, runs, and lacks one guard. */
final class Skeleton {
    private static final List<String> PROCESSES =
            List.of("Message", "Call", "Step", "Group", "Replica", "Client", "Trial", "Subject", "Piece");

    private static final List<String> TESTS = List.of("Test", "Properties");

    /** What stands in the line in which the guard is to be written. */
    private static final String TO_BE_WRITTEN = "Write the guard here";

    private final String name;
    private final Faults faults;
    private final Size size;

    Skeleton(String name, Faults faults, Size size) {
        this.name = name;
        this.faults = faults;
        this.size = size;
    }

    private String packageName() {
        return name.replace("-", "");
    }

    private String typeName() {
        return Arrays.stream(name.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** The text of every file, by its path in the project. */
    Map<String, String> files() {
        String type = typeName();
        String java = "src/main/java/" + packageName() + "/";
        String specs = "src/main/resources/specs/" + name + "/";
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pom.xml", filled("pom.xml"));
        files.put("README.md", filled("README.md"));
        files.put(".gitignore", "target/\n");
        PROCESSES.forEach(each -> files.put(java + type + each + ".java", filled(each + ".java")));
        files.put(
                "src/main/resources/META-INF/services/next700.workpiece.Workpiece",
                packageName() + "." + type + "Piece\n");
        files.put(specs + type + ".tla", filled("Spec.tla"));
        files.put(specs + type + "Trace.tla", filled("Trace.tla"));
        files.put(specs + "models.json", filled("models.json"));
        files.put(specs + name + ".proof", filled("map.proof"));
        String tests = "src/test/java/" + packageName() + "/";
        TESTS.forEach(each -> files.put(tests + type + each + ".java", filled(each + ".java")));
        return files;
    }

    /** Writes all of it into a folder. */
    void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    /** Where the guard is to be written, as compilers name places. */
    String placeOfGuard() {
        return files().entrySet().stream()
                .filter(file -> file.getValue().contains(TO_BE_WRITTEN))
                .map(file -> file.getKey() + ":" + lineOfGuard(file.getValue()))
                .findFirst()
                .orElseThrow();
    }

    private static long lineOfGuard(String text) {
        return 1 + text.lines().takeWhile(line -> !line.contains(TO_BE_WRITTEN)).count();
    }

    private String filled(String template) {
        int f = 1;
        int replicas = size.with(f);
        int quorum = faults.quorum(replicas, f);
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("name", name);
        words.put("Name", typeName());
        words.put("package", packageName());
        words.put("byzantine", faults == Faults.BYZANTINE);
        words.put("replicas", size.toString());
        words.put("factor", size.factor());
        words.put("constant", size.constant());
        words.put("size", replicas);
        words.put(
                "replicaSet",
                IntStream.rangeClosed(1, replicas)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(", ", "{", "}")));
        words.put("votes", quorum);
        words.put("tooSmall", quorum - 1);
        try (Reader text = new InputStreamReader(
                Skeleton.class.getResourceAsStream(template + ".mustache"), StandardCharsets.UTF_8)) {
            return Mustache.compiler().escapeHTML(false).compile(text).execute(words);
        } catch (IOException e) {
            throw new UncheckedIOException("the packaged skeleton cannot be read", e);
        }
    }
}
