package next700.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import next700.cli.CommandRun;
import next700.report.ExitCode;
import next700.simulation.Arena;
import next700.simulation.lcr.LcrSubject;
import next700.trial.LabelledTape;
import next700.trial.Tape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code next700 fuzz --replay}: a schedule holds only if it is one of the protocol's own. */
@Tag("campaign")
class FuzzCommandTest {
    private static final Tape SOME = Tape.of(1, 2, 3);

    @ParameterizedTest
    @ValueSource(strings = {"quorum", "aliph", "pbft", "lcr"})
    void garbageIsRefused(String protocol) {
        CommandRun replay = CommandRun.of("fuzz", protocol, "--replay", "garbage");

        assertThat(replay.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(replay.err()).contains("not a tape: 'garbage'");
        assertThat(replay.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"quorum,chain", "chain,quorum", "quorum,lcr", "quorum,pbft"})
    void anotherProtocolsTapeIsRefused(String recorded, String replayed) {
        CommandRun replay = CommandRun.of(
                "fuzz",
                replayed,
                "--replay",
                LabelledTape.of(Arena.of(recorded, 1), SOME).encode());

        assertThat(replay.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(replay.err()).contains("the tape is of " + recorded + ", not of " + replayed);
    }

    @Test
    void aTapeBringsItsThresholdAndContradictsAnother() {
        String tape = LabelledTape.of(Arena.quorum(2), SOME).encode();

        CommandRun own = CommandRun.of("fuzz", "quorum", "--replay", tape);
        CommandRun other = CommandRun.of("fuzz", "quorum", "--f=1", "--replay", tape);

        assertThat(own.exitCode()).isEqualTo(ExitCode.HOLDS);
        assertThat(other.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(other.err()).contains("the tape is of f = 2, not of f = 1");
    }

    @Test
    void itsOwnTapeIsReplayed() {
        String tape = LabelledTape.of(LcrSubject.USUAL, SOME).encode();

        assertThat(CommandRun.of("fuzz", "lcr", "--replay", tape).exitCode()).isEqualTo(ExitCode.HOLDS);
    }
}
