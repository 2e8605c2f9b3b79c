package next700.model.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import next700.model.TlcLimits;
import next700.protocol.lcr.Change;
import next700.protocol.lcr.Clock;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.View;
import next700.simulation.lcr.LcrSometimes;
import next700.simulation.lcr.LcrSubject;
import next700.simulation.lcr.LcrTrial;
import next700.trial.Campaign;
import next700.trial.FuzzOptions;
import next700.trial.Run;
import next700.trial.RunResult;
import next700.trial.Tape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the implementation of LCR does in the simulator is a behaviour of its specification; altered, it is none. */
@Tag("campaign")
class RingRunTest {
    private static final RingValidation VALIDATION = new RingValidation(TlcLimits.NO_HURRY);
    private static final FuzzOptions CAMPAIGN = FuzzOptions.of(LcrSubject.USUAL, 1);
    private static final int RUNS_OF_A_KIND = 3;
    private static final List<LcrSometimes> KINDS = List.of(
            LcrSometimes.FIRST_CRASHED,
            LcrSometimes.NEIGHBOURS_CRASHED,
            LcrSometimes.ONE_IS_LEFT,
            LcrSometimes.CRASH_INSIDE_CHANGE,
            LcrSometimes.JOINED,
            LcrSometimes.LEFT,
            LcrSometimes.CUT_OFF,
            LcrSometimes.DIVIDED,
            LcrSometimes.RECOVERED,
            LcrSometimes.INTERRUPTED,
            LcrSometimes.CAUGHT_UP);

    /** A run in which a joiner had taken part in a change that was never agreed upon, larger than the one that was. */
    private static final Tape ABANDONED_CHANGE =
            Tape.decode(".421g1f2s6f00l013012300k200g3002100200310012003012000120110013.41300130012");

    /** One in which an interrupted change came to its end after all. */
    private static final Tape INTERRUPTED_AND_ENDED =
            Tape.decode("030111k02c3o101b73f282j6o1220131210k314p302.52.d2.621.e201"
                    + "3.b3.k1.730303011322.a2.832.c200020002.91030001002.71003.62.b21.42.a3.43.413010022.4223002.41.4300122.b1002.63133"
                    + "001020200301.c3.421.92030030001");

    /** Many members, much sent, views with and without a crashed one. */
    private static final Tape TO_ALTER =
            Tape.decode("11202282u302f0173q0n5p0225b2g0020p203.i30211.a20001.7333.c331.420300010300211.c3"
                    + "0001.c3001.4203.410001201.53.82.c30332.632021.820010012.530001.k2.51.5202");

    private static List<LcrStep> steps(RunResult run) {
        return run.steps(LcrStep.class);
    }

    private static RingTrace trace(String name, RunResult run, List<LcrStep> steps) {
        LcrTrial trial = (LcrTrial) run.trial();
        return RingRun.trace(name, View.initial(trial.setup().founders()), steps);
    }

    private static RingTrace trace(String name, Tape tape) {
        RunResult run = Run.replay(LcrSubject.USUAL, tape);
        return trace(name, run, steps(run));
    }

    private static List<RingTrace> runsThatReach(LcrSometimes kind) {
        return LongStream.range(0, 3_000)
                .mapToObj(number -> Campaign.runOf(CAMPAIGN, number))
                .filter(run -> run.reached().contains(kind))
                .limit(RUNS_OF_A_KIND)
                .map(run -> trace(kind.meaning(), run, steps(run)))
                .toList();
    }

    @Test
    void runsWithCrashesJoinsAndLeavesAreBehaviours() {
        List<RingTrace> traces = new ArrayList<>();
        KINDS.forEach(kind -> traces.addAll(runsThatReach(kind)));
        traces.add(trace("an abandoned change", ABANDONED_CHANGE));
        traces.add(trace("an interrupted change that ended", INTERRUPTED_AND_ENDED));

        List<TraceVerdict> verdicts = VALIDATION.validate(traces);

        assertThat(traces).hasSize(KINDS.size() * RUNS_OF_A_KIND + 2);
        for (int i = 0; i < traces.size(); i++) {
            assertThat(verdicts.get(i))
                    .as(traces.get(i).name())
                    .isEqualTo(new TraceVerdict.Accepted(traces.get(i).steps().size()));
        }
    }

    private static boolean isOf(LcrStep step, String name, MemberId process) {
        return step.step().equals("LCR." + name) && step.process().equals(process);
    }

    private static int last(List<LcrStep> steps, int before, String name, MemberId process) {
        return IntStream.range(0, before)
                .filter(k -> isOf(steps.get(k), name, process))
                .max()
                .orElseThrow();
    }

