package next700.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import next700.report.ExitCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code next700 museum} and {@code next700 tour}, as a visitor sees them. */
@Tag("campaign")
class MuseumCommandTest {
    @TempDir
    private Path directory;

    private String page() throws IOException {
        return Files.readString(directory.resolve("report.html"));
    }

    @Test
    void whoEntersIsToldWhatThereIsToSee() {
        CommandRun entered = CommandRun.of("museum");

        assertThat(entered.exitCode()).isEqualTo(ExitCode.HOLDS);
        assertThat(entered.out())
                .contains("vote-before-durable", "A replica speaks without a note of it", "timestamps-not-raised");
    }

    @Test
    void anExhibitThatIsNotThereIsRefusedWithThoseThatAre() {
        CommandRun asked = CommandRun.of("museum", "mona-lisa");

        assertThat(asked.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(asked.err()).contains("no exhibit 'mona-lisa'; there are: ", "vote-before-durable");
    }

    @Test
    void anExhibitIsToldInWordsAndDrawnOnAPage() throws IOException {
        CommandRun seen = CommandRun.of("museum", "short-answer", "--report", directory.toString(), "--quiet");

        assertThat(seen.exitCode()).isEqualTo(ExitCode.HOLDS);
        assertThat(seen.out())
                .contains(
                        "A.4 Init Order falls",
                        "without the mistake the same schedule breaks nothing",
                        "c1 invokes c1.1");
        assertThat(page()).contains("class=\"run\"", "The thesis, B.2 to B.4, as printed");
    }

    @Test
    void theTourShowsALiarWhoLosesWinsWithoutAGuardAndLosesAgain() throws IOException {
        CommandRun tour = CommandRun.of("tour", "--report", directory.toString(), "--quiet");

        assertThat(tour.exitCode()).isEqualTo(ExitCode.HOLDS);
        assertThat(tour.out())
                .containsSubsequence(
                        "nothing fell, and all that must be reached was",
                        "C.AbortOrder fell",
                        "without the mistake the same schedule breaks nothing",
                        "lies to",
                        "Go on with");
        assertThat(page()).contains("class=\"run\"");
    }

    @Test
    void aTourForMachinesIsNothingButJson() {
        CommandRun tour = CommandRun.of("tour", "--report", directory.toString(), "--json", "--quiet");

        assertThat(tour.exitCode()).isEqualTo(ExitCode.HOLDS);
        assertThat(tour.out()).startsWith("{").endsWith("}\n");
    }
}
