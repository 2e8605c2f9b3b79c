package next700.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** {@code next700 model --distributed}: what TLC's server cannot do is refused before it begins. */
class ModelCommandTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        return Next700.run(nowhere, new PrintStream(err, true, UTF_8), arguments);
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
}
