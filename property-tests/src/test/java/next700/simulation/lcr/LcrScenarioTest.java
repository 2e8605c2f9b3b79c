package next700.simulation.lcr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import next700.protocol.lcr.LcrNotice;
import next700.protocol.lcr.LcrStep;
import next700.trial.Narrator;
import next700.trial.Run;
import next700.trial.RunResult;
import next700.trial.Tape;
import org.junit.jupiter.api.Test;

/** Schedules that a campaign once found, shrunk. */
public final class LcrScenarioTest {
    /** For the mutant that says nothing then. */
    public static final String RETURN_TO_AN_INTERRUPTED_CHANGE =
            "03110032020203.523.63.6102m00012.71.91.61.52.412.63.6303.f3.4111";

    private static RunResult replay(String tape) {
        RunResult run = Run.replay(LcrSubject.USUAL, Tape.decode(tape));
        assertThat(run.violations())
                .as(() -> String.join("\n", Narrator.lines(run)))
                .isEmpty();
        return run;
    }

    private static boolean installs(RunResult run, String member, String change) {
        return run.steps(LcrStep.class).stream()
                .filter(step ->
                        step.step().equals("LCR.View") && step.process().name().equals(member))
                .anyMatch(step -> step.change().orElseThrow().toString().equals(change));
    }

    private static List<String> whoStops(RunResult run) {
        return run.events().stream()
                .filter(event -> !event.told(LcrNotice.Stopped.class).isEmpty())
                .map(event -> event.process().name())
                .toList();
    }

    /**
     * p3 leaves, all but p5 promise the change, and p3 crashes. p5 finds that out and begins the change that excludes p3
     * as well; p1, p2 and p4 join in. Then p5 hears the END_RECOVERY that it had missed of the first change, and installs
     * its view. Unless it tells them, p1 and p2 wait for ever for p5 to end the second.
     */
    @Test
    void whoReturnsToAnInterruptedChangeTellsThoseWhoWentOn() {
        RunResult run = replay(RETURN_TO_AN_INTERRUPTED_CHANGE);

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

    /** p1 and p4 on one side, p2 and p3 on the other: no side has more than half, and the first on the ring decides. */
    @Test
    void ofTwoHalvesTheOneWithTheFirstOnTheRingGoesOn() {
        RunResult run = replay("02.41001003.71002001");

        assertThat(whoStops(run)).containsExactlyInAnyOrder("p2", "p3");
        assertThat(installs(run, "p1", "change of view 0 [p1, p2, p3, p4] -p2 -p3"))
                .isTrue();
        assertThat(installs(run, "p4", "change of view 0 [p1, p2, p3, p4] -p2 -p3"))
                .isTrue();
    }

    /**
     * What a majority costs. The connection between p5 and p1 breaks, and all five are alive. Each of the two is believed by
     * some first: p3 excludes p5, p2 and p4 exclude p1. A connection that its other end closed looks like one that broke, so
     * that p1 suspects p2 and p4, and p5 suspects p3, and those who hear of all that have too few left.
     */
    @Test
    void oneBrokenConnectionCanStopAllWhereNobodyHasFailed() {
        RunResult run = replay("03.914.51.51.51");

        assertThat(whoStops(run)).containsExactlyInAnyOrder("p1", "p2", "p3", "p4", "p5");
    }
}
