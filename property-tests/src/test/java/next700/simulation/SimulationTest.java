package next700.simulation;

import next700.trial.Tape;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import next700.protocol.abstraction.StepRecord;
import org.junit.jupiter.api.Test;

final class SimulationTest {
    @Test
    void nothingGoesWrongOnTheEmptyTape() {
        RunResult run = Simulation.replay(Arena.quorum(1), Tape.EMPTY);

        assertThat(run.violations()).isEmpty();
        assertThat(run.steps().stream().map(StepRecord::step))
                .containsExactly("Q1", "Q2", "Q2", "Q2", "Q2", "Q3", "Q1", "Q2", "Q2", "Q2", "Q2", "Q3");
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        FuzzOptions options = FuzzOptions.of(Arena.quorum(1), 1).withSeed(42);
        IntStream.range(0, 50).forEach(number -> {
            RunResult run = Campaign.runOf(options, number);
            assertThat(Simulation.replay(Arena.quorum(1), run.tape()).flights()).isEqualTo(run.flights());
        });
    }
}
