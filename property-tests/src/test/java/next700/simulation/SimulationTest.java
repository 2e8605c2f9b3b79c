package next700.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import next700.process.Taken;
import next700.trial.Campaign;
import next700.trial.FuzzOptions;
import next700.trial.Run;
import next700.trial.RunResult;
import next700.trial.Tape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("campaign")
final class SimulationTest {
    @Test
    void nothingGoesWrongOnTheEmptyTape() {
        RunResult run = Run.replay(Arena.quorum(1), Tape.EMPTY);

        assertThat(run.violations()).isEmpty();
        assertThat(run.steps().stream().map(Taken::step))
                .containsExactly("Q1", "Q2", "Q2", "Q2", "Q2", "Q3", "Q1", "Q2", "Q2", "Q2", "Q2", "Q3");
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        FuzzOptions options = FuzzOptions.of(Arena.quorum(1), 1).withSeed(42);
        IntStream.range(0, 50).forEach(number -> {
            RunResult run = Campaign.runOf(options, number);
            assertThat(Run.replay(Arena.quorum(1), run.tape()).steps()).isEqualTo(run.steps());
        });
    }
}
