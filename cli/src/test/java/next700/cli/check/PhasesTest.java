package next700.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import next700.report.Progress;
import org.junit.jupiter.api.Test;

/** What is said of a check that takes its time. */
class PhasesTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Progress progress = new Progress(new PrintStream(out, true, UTF_8), 0, false);

    @Test
    void nothingIsSaidOfWhatIsDoneAtOnce() {
        try (Phases phases = new Phases(progress)) {
            phases.begin("reading");
            phases.begin("checking");
        }

        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void aPhaseThatTakesTimeIsNamedAndSoIsEachAfterIt() throws InterruptedException {
        try (Phases phases = new Phases(progress)) {
            phases.begin("reading");
            while (out.size() == 0) {
                Thread.sleep(10);
            }
            phases.begin("checking");
        }

        assertThat(out.toString(UTF_8))
                .startsWith("  … reading\n  … checking\n")
                .contains("checking: done");
    }
}
