package next700.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import next700.report.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code next700 rounds}. */
class RoundsCommandTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Next700.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
    }

    @Test
    void theReportHasTheTablesAndTwoPictures() throws Exception {
        assertThat(run("rounds", "--up-to", "3", "--quiet", "--report", directory.toString()))
                .isZero();

        assertThat(out.toString(UTF_8)).contains("rounds: holds");
        String page = Files.readString(directory.resolve("report.html"));
        assertThat(page.split("<svg ")).hasSize(3);
        assertThat(page).contains("n-to-n", "<td>3/2</td>", "destination agreement", "2.3.5");
    }

    @Test
    void aRingOfOneIsAUsageError() {
        assertThat(run("rounds", "--up-to", "1")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString(UTF_8)).contains("--up-to must be from 2 to 16, not 1");
    }

    @Test
    void modelsOfAnUnknownProtocolAreAUsageErrorThatNamesThoseThereAre() {
        assertThat(run("model", "raft")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString(UTF_8))
                .contains("no models of a protocol 'raft', nor a folder of that name", "lcr", "pbft", "quorum");
    }
}
