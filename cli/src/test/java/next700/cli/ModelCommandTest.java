package next700.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import next700.report.ExitCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code next700 model}: models of anybody by their models file, and how the command ends. */
@Tag("tlc")
class ModelCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    private int run(String... arguments) {
        return Next700.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
    }

    private void isRefused(String message, String... arguments) {
        assertThat(run(arguments)).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString(UTF_8)).contains(message);
    }

    @Test
    void aModelThatMustFailIsNotForAServerThatTellsNoCounterexamples() {
        isRefused("InitNotNeglected must fail", "model", "backup", "--only", "InitNotNeglected", "--distributed", "2");
    }

    @Test
    void aModelOfAFolderThatHasNoneIsRefusedWithWhatToDo() {
        isRefused("--only: " + directory + " has no models", "model", directory.toString(), "--only", "Counts");
    }

    @Test
    void onlyNamedModelsAreDistributed() {
        isRefused("--distributed needs --only", "model", "backup", "--distributed", "2");
    }

    @Test
    void workersOfOtherMachinesNeedTheNameOfThisOne() {
        isRefused("--server-name", "model", "backup", "--only", "OneEach", "--distributed", "0");
    }

    @Test
    void tlcThatCannotStartViolatesNothing() {
        CommandRun run = CommandRun.of("model", "quorum", "--only", "OneInstance", "--heap", "1");

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(run.out()).contains("TLC could not be started").contains("Too small maximum heap");
    }

    private static final String COUNTER = """
            ---- MODULE Counter ----
            EXTENDS Naturals
            VARIABLE x
            Init == x = 0
            Next == x < 3 /\\ x' = x + 1
            Small == x < %d
            ====
            """;

    private static final String MODELS = """
            {"models": {"Counts": {"module": "Counter", "init": "Init", "next": "Next", "invariants": ["Small"],
                                   "checkDeadlock": false, "holds": {"states": 4}}}}
            """;

    private String folder(int bound, String models) throws IOException {
        Files.writeString(directory.resolve("Counter.tla"), COUNTER.formatted(bound));
        Files.writeString(directory.resolve("models.json"), models);
        return directory.toString();
    }

    @Test
    void aFolderOfSomebodysHoldsByItsModelsFile() throws IOException {
        assertThat(run("model", folder(4, MODELS), "--quiet")).isEqualTo(ExitCode.HOLDS.code());
        assertThat(out.toString(UTF_8)).contains("1 of 1 models as expected", "Counts: holds");
    }

    @Test
    void aViolationIsToldAsACounterexampleAndToMachines() throws IOException {
        Path junit = directory.resolve("model.xml");

        assertThat(run("model", folder(2, MODELS), "--quiet", "--junit", junit.toString()))
                .isEqualTo(ExitCode.VIOLATED.code());

        assertThat(out.toString(UTF_8)).contains("Counts: violates Small after 3 states, 3 states", "x = 2, was 1");
        assertThat(Files.readString(junit))
                .contains(
                        "tests=\"1\" failures=\"1\" errors=\"0\"", "message=\"Counts violates Small\"", "x = 2, was 1");
    }

    @Test
    void jsonHasEveryStateOfACounterexample() throws IOException {
        run("model", folder(2, MODELS), "--quiet", "--json");

        var result = new ObjectMapper().readTree(out.toString(UTF_8)).at("/sections/0/data/0");
        assertThat(result.at("/verdict").asText()).isEqualTo("otherwise");
        assertThat(result.at("/violated").asText()).isEqualTo("Small");
        assertThat(result.at("/counterexample/2/variables/x").asText()).isEqualTo("2");
    }

    @Test
    void aFolderWithoutModelsIsUnknown() {
        assertThat(run("model", directory.toString(), "--quiet")).isEqualTo(ExitCode.UNKNOWN.code());
        assertThat(out.toString(UTF_8)).contains("has no models, so that nothing is known", "models.json");
    }

    @Test
    void modelsOfWhichNoneIsRunAreUnknown() throws IOException {
        assertThat(run("model", folder(4, MODELS.replace("\"holds\"", "\"size\": \"deep\", \"holds\"")), "--quiet"))
                .isEqualTo(ExitCode.UNKNOWN.code());
    }

    @Test
    void aMistakeInAModelsFileIsBadDataWithItsPlace() throws IOException {
        assertThat(run("model", folder(4, MODELS.replace("\"Counter\"", "\"Conter\"")), "--quiet"))
                .isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(err.toString(UTF_8)).contains("models.json:1:34: there is no module Conter");
    }

    @Test
    void aSpecificationThatDoesNotParseIsBadDataAndNoViolation() throws IOException {
        String folder = folder(4, MODELS);
        Files.writeString(directory.resolve("Counter.tla"), COUNTER.formatted(4).replace("x + 1", "y + 1"));

        assertThat(run("model", folder, "--quiet")).isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(out.toString(UTF_8)).contains("Unknown operator: `y'", "Counter.tla:5:");
    }

    @Test
    void aFolderThatIsNotThereIsAMistakeOfUse() {
        isRefused(
                "there is no file or folder",
                "model",
                directory.resolve("nowhere").toString());
    }

    @Test
    void anExportedModelIsAModuleWithItsCfg() throws IOException {
        Path exported = directory.resolve("exported");

        assertThat(run("model", folder(4, MODELS), "--export", exported.toString()))
                .isEqualTo(ExitCode.HOLDS.code());

        assertThat(Files.readString(exported.resolve("Counts.tla"))).contains("EXTENDS Counter");
        assertThat(Files.readString(exported.resolve("Counts.cfg"))).contains("INVARIANTS\n  Small");
        assertThat(exported.resolve("Counter.tla")).exists();
    }
}