    /** The first view that is installed, by whom nothing but END_RECOVERY can have told it to. */
    private static int firstView(List<LcrStep> steps) {
        return IntStream.range(0, steps.size())
                .filter(k -> steps.get(k).step().equals("LCR.View"))
                .findFirst()
                .orElseThrow();
    }

    private static List<LcrStep> without(List<LcrStep> steps, int index) {
        List<LcrStep> rest = new ArrayList<>(steps);
        rest.remove(index);
        return rest;
    }

    /** Two messages that a process delivers one right after the other. */
    private static List<LcrStep> withDeliveriesSwapped(List<LcrStep> steps) {
        List<LcrStep> swapped = new ArrayList<>(steps);
        int first = IntStream.range(0, steps.size() - 1)
                .filter(k -> isOf(steps.get(k), "Deliver", steps.get(k).process())
                        && isOf(steps.get(k + 1), "Deliver", steps.get(k).process()))
                .findFirst()
                .orElseThrow();
        Collections.swap(swapped, first, first + 1);
        return swapped;
    }

    private static List<LcrStep> withoutAnAckRecover(List<LcrStep> steps) {
        MemberId process = steps.get(firstView(steps)).process();
        return without(steps, last(steps, firstView(steps), "AckRecover", process));
    }

    private static List<LcrStep> withoutAnEndRecovery(List<LcrStep> steps) {
        int view = firstView(steps);
        return without(steps, last(steps, view, "EndRecovery", steps.get(view).process()));
    }

    private static List<LcrStep> withAnotherClock(List<LcrStep> steps) {
        List<LcrStep> altered = new ArrayList<>(steps);
        int index = IntStream.range(0, steps.size())
                .filter(k -> steps.get(k).step().equals("LCR.Data"))
                .findFirst()
                .orElseThrow();
        LcrStep step = steps.get(index);
        long[] counts = new long[step.clock().orElseThrow().size()];
        counts[step.origin()] = step.sequence();
        counts[(step.origin() + 1) % counts.length] = 7;
        altered.set(
                index,
                new LcrStep(
                        step.step(),
                        step.process(),
                        step.view(),
                        step.origin(),
                        step.sequence(),
                        Optional.of(Clock.of(counts)),
                        step.change(),
                        step.peer()));
        return altered;
    }

    private static List<LcrStep> withoutAnAck(List<LcrStep> steps) {
        int delivery = IntStream.range(1, steps.size())
                .filter(k -> isOf(steps.get(k), "Deliver", steps.get(k).process())
                        && isOf(steps.get(k - 1), "Ack", steps.get(k).process()))
                .findFirst()
                .orElseThrow();
        return without(steps, delivery - 1);
    }

    @Test
    void oneStepAlteredIsFoundAndNamed() {
        RunResult run = Run.replay(LcrSubject.USUAL, TO_ALTER);
        Map<UnaryOperator<List<LcrStep>>, String> alterations = new LinkedHashMap<>();
        alterations.put(RingRunTest::withDeliveriesSwapped, "First");
        alterations.put(RingRunTest::withoutAnAckRecover, "END_RECOVERY");
        alterations.put(RingRunTest::withoutAnEndRecovery, "");
        alterations.put(RingRunTest::withAnotherClock, "the clock is not the message's");
        alterations.put(RingRunTest::withoutAnAck, "not stable");
        List<RingTrace> traces = alterations.keySet().stream()
                .map(alteration -> trace("altered", run, alteration.apply(steps(run))))
                .toList();

        List<TraceVerdict> verdicts = VALIDATION.validate(traces);

        List<String> reasons = List.copyOf(alterations.values());
        for (int i = 0; i < verdicts.size(); i++) {
            String reason = reasons.get(i);
            assertThat(verdicts.get(i))
                    .isInstanceOfSatisfying(
                            TraceVerdict.Rejected.class,
                            rejected -> assertThat(rejected.reason()).contains(reason));
        }
    }

    @Test
    void aMemberThatIsInTheRingAgainIsRefused() {
        MemberId p1 = MemberId.of("p1");
        MemberId p2 = MemberId.of("p2");
        View first = View.initial(List.of(p1, p2));
        Change out = change(first, List.of(p2), List.of());
        Change back = change(out.target(), List.of(), List.of(p2));

        assertThatThrownBy(() -> RingRun.trace("again", first, List.of(installs(p1, out), installs(p1, back))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("p2 is in view 2 [p1, p2] again");
    }

    private static Change change(View base, List<MemberId> excluded, List<MemberId> joining) {
        return new Change(base, new TreeSet<>(excluded), new TreeSet<>(joining), new TreeSet<>());
    }

    private static LcrStep installs(MemberId process, Change change) {
        return new LcrStep(
                "LCR.View",
                process,
                change.base().number(),
                -1,
                0,
                Optional.empty(),
                Optional.of(change),
                Optional.empty());
    }
}
