package next700.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import next700.report.ExitCode;
import org.junit.jupiter.api.Test;

/** {@code next700 costs}. */
class CostsCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Next700.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
    }

    @Test
    void whatIsCountedIsWhatTheFormulasSay() {
        assertThat(run("costs", "--up-to", "2", "--batches", "1,3", "--quiet")).isZero();
        assertThat(out.toString(UTF_8))
                .contains("costs: holds", "ZLight      2      3       3          3        4          4");
    }

    @Test
    void aBatchOfNothingIsAUsageError() {
        assertThat(run("costs", "--batches", "0")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString(UTF_8)).contains("--batches must be from 1 to 1000, not 0");
    }
}
