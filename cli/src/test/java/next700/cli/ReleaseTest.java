package next700.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import next700.report.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people install, unpacked where nothing else is: made by {@code ci/release} of what this build has made. */
@Tag("cluster")
class ReleaseTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private static Path directory;

    private static Path archives;

    @BeforeAll
    static void isMade() throws Exception {
        assumeTrue(
                Files.isDirectory(Path.of("target/lib")) && Files.isExecutable(Path.of("/bin/bash")),
                "there is nothing packaged yet, or no bash");
        archives = directory.resolve("release");
        Ended made = run(HOME, "ci/release", "--built", archives.toString());
        assertThat(made.code()).as(made.toString()).isZero();
    }

    /** The folder that an archive unpacks into. */
    private static Path unpacked(String kind, Path where) throws Exception {
        try (Stream<Path> all = Files.list(archives)) {
            Path archive = all.filter(file ->
                            file.getFileName().toString().matches("next700-[0-9.]+(-SNAPSHOT)?" + kind + "\\.zip"))
                    .findFirst()
                    .orElseThrow();
            Files.createDirectories(where);
            Ended ended = run(where, "unzip", "-q", "-o", archive.toString());
            assertThat(ended.code()).as(ended.toString()).isZero();
        }
        try (Stream<Path> all = Files.list(where)) {
            return all.findFirst().orElseThrow();
        }
    }

    /** How a command ended, and all that it said. */
    private record Ended(int code, String output) {}

    private static Ended run(Path where, String... command) throws Exception {
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        int code = builder.start().waitFor();
        return new Ended(code, Files.readString(output));
    }

    private static Ended next700(Path release, String... arguments) throws Exception {
        return run(
                release,
                Stream.concat(Stream.of("./next700"), Stream.of(arguments)).toArray(String[]::new));
    }

    private static Path history() throws IOException {
        return Files.writeString(directory.resolve("stale.jsonl"), """
                {"process":0,"type":"invoke","f":"write","value":1}
                {"process":0,"type":"ok","f":"write","value":1}
                {"process":1,"type":"invoke","f":"read","value":null}
                {"process":1,"type":"ok","f":"read","value":2}
                """);
    }

    @Test
    void aReleaseThatNeedsAJdkDoesItsJobsAndSaysWhereTheSolverIs() throws Exception {
        Path release = unpacked("", directory.resolve("plain"));

        assertThat(next700(release, "check", history().toString()).code()).isEqualTo(ExitCode.VIOLATED.code());
        assertThat(next700(release, "fuzz", "quorum", "--runs", "300", "--quiet")
                        .output())
                .contains("nothing fell");
        assertThat(next700(release, "--with", "examples/shared-register", "fuzz", "shared-register", "--runs", "20")
                        .output())
                .contains("nothing fell");
        Ended proof = next700(release, "prove", "quorum");
        assertThat(proof.code()).isEqualTo(ExitCode.UNKNOWN.code());
        assertThat(proof.output()).contains("-proofs.zip, unpacked over this one, has it");

        unpacked("-proofs", directory.resolve("plain"));
        assertThat(next700(release, "prove", "quorum").code()).isEqualTo(ExitCode.HOLDS.code());
    }

    @Test
    void aReleaseWithARuntimeNeedsNoJava() throws Exception {
        Path release = unpacked("-linux-.*", directory.resolve("whole"));

        Ended checked = next700(release, "check", history().toString());

        assertThat(checked.code()).isEqualTo(ExitCode.VIOLATED.code());
        assertThat(next700(release, "--version").output()).contains("Java ");
        assertThat(release.resolve("runtime/bin/java")).isExecutable();
    }
}
