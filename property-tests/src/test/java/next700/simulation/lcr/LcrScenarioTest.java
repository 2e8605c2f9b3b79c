package next700.simulation.lcr;

import static org.assertj.core.api.Assertions.assertThat;

import next700.protocol.lcr.LcrStep;
import next700.trial.Tape;
import org.junit.jupiter.api.Test;

/** Schedules that a campaign once found, shrunk. */
public final class LcrScenarioTest {
    /** For the mutant that says nothing then. */
    public static final String RETURN_TO_AN_INTERRUPTED_CHANGE =
            "03110032020203.523.63.6102m00012.71.91.61.52.412.63.6303.f3.4111";

    private static LcrRun replay(String tape) {
        LcrRun run = LcrSimulation.replay(Tape.decode(tape));
        assertThat(run.violations()).as(LcrNarrator.describe(run)).isEmpty();
        return run;
    }

    private static boolean installs(LcrRun run, String member, String change) {
        return run.events().stream()
                .flatMap(event -> event.steps().stream())
                .filter(step -> step.step().equals("LCR.View"))
                .filter(step -> step.process().name().equals(member))
                .map(LcrStep::change)
                .anyMatch(installed -> installed.orElseThrow().toString().equals(change));
    }

    /**
     * p3 leaves, all but p5 promise the change, and p3 crashes. p5 finds that out and begins the change that excludes p3
     * as well; p1, p2 and p4 join in. Then p5 hears the END_RECOVERY that it had missed of the first change, and installs
     * its view. Unless it tells them, p1 and p2 wait for ever for p5 to end the second.
     */
    @Test
    void whoReturnsToAnInterruptedChangeTellsThoseWhoWentOn() {
        LcrRun run = replay(RETURN_TO_AN_INTERRUPTED_CHANGE);

        for (String member : new String[] {"p1", "p2", "p4", "p5"}) {
            assertThat(installs(run, member, "change of view 0 [p1, p2, p3, p4, p5] leaving p3"))
                    .as(member)
                    .isTrue();
        }
    }

    /**
     * p1 goes on from view 0 with p3 and p4, which join. They install the view, deliver in it, and lose p1, before p1
     * delivers what it had broadcast in view 0. That is no second order: who joins need not know of older views.
     */
    @Test
    void whatIsDeliveredLateInAnOlderViewIsNotOwedToThoseWhoJoined() {
        replay(".42.42.8201n0110102.93.c3");
        replay("1000210040110001012101.c3.g2");
    }
}
