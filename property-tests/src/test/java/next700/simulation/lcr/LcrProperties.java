package next700.simulation.lcr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import next700.process.ProcessId;
import next700.protocol.lcr.LcrNotice;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.Survival;
import next700.trial.Event;
import next700.trial.Run;
import next700.trial.RunResult;
import next700.trial.Tape;
import next700.trial.jqwik.EveryRun;
import next700.trial.jqwik.Schedules.AnySchedule;

/**
 * The properties of uniform total order broadcast (thesis 2.4), and what else LCR promises, over any schedule, with any
 * crashes, broken connections, partitions, joins and leaves that it withstands. Each is of worth only as far as its premise
 * came true in some of the schedules, which is counted.
 */
@Tag("campaign")
final class LcrProperties {
    private static final int TRIES = 400;

    private static void holds(String property, int f, Tape tape, Predicate<RunResult> premise) {
        EveryRun.keeps(property, new LcrSubject(f), tape, premise);
    }

    private static Set<ProcessId> whoIsTold(RunResult run, Class<? extends LcrNotice> notice) {
        Set<ProcessId> told = new HashSet<>();
        for (Event event : run.events()) {
            if (!event.told(notice).isEmpty()) {
                told.add(event.process());
            }
        }
        return told;
    }

    private static boolean anybodyDelivers(RunResult run) {
        return !whoIsTold(run, LcrNotice.Deliver.class).isEmpty();
    }

    private static boolean severalDeliver(RunResult run) {
        return whoIsTold(run, LcrNotice.Deliver.class).size() > 1;
    }

    private static boolean takes(RunResult run, String step) {
        return run.steps(LcrStep.class).stream().anyMatch(taken -> taken.step().equals(step));
    }

    private static LcrSetup setup(RunResult run) {
        return ((LcrTrial) run.trial()).setup();
    }

    /** Validity. */
    @Property(tries = TRIES)
    void aCorrectProcessDeliversWhatItBroadcasts(@ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("LCR.Validity", f, tape, LcrProperties::anybodyDelivers);
    }

    /** Integrity. */
    @Property(tries = TRIES)
    void aMessageIsDeliveredAtMostOnceAndOnlyIfItWasBroadcast(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("LCR.Integrity", f, tape, LcrProperties::anybodyDelivers);
    }

    /** Uniform Agreement. */
    @Property(tries = TRIES)
    void whatAnyProcessDeliversAlsoOneThatCrashesEveryCorrectProcessDelivers(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds(
                "LCR.UniformAgreement",
                f,
                tape,
                run -> severalDeliver(run) && !setup(run).crashes().isEmpty());
    }

    /** Total Order. */
    @Property(tries = TRIES)
    void twoMessagesAreDeliveredInOneOrderByWhoeverDeliversBoth(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds(
                "LCR.TotalOrder",
                f,
                tape,
                run -> severalDeliver(run) && run.reached().contains(LcrSometimes.DELIVERED_OUT_OF_ARRIVAL));
    }

    /** What total order broadcast is for. */
    @Property(tries = TRIES)
    void aServiceThatIsReplicatedOverItIsLinearizable(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("LCR.Linearizability", f, tape, LcrProperties::severalDeliver);
    }

    /** Thesis 2.4.3. */
    @Property(tries = TRIES)
    void processesAgreeOnANewView(@ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds(
                "LCR.ViewsAgree",
                f,
                tape,
                run -> whoIsTold(run, LcrNotice.Installed.class).size() > 1);
    }

    @Property(tries = TRIES)
    void everyViewChangeComesToItsEnd(@ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("LCR.ViewChangesEnd", f, tape, run -> takes(run, "LCR.ViewChange"));
    }

    /** Two majorities of a view have a member in common. */
    @Property(tries = TRIES)
    void aMemberStopsOnlyIfThoseWhomNobodySuspectsAreTooFew(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds(
                "LCR.StopsOnlyIfCutOff",
                f,
                tape,
                run -> !whoIsTold(run, LcrNotice.Stopped.class).isEmpty());
    }

    /** Thesis 2.2.1: with a perfect failure detector whoever is left goes on, were it one alone. */
    @Property(tries = TRIES)
    void whereWhoeverIsLeftGoesOnNoMemberStops(@ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        RunResult run = Run.replay(new LcrSubject(f), tape);
        boolean isPerfect = setup(run).settings().survival() == Survival.ALL_BUT_ONE;
        Statistics.collect(isPerfect && !setup(run).crashes().isEmpty());
        Statistics.coverage(cover -> cover.check(true).percentage(share -> share >= 2));
        if (isPerfect) {
            assertThat(whoIsTold(run, LcrNotice.Stopped.class))
                    .as(() -> EveryRun.story(run))
                    .doesNotContainAnyElementsOf(setup(run).founders());
        }
    }

    /** Thesis 2.5.2, flow control. */
    @Property(tries = TRIES)
    void aMemberHoldsNoMoreOfASendersMessagesThanTwoWindows(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("LCR.PendingIsBounded", f, tape, run -> run.reached().contains(LcrSometimes.WINDOW_FULL));
    }

    @Property(tries = TRIES)
    void everyMessageThatArrivesIsDeliveredOrDiscardedOnce(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds(
                "LCR.MemoryIsReleased",
                f,
                tape,
                run -> !whoIsTold(run, LcrNotice.Discard.class).isEmpty());
    }

    @Property(tries = TRIES)
    void noProcessFailsOnAnInput(@ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("LCR.NeverFails", f, tape, run -> !run.events().isEmpty());
    }

    @Property(tries = TRIES)
    void everyProcessKeepsItsOwnInvariants(@ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("LCR.OwnInvariants", f, tape, run -> takes(run, "LCR.View"));
    }

    @Property(tries = TRIES)
    void aTapeReplaysExactly(@ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        EveryRun.replaysExactly(new LcrSubject(f), tape);
    }

    /** All that a run can break has a property here. */
    @Example
    void nothingThatIsCheckedIsLeftOut() {
        assertThat(LcrSubject.USUAL.properties())
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "LCR.Validity",
                        "LCR.Integrity",
                        "LCR.UniformAgreement",
                        "LCR.TotalOrder",
                        "LCR.Linearizability",
                        "LCR.ViewsAgree",
                        "LCR.ViewChangesEnd",
                        "LCR.StopsOnlyIfCutOff",
                        "LCR.PendingIsBounded",
                        "LCR.MemoryIsReleased",
                        "LCR.NeverFails",
                        "LCR.OwnInvariants"));
    }
}
