package next700.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher, in a house of its own: with a program that ends with the exit code that it is told, and a Maven that does what a
 * test wants of it.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final int VIOLATED = 1;

    @TempDir
    Path folder;

    private Path home;
    private Path tools;

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void aHouse() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        tools = Files.createDirectory(folder.resolve("tools"));
        for (String file : List.of("next700", "ci/newest-java")) {
            copy(Path.of("..", file), home.resolve(file));
        }
        for (String module : List.of("impl", "linearizability", "property-tests", "model-checking", "cli")) {
            Files.createDirectories(home.resolve(module).resolve("src/main"));
            Files.writeString(home.resolve(module).resolve("pom.xml"), "");
        }
        Files.createDirectories(home.resolve("specs"));
        Files.writeString(home.resolve("pom.xml"), "");
        program(folder.resolve("program.jar"));
        maven("echo '[INFO] BUILD SUCCESS'; mkdir -p cli/target/lib; cp '" + folder.resolve("program.jar")
                + "' cli/target/cli-0.jar");
    }

    @Test
    void theExitCodeIsTheProgrammes() throws Exception {
        for (int code : new int[] {0, VIOLATED, 2, 64, 65, 70}) {
            assertThat(launch(Map.of(), Integer.toString(code)).code()).isEqualTo(code);
        }
    }

    @Test
    void aHeapThatIsNoneIsAUsageError() throws Exception {
        Ended ended = launch(Map.of("NEXT700_HEAP", "lots"), "0");

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(ended.err()).contains("NEXT700_HEAP must be a size such as 900m or 8g, not 'lots'");
    }

    @Test
    void aJvmThatCannotStartViolatesNothing() throws Exception {
        assertThat(launch(Map.of(), "0").code()).isZero();

        for (Map<String, String> settings :
                List.of(Map.of("NEXT700_HEAP", "1"), Map.of("JAVA_TOOL_OPTIONS", "-XX:NoSuchOption"))) {
            Ended ended = launch(settings, "0");

            assertThat(ended.code()).as("%s", settings).isEqualTo(ExitCode.INTERNAL.code());
            assertThat(ended.err()).contains("Java cannot be started").contains(settings.values());
        }
    }

    @Test
    void aBuildThatDiesWithoutAnErrorLineTellsItsLastWords() throws Exception {
        maven("echo 'OpenJDK: not enough memory'; exit 137");

        Ended ended = launch(Map.of(), "0");

        assertThat(ended.code()).isEqualTo(ExitCode.INTERNAL.code());
        assertThat(ended.err()).contains("not enough memory").contains("the build failed; see");
    }

    @Test
    void aBuildThatFailsTellsItsErrors() throws Exception {
        maven("echo 'Building'; echo '[ERROR] QuorumReplica.java:[7,3] not a statement'; exit 1");

        Ended ended = launch(Map.of(), "0");

        assertThat(ended.code()).isEqualTo(ExitCode.INTERNAL.code());
        assertThat(ended.err())
                .contains("QuorumReplica.java:[7,3] not a statement")
                .doesNotContain("Building");
    }

    @Test
    void aHouseThatCannotBeWrittenToViolatesNothing() throws Exception {
        Files.delete(home.resolve("cli/pom.xml"));
        Files.delete(home.resolve("cli/src/main"));
        Files.delete(home.resolve("cli/src"));
        Files.delete(home.resolve("cli"));
        Files.writeString(home.resolve("cli"), "a file where the folder of the build should be");

        assertThat(launch(Map.of(), "0").code()).isEqualTo(ExitCode.INTERNAL.code());
    }

    private Ended launch(Map<String, String> settings, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(home.resolve("next700").toString()));
        command.addAll(Arrays.asList(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("NEXT700") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().merge("PATH", tools.toString(), (path, own) -> own + ":" + path);
        builder.environment().putAll(settings);
        int code = builder.start().waitFor();
        return new Ended(code, Files.readString(out), Files.readString(err));
    }

    private void maven(String script) throws IOException {
        Path mvn = tools.resolve("mvn");
        Files.writeString(mvn, "#!/usr/bin/env bash\nset -e\n" + script + "\n");
        assertThat(mvn.toFile().setExecutable(true)).isTrue();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
        assertThat(to.toFile().setExecutable(true)).isTrue();
    }

    /** A program in the place of ours. */
    private void program(Path jar) throws IOException {
        Path source =
                Files.createDirectories(folder.resolve("source/next700/cli")).resolve("Next700.java");
        Files.writeString(source, """
                package next700.cli;
                public class Next700 {
                    public static void main(String[] arguments) {
                        System.out.println("arguments: " + String.join(" ", arguments));
                        System.exit(arguments.length > 0 && arguments[0].matches("[0-9]+") ? Integer.parseInt(arguments[0]) : 0);
                    }
                }
                """);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "--release", "21", source.toString()))
                .isZero();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("next700/cli/Next700.class"));
            out.write(Files.readAllBytes(source.resolveSibling("Next700.class")));
        }
    }
}
