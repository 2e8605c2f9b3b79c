package next700.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import next700.process.Input;
import next700.protocol.paxos.PaxosStep;
import next700.simulation.paxos.PaxosSubject;
import org.junit.jupiter.api.Test;

/** What a process does when it begins a life is seen like anything else that it does. */
class BeginningsTest {
    private static final RunResult QUIET = Run.replay(new PaxosSubject(1), Tape.of(List.of()));

    @Test
    void aStepThatALifeBeginsWithIsAnEvent() {
        assertThat(QUIET.steps(PaxosStep.class).stream().limit(3))
                .hasSize(3)
                .allSatisfy(step -> assertThat(step.step()).isEqualTo(PaxosStep.ELECT));
        assertThat(QUIET.events().getFirst().input()).isEqualTo(new Input.Started());
        assertThat(Narrator.lines(QUIET)).anyMatch(line -> line.contains("r1 begins"));
    }

    /** Clients of Paxos begin with no step, and those that do not are not told of. */
    @Test
    void aLifeThatBeginsWithoutAStepIsNone() {
        assertThat(QUIET.events().stream().filter(event -> event.input() instanceof Input.Started))
                .allSatisfy(event -> assertThat(event.steps()).isNotEmpty());
    }
}
