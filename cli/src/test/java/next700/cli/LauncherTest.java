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
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import next700.report.ExitCode;
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
    private static final List<String> MODULES =
            List.of("impl", "linearizability", "property-tests", "model-checking", "workbench", "cli");

    /** Puts jars where Maven puts them, and says so in a file. */
    private static final String BUILDS = """
            echo '[INFO] Building next700 cli 0 [6/6]'
            echo built >> maven.log
            mkdir -p cli/target/lib
            for jar in ../jars/*.jar; do
              module="$(basename "$jar" .jar)"
              mkdir -p "$module/target"
              cp "$jar" "$module/target/$module-0.jar"
            done
            """;

    private static final String PROGRAM = """
            package next700.cli;
            public class Next700 {
                public static void main(String[] arguments) {
                    System.out.println("the first");
                    System.exit(arguments.length > 0 && arguments[0].matches("[0-9]+") ? Integer.parseInt(arguments[0]) : 0);
                }
            }
            """;

    @TempDir
    Path folder;

    private Path home;
    private Path tools;

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void aHouse() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        tools = Files.createDirectory(folder.resolve("tools"));
        for (String file : List.of("next700", "ci/newest-java", "ci/QuickBuild.java")) {
            copy(Path.of("..", file), home.resolve(file));
        }
        for (String module : MODULES) {
            Files.createDirectories(home.resolve(module).resolve("src/main/java"));
            Files.writeString(home.resolve(module).resolve("pom.xml"), "");
        }
        Files.createDirectories(home.resolve("specs"));
        Files.writeString(home.resolve("pom.xml"), "");
        Path source = home.resolve("cli/src/main/java/next700/cli/Next700.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, PROGRAM);
        jars();
        maven(BUILDS);
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
        maven("echo '[INFO] Building'; echo '[ERROR] QuorumReplica.java:[7,3] not a statement'; exit 1");

        Ended ended = launch(Map.of(), "0");

        assertThat(ended.code()).isEqualTo(ExitCode.INTERNAL.code());
        assertThat(ended.err())
                .contains("QuorumReplica.java:[7,3] not a statement")
                .doesNotContain("Building");
    }

    @Test
    void aHouseThatCannotBeWrittenToViolatesNothing() throws Exception {
        Files.writeString(home.resolve("cli/target"), "a file where the folder of the build should be");

        Ended ended = launch(Map.of(), "0");

        assertThat(ended.code()).isEqualTo(ExitCode.INTERNAL.code());
        assertThat(ended.err()).contains("cannot write into");
    }

    @Test
    void whatIsBuiltIsNotBuiltAgain() throws Exception {
        launch(Map.of(), "0");
        Ended second = launch(Map.of(), "0");

        assertThat(second.out()).contains("the first");
        assertThat(second.err()).isEmpty();
        assertThat(home.resolve("maven.log")).content().isEqualTo("built\n");
    }

    @Test
    void aChangedLineIsBuiltWithoutMaven() throws Exception {
        launch(Map.of(), "0");
        Files.writeString(
                home.resolve("cli/src/main/java/next700/cli/Next700.java"), PROGRAM.replace("the first", "the second"));

        Ended ended = launch(Map.of(), "0");

        assertThat(ended.out()).contains("the second");
        assertThat(home.resolve("maven.log")).content().isEqualTo("built\n");
    }

    @Test
    void whoeverUsesWhatWasChangedIsBuiltAgainToo() throws Exception {
        Path used = home.resolve("impl/src/main/java/next700/Constant.java");
        Files.createDirectories(used.getParent());
        Files.writeString(home.resolve("cli/pom.xml"), "<artifactId>impl</artifactId>");
        Files.writeString(used, "package next700; public class Constant { public static final String IT = \"one\"; }");
        Files.writeString(
                home.resolve("cli/src/main/java/next700/cli/Next700.java"),
                PROGRAM.replace("\"the first\"", "next700.Constant.IT"));
        jars();
        assertThat(launch(Map.of(), "0").out()).contains("one");
        Files.writeString(used, "package next700; public class Constant { public static final String IT = \"two\"; }");

        assertThat(launch(Map.of(), "0").out()).contains("two");
        assertThat(home.resolve("maven.log")).content().isEqualTo("built\n");
    }

    @Test
    void sourcesThatDoNotCompileAreSaidToBeWrongAndWhereTheyAre() throws Exception {
        launch(Map.of(), "0");
        Files.writeString(home.resolve("cli/src/main/java/next700/cli/Next700.java"), PROGRAM.replace("exit", "exti"));

        Ended ended = launch(Map.of(), "0");

        assertThat(ended.code()).isEqualTo(ExitCode.INTERNAL.code());
        assertThat(ended.err()).contains("Next700.java:5: error:").contains("exti");
    }

    @Test
    void aChangedPomIsForMaven() throws Exception {
        launch(Map.of(), "0");
        Files.writeString(home.resolve("pom.xml"), "<!-- changed -->");

        launch(Map.of(), "0");

        assertThat(home.resolve("maven.log")).content().isEqualTo("built\nbuilt\n");
    }

    @Test
    void twoTerminalsShareOneBuild() throws Exception {
        // Maven goes on until the second terminal has said that it waits.
        maven(
                BUILDS
                        + "for i in $(seq 6000); do if grep -q 'another next700 is building' ../err-2; then break; fi; sleep 0.1; done");
        Process first = start("1");
        while (first.isAlive() && !Files.exists(home.resolve("maven.log"))) {
            Thread.onSpinWait();
        }
        Process second = start("2");

        assertThat(first.waitFor())
                .as(Files.readString(folder.resolve("err-1")))
                .isZero();
        assertThat(second.waitFor())
                .as(Files.readString(folder.resolve("err-2")))
                .isZero();
        assertThat(home.resolve("maven.log")).content().isEqualTo("built\n");
        assertThat(folder.resolve("out-2")).content().contains("the first");
    }

    @Test
    void aProtocolOfOnesOwnIsCompiledAndAgainWhenNext700HasChanged() throws Exception {
        String program = PROGRAM.replace(
                        "public static void main(String[] arguments) {",
                        "public static final String VERSION = \"one\";\n"
                                + "public static void main(String[] arguments) throws Exception {")
                .replace("\"the first\"", "Class.forName(\"own.Own\").getField(\"IT\").get(null)");
        Path source = home.resolve("cli/src/main/java/next700/cli/Next700.java");
        Files.writeString(source, program);
        jars();
        Path own = own("IT = next700.cli.Next700.VERSION;");

        assertThat(launch(Map.of(), "--with", own.toString(), "0").out()).contains("one");
        Files.writeString(source, program.replace("one", "two"));

        assertThat(launch(Map.of(), "--with", own.toString(), "0").out()).contains("two");
    }

    @Test
    void aProtocolOfOnesOwnThatIsNotThereOrDoesNotCompileIsSaidToBe() throws Exception {
        Ended nowhere = launch(Map.of(), "--with", folder.resolve("nowhere").toString(), "0");
        Ended wrong = launch(Map.of(), "--with", own("IT = nothing;").toString(), "0");

        assertThat(nowhere.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(nowhere.err()).contains("nowhere: there is no such folder or jar");
        assertThat(wrong.code()).isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(wrong.err()).contains("Own.java:1: error:", "it does not compile");
        assertThat(wrong.out()).isEmpty();
    }

    /** A project that next700 knows nothing of. */
    private Path own(String field) throws IOException {
        Path project = folder.resolve("own");
        Path source = project.resolve("src/main/java/own/Own.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "package own; public class Own { public static final String " + field + " }");
        return project;
    }

    @Test
    void quietSaysNothingOfBuilding() throws Exception {
        assertThat(launch(Map.of(), "0", "--quiet").err()).isEmpty();
    }

    private Process start(String name) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("next700").toString(), "0")
                .redirectOutput(folder.resolve("out-" + name).toFile())
                .redirectError(folder.resolve("err-" + name).toFile());
        Files.createFile(folder.resolve("err-" + name));
        builder.environment().merge("PATH", tools.toString(), (path, own) -> own + ":" + path);
        return builder.start();
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

    /** A jar for each module, of what its sources are now. */
    private void jars() throws IOException {
        Path jars = Files.createDirectories(folder.resolve("jars"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        for (String module : MODULES) {
            List<String> options =
                    new ArrayList<>(List.of("--release", "21", "-d", classes.toString(), "-cp", classes.toString()));
            Path sources = home.resolve(module).resolve("src/main/java");
            Path into = jars.resolve(module + ".jar");
            try (Stream<Path> files = Files.walk(sources);
                    JarOutputStream out = new JarOutputStream(Files.newOutputStream(into))) {
                List<Path> java =
                        files.filter(file -> file.toString().endsWith(".java")).toList();
                out.putNextEntry(new JarEntry("META-INF/"));
                if (!java.isEmpty()) {
                    java.forEach(file -> options.add(file.toString()));
                    assertThat(ToolProvider.getSystemJavaCompiler()
                                    .run(null, null, null, options.toArray(String[]::new)))
                            .isZero();
                }
                for (Path file : java) {
                    String name = sources.relativize(file).toString().replace(".java", ".class");
                    out.putNextEntry(new JarEntry(name));
                    out.write(Files.readAllBytes(classes.resolve(name)));
                }
            }
        }
    }
}
