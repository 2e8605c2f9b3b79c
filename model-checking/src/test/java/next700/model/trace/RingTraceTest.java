package next700.model.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import next700.model.TlcLimits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A run of LCR written by hand, with a message round the ring, a crash, and a message that a process gets by RECOVER
 * only, is a behaviour of the specification; with one thing altered it is none, and the reason given is the thing.
 */
@Tag("tlc")
class RingTraceTest {
    private static final RingValidation VALIDATION = new RingValidation(TlcLimits.NO_HURRY);

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

    private static Altered<RingTrace> altered(
            String what, String step, String reason, Consumer<List<RingStep>> change) {
        return new Altered<>(what, trace(Altered.change(run(), change)), "LCR." + step, reason);
    }

    private static Altered<RingTrace> without(int index, String step, String reason) {
        return altered("without step " + index, step, reason, steps -> steps.remove(index));
    }

    private static final List<Altered<RingTrace>> ALTERED = List.of(
            without(0, "Data", "no message is on its way"),
            without(DATA_AT_2, "Deliver", "not in the pending list"),
            altered(
                    "a broadcast with another clock",
                    "Broadcast",
                    "Stamp",
                    steps -> steps.set(0, RingStep.carrying("Broadcast", 0, 1, 0, 1, List.of(1, 1, 0)))),
            altered(
                    "a message with another clock than it was sent with",
                    "Data",
                    "clock",
                    steps -> steps.set(DATA_AT_2, RingStep.carrying("Data", 2, 1, 0, 1, List.of(1, 0, 1)))),
            without(DELIVERED_AT_2, "ViewChange", "Idle"),
            without(ACK_AT_0, "Deliver", "not stable"),
            without(RECOVER_AT_2, "AckRecover", "no such ACK_RECOVER"),
            without(LAST_END_AT_0, "Deliver", "not stable"),
            without(DELIVERED_BY_FORCE_AT_2, "View", "forceDeliver"),
            altered(
                    "a broadcast during a view change",
                    "Broadcast",
                    "Running",
                    steps -> steps.add(10, RingStep.carrying("Broadcast", 0, 1, 0, 3, List.of(3, 0, 0)))),
            altered(
                    "a step that there is not",
                    "Stop",
                    "no such step",
                    steps -> steps.add(1, RingStep.towards("Stop", 0, 1))));

    @Test
    void aRunWithACrashAndARecoveredMessageIsABehaviour() {
        assertThat(VALIDATION.validate(List.of(trace(run())))).containsExactly(new TraceVerdict.Accepted(run().size()));
    }

    /** An END_RECOVERY may be lost with its sender; who hears from a member of the view knows that all have ended. */
    @Test
    void aProcessMayInstallAViewThatAnotherHasInstalled() {
        RingTrace hurried = trace(Altered.change(run(), steps -> steps.remove(LAST_END_AT_2)));

        assertThat(VALIDATION.validate(List.of(hurried))).containsExactly(new TraceVerdict.Accepted(run().size() - 1));
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

        assertThat(VALIDATION.validate(List.of(trace(steps)))).containsExactly(new TraceVerdict.Accepted(steps.size()));
    }

    @Test
    void oneThingAlteredIsFoundAndNamed() {
        Altered.assertEachIsFoundAndNamed(ALTERED, VALIDATION::validate);
    }

    @Test
    void whatTheProcessWasLikeIsTold() {
        assertThat(VALIDATION.validate(List.of(ALTERED.getFirst().run())))
                .first()
                .isInstanceOfSatisfying(
                        TraceVerdict.Rejected.class,
                        rejected -> assertThat(rejected.state()).contains("pending", "inbox"));
    }

    @Test
    void aRingThatIsNotInTheOrderOfItsNumbersIsRefused() {
        assertThatThrownBy(() -> new RingView(List.of(1, 0), List.of(0, 1))).hasMessageContaining("order");
    }
}
