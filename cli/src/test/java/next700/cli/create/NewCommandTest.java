package next700.cli.create;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import next700.audit.MapEvidence;
import next700.cli.CommandRun;
import next700.cli.OutsideProject;
import next700.evidence.Home;
import next700.report.ExitCode;
import next700.workpiece.Workpieces;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A project to begin with compiles, runs, and falls until its guard is written. */
@Tag("campaign")
class NewCommandTest {
    private static final String RUNS = "800";

    @TempDir
    Path folder;

    private CommandRun create(String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of("new"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--in", folder.toString()));
        return CommandRun.of(all.toArray(new String[0]));
    }

    /** The line that the command names, which is the one to write. */
    private static void writeTheGuardWhereItSays(CommandRun created) throws IOException {
        Matcher place = Pattern.compile("(\\S+\\.java):(\\d+) ").matcher(created.out());
        assertThat(place.find()).as(created.out()).isTrue();
        Path file = Path.of(place.group(1));
        List<String> lines = new java.util.ArrayList<>(Files.readAllLines(file));
        int line = Integer.parseInt(place.group(2)) - 1;
        assertThat(lines.get(line)).contains("return true; // Write the guard here: ");
        lines.set(line, "return " + lines.get(line).replaceFirst(".*here: ", "") + ";");
        Files.write(file, lines);
    }

    @ParameterizedTest
    @CsvSource({"lease, crash, 2f+1", "two-words, byzantine, 3f+1", "larger, byzantine, 5f+1"})
    void itFallsUntilTheGuardIsWrittenAndThenHolds(String name, String faults, String replicas) throws IOException {
        CommandRun created = create(name, "--faults", faults, "--replicas", replicas);
        assertThat(created.exitCode()).as(created.err()).isEqualTo(ExitCode.HOLDS);

        try (OutsideProject project = OutsideProject.at(folder.resolve(name))) {
            CommandRun before = CommandRun.of("fuzz", name, "--runs", RUNS);
            assertThat(before.exitCode()).as(before.out() + before.err()).isEqualTo(ExitCode.VIOLATED);
            assertThat(before.out()).contains("OneIsChosen fell");

            writeTheGuardWhereItSays(created);
            project.compile();

            CommandRun after = CommandRun.of("fuzz", name, "--runs", RUNS);
            assertThat(after.exitCode()).as(after.out() + after.err()).isEqualTo(ExitCode.HOLDS);
            CommandRun model = CommandRun.of("model", name);
            assertThat(model.exitCode()).as(model.out() + model.err()).isEqualTo(ExitCode.HOLDS);
            var piece = Workpieces.named(name).orElseThrow();
            assertThat(MapEvidence.of(piece, Home.projectOf(piece)).open()).isEmpty();
        }
    }

    @Test
    void allOfItsEvidenceHoldsAndOnlyTheNetworkIsMissing() throws IOException {
        CommandRun created = create("ballots", "--faults", "byzantine");
        writeTheGuardWhereItSays(created);

        try (OutsideProject project = OutsideProject.at(folder.resolve("ballots"))) {
            CommandRun verified = CommandRun.of("verify", "ballots", "--fuzz-seconds", "2");

            assertThat(verified.out())
                    .as(project.root() + verified.err())
                    .contains("holds     Specification", "holds     Proof map", "holds     Guards", "holds     Traces");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lease", "1st", "-x", "a--b", "a_b", "class", "next700", "lcr", "../x"})
    void aNameThatIsNoPackageOrIsTakenIsRefused(String name) throws IOException {
        CommandRun run = CommandRun.of("new", "--in", folder.toString(), "--", name);

        assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).isNotBlank();
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "crash, f+1",
        "crash, 2f",
        "byzantine, 2f+1",
        "byzantine, 3f",
        "crash, three",
        "crash, 0f+1",
        "none, 2f+1"
    })
    void aSizeThatCannotDoIsRefused(String faults, String replicas) {
        CommandRun run = create("lease", "--faults", faults, "--replicas", replicas);

        assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).containsPattern("--replicas|--faults");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsThereIsLeftAlone() throws IOException {
        Path there = Files.createDirectory(folder.resolve("lease"));
        Files.writeString(there.resolve("mine"), "mine");

        CommandRun run = create("lease");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("is there already");
        assertThat(there).isDirectoryContaining(file -> file.endsWith("mine"));
    }
}
