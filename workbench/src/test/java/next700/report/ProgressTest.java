package next700.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** Progress on a terminal of any width, and where there is none. */
class ProgressTest {
    private static final String LONG =
            "a stage with a name that is longer than the narrowest of terminals is wide, by far";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private String told(int columns, boolean silent) {
        Progress progress = new Progress(new PrintStream(bytes, true, UTF_8), columns, silent);
        progress.begin(LONG);
        progress.end("done");
        return bytes.toString(UTF_8);
    }

    @Test
    void aLineThatIsWrittenAgainFitsIntoTheTerminal() {
        String first = told(60, false).split("\r", -1)[1].replace("\u001b[2K", "");

        assertThat(first).hasSizeLessThan(60).startsWith("  … a stage");
    }

    @Test
    void whereThereIsNoTerminalLinesAreWholeAndPlain() {
        assertThat(told(0, false))
                .contains(LONG + "\n")
                .doesNotContain("\u001b")
                .doesNotContain("\r");
    }

    @Test
    void longWorkSaysOfWhatItIsAndAboutHowLongTheRestWillTake() {
        Progress progress = new Progress(new PrintStream(bytes, true, UTF_8), 120, false);
        progress.about("verify quorum, 2 of 9");
        progress.begin("guards");
        for (int looks = 0; looks < 10_000_000 && !bytes.toString(UTF_8).contains("left"); looks++) {
            progress.at(0.5, "16 of 32");
        }

        assertThat(bytes.toString(UTF_8))
                .contains("  … verify quorum, 2 of 9, guards")
                .containsPattern("guards \\([0-9]+ s\\): 16 of 32; about [0-9]+ s left");
    }

    @Test
    void quietIsQuiet() {
        assertThat(told(60, true)).isEmpty();
    }
}
