package next700.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** TLC's output, as recorded from runs of it, is understood. */
class TlcOutputTest {
    private final List<Counts> progress = new ArrayList<>();

    private TlcOutput recorded(String name) throws IOException {
        TlcOutput output = new TlcOutput(progress::add);
        TlcMessageReader messages = new TlcMessageReader();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(TlcOutputTest.class.getResourceAsStream(name)), StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> messages.line(line).ifPresent(output::add));
        }
        messages.end().ifPresent(output::add);
        return output;
    }

    @Test
    void aCompleteRunHasItsCounts() throws IOException {
        TlcOutput output = recorded("holds.txt");

        assertThat(output.isComplete()).isTrue();
        assertThat(output.violated()).isEmpty();
        assertThat(output.counts()).isEqualTo(new Counts(417, 69, 0, 13));
        assertThat(progress).isNotEmpty();
    }

    @Test
    void aViolatedInvariantHasItsNameAndItsBehaviour() throws IOException {
        TlcOutput output = recorded("invariant.txt");

        assertThat(output.isComplete()).isFalse();
        assertThat(output.violated()).contains("A1_Validity");
        assertThat(output.counterexample().length()).isEqualTo(7);
        assertThat(output.counterexample().steps()).startsWith("Q1").endsWith("P3");
        assertThat(output.counterexample().states().get(0).variables()).containsKeys("lh", "stopped");
    }

    @Test
    void aViolatedTemporalPropertyHasABehaviourThatStopsOrLoops() throws IOException {
        TlcOutput output = recorded("liveness.txt");

        assertThat(output.violated()).contains("a temporal property");
        assertThat(output.counterexample().steps()).containsExactly("Q1", "P1");
        assertThat(output.counterexample().stutters()).isTrue();
        assertThat(output.counterexample().toString()).contains("nothing more happens");
    }

    @Test
    void anErrorInTheSpecificationHasItsPlace() throws IOException {
        ModelResult.Broken broken = recorded("broken.txt").broken();

        assertThat(broken.message()).contains("Unknown operator: `foo'");
        assertThat(broken.location()).hasValueSatisfying(location -> {
            assertThat(location.file()).isEqualTo("Quorum.tla");
            assertThat(location.line()).isPositive();
        });
    }

    @Test
    void aMessageCutShortIsReadAsFarAsItGoes() {
        TlcMessageReader messages = new TlcMessageReader();

        assertThat(messages.line("@!@!@STARTMSG 2110:1 @!@!@")).isEmpty();
        assertThat(messages.line("Invariant I is violated.")).isEmpty();
        assertThat(messages.end())
                .contains(new TlcMessage(2110, TlcMessage.Severity.ERROR, "Invariant I is violated."));
    }

    @Test
    void aCounterexampleShowsOnlyWhatChanged() throws IOException {
        String text = recorded("invariant.txt").counterexample().toString();

        assertThat(text)
                .contains("  2  Q1\n", "phase[c1] = \"waiting\", was \"idle\"")
                .containsOnlyOnce("ts = ");
    }
}
