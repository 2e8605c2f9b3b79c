package next700.model.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A run of LCR written by hand, with a message round the ring, a crash, and a message that a process gets by RECOVER
 * only, is a behaviour of the specification; with one thing altered it is none, and the reason given is the thing.
 */
class RingTraceTest {
    private static final RingValidation VALIDATION = new RingValidation(Duration.ofMinutes(2));

    private static final RingView ALL = new RingView(List.of(0, 1, 2), List.of(0, 1, 2));
    private static final RingView WITHOUT_1 = new RingView(List.of(0, 2), List.of(0, 2));
    private static final List<Integer> FIRST = List.of(1, 0, 0);
    private static final List<Integer> SECOND = List.of(2, 0, 0);

    /** Where the steps are, for those who alter them. */
    private static final int DATA_AT_2 = 2;

    private static final int DELIVERED_AT_2 = 3;
    private static final int ACK_AT_0 = 4;
    private static final int RECOVER_AT_2 = 14;
    private static final int LAST_END_AT_0 = 19;
    private static final int LAST_END_AT_2 = 22;
    private static final int DELIVERED_BY_FORCE_AT_2 = 23;

    /** m0.1 goes round the ring of three and is delivered; m0.2 is lost with p1, but p0 has it and p2 recovers it. */
    private static List<RingStep> run() {
        List<RingStep> run = new ArrayList<>(List.of(
                RingStep.carrying("Broadcast", 0, 1, 0, 1, FIRST),
                RingStep.carrying("Data", 1, 1, 0, 1, FIRST),
                RingStep.carrying("Data", 2, 1, 0, 1, FIRST),
                RingStep.about("Deliver", 2, 1, 0, 1),
                RingStep.about("Ack", 0, 1, 0, 1),
                RingStep.about("Deliver", 0, 1, 0, 1),
                RingStep.about("Ack", 1, 1, 0, 1),
                RingStep.about("Deliver", 1, 1, 0, 1),
                RingStep.carrying("Broadcast", 0, 1, 0, 2, SECOND)));
        for (int p : List.of(0, 2)) {
            run.add(RingStep.towards("ViewChange", p, 2));
            run.add(RingStep.hearing("AckRecover", p, 2, p));
        }
        run.add(RingStep.hearing("Recover", 0, 2, 2));
        run.add(RingStep.hearing("Recover", 2, 2, 0));
        for (int p : List.of(0, 2)) {
            run.add(RingStep.hearing("AckRecover", p, 2, 2 - p));
            run.add(RingStep.hearing("EndRecovery", p, 2, p));
        }
        for (int p : List.of(0, 2)) {
            run.add(RingStep.hearing("EndRecovery", p, 2, 2 - p));
            run.add(RingStep.about("Deliver", p, 1, 0, 2));
            run.add(RingStep.towards("View", p, 2));
        }
        run.add(RingStep.carrying("Broadcast", 2, 2, 2, 1, List.of(0, 1)));
        run.add(RingStep.carrying("Data", 0, 2, 2, 1, List.of(0, 1)));
        run.add(RingStep.about("Deliver", 0, 2, 2, 1));
        run.add(RingStep.about("Ack", 2, 2, 2, 1));
        run.add(RingStep.about("Deliver", 2, 2, 2, 1));
        return run;
    }

    private static RingTrace trace(List<RingStep> steps) {
        return new RingTrace("by hand", 3, List.of(ALL, WITHOUT_1), steps);
    }

    private static RingTrace altered(Consumer<List<RingStep>> change) {
        List<RingStep> steps = run();
        change.accept(steps);
        return trace(steps);
    }

    private record Altered(RingTrace trace, String step, String reason) {}

    private static final List<Altered> ALTERED = List.of(
            new Altered(altered(steps -> steps.remove(0)), "Data", "no message is on its way"),
            new Altered(altered(steps -> steps.remove(DATA_AT_2)), "Deliver", "not in the pending list"),
            new Altered(
                    altered(steps -> steps.set(0, RingStep.carrying("Broadcast", 0, 1, 0, 1, List.of(1, 1, 0)))),
                    "Broadcast",
                    "Stamp"),
            new Altered(
                    altered(steps -> steps.set(DATA_AT_2, RingStep.carrying("Data", 2, 1, 0, 1, List.of(1, 0, 1)))),
                    "Data",
                    "clock"),
            new Altered(altered(steps -> steps.remove(DELIVERED_AT_2)), "ViewChange", "Idle"),
            new Altered(altered(steps -> steps.remove(ACK_AT_0)), "Deliver", "not stable"),
            new Altered(altered(steps -> steps.remove(RECOVER_AT_2)), "AckRecover", "no such ACK_RECOVER"),
            new Altered(altered(steps -> steps.remove(LAST_END_AT_0)), "Deliver", "not stable"),
            new Altered(altered(steps -> steps.remove(DELIVERED_BY_FORCE_AT_2)), "View", "forceDeliver"),
            new Altered(
                    altered(steps -> steps.add(10, RingStep.carrying("Broadcast", 0, 1, 0, 3, List.of(3, 0, 0)))),
                    "Broadcast",
                    "Running"),
            new Altered(altered(steps -> steps.add(1, RingStep.towards("Stop", 0, 1))), "Stop", "no such step"));

    @Test
    void aRunWithACrashAndARecoveredMessageIsABehaviour() {
        assertThat(VALIDATION.validate(List.of(trace(run())))).containsExactly(new RingVerdict.Accepted(run().size()));
    }

    /** An END_RECOVERY may be lost with its sender; who hears from a member of the view knows that all have ended. */
    @Test
    void aProcessMayInstallAViewThatAnotherHasInstalled() {
        RingTrace hurried = altered(steps -> steps.remove(LAST_END_AT_2));

        assertThat(VALIDATION.validate(List.of(hurried))).containsExactly(new RingVerdict.Accepted(run().size() - 1));
    }

    /** Acknowledgements wait for a message to ride on, and stand for all messages of a sender before them. */
    @Test
    void anAcknowledgementMayComeLateAndStandForSeveral() {
        List<RingStep> steps = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            for (int p = 0; p < 3; p++) {
                steps.add(RingStep.carrying(p == 0 ? "Broadcast" : "Data", p, 1, 0, number, List.of(number, 0, 0)));
            }
            steps.add(RingStep.about("Deliver", 2, 1, 0, number));
        }
        steps.add(RingStep.about("Ack", 0, 1, 0, 2));
        steps.add(RingStep.about("Deliver", 0, 1, 0, 1));
        steps.add(RingStep.about("Deliver", 0, 1, 0, 2));

        assertThat(VALIDATION.validate(List.of(trace(steps)))).containsExactly(new RingVerdict.Accepted(steps.size()));
    }

    @Test
    void oneThingAlteredIsFoundAndNamed() {
        List<RingVerdict> verdicts =
                VALIDATION.validate(ALTERED.stream().map(Altered::trace).toList());

        for (int k = 0; k < ALTERED.size(); k++) {
            Altered expected = ALTERED.get(k);
            assertThat(verdicts.get(k)).isInstanceOfSatisfying(RingVerdict.Rejected.class, rejected -> {
                assertThat(rejected.step().step()).isEqualTo(expected.step());
                assertThat(rejected.reason()).contains(expected.reason());
                assertThat(rejected.state()).contains("pending", "inbox");
            });
        }
    }

    @Test
    void aRingThatIsNotInTheOrderOfItsNumbersIsRefused() {
        assertThatThrownBy(() -> new RingView(List.of(1, 0), List.of(0, 1))).hasMessageContaining("order");
    }
}
