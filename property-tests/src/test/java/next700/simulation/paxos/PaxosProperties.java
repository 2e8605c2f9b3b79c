package next700.simulation.paxos;

import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import next700.process.ReplicaId;
import next700.protocol.paxos.PaxosStep;
import next700.trial.RunResult;
import next700.trial.Tape;
import next700.trial.jqwik.EveryRun;
import next700.trial.jqwik.Schedules.AnySchedule;

/**
 * What Kirsch and Amir promise of Paxos for System Builders (CNDS-2008-2), over any schedule of crashes, partitions and lossy
 * links, with one or two servers that may fail. Each is of worth only as far as its premise came true in some of the schedules,
 * which is counted.
 */
@Tag("campaign")
final class PaxosProperties {
    private static final int TRIES = 120;

    private static void holds(String property, int f, Tape tape, Predicate<RunResult> premise) {
        EveryRun.keeps(property, new PaxosSubject(f), tape, premise);
    }

    private static long serversThat(RunResult run, String step) {
        return run.steps(PaxosStep.class).stream()
                .filter(taken -> taken.step().equals(step) && taken.process() instanceof ReplicaId)
                .map(PaxosStep::process)
                .distinct()
                .count();
    }

    private static boolean laterViewsLead(RunResult run) {
        return run.steps(PaxosStep.class).stream()
                .anyMatch(taken -> taken.step().equals(PaxosStep.LEAD) && taken.view() > 1);
    }

    /** "Paxos-S1 (Safety)". */
    @Property(tries = TRIES)
    void ifTwoServersExecuteTheIthUpdateThenTheseUpdatesAreIdentical(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("Paxos-S1", f, tape, run -> serversThat(run, PaxosStep.EXECUTE) > 1);
    }

    /** "Paxos-L1 (Global Progress)". */
    @Property(tries = TRIES)
    void ifAMajorityStaysAndHearsOneAnotherWhatItsMembersWantIsExecuted(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("Paxos-L1", f, tape, PaxosProperties::laterViewsLead);
    }

    /** "Linearizability": clients see one server that executes one update after the other. */
    @Property(tries = TRIES)
    void clientsSeeOneServerThatExecutesTheirUpdatesOneAtATime(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("Linearizable", f, tape, run -> serversThat(run, PaxosStep.EXECUTE) > 1);
    }

    /** "The Prepare phase": what may have been ordered in an earlier view is proposed again. */
    @Property(tries = TRIES)
    void whatMayHaveBeenOrderedInAViewEveryLaterLeaderProposesAgain(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("ChosenSurvives", f, tape, PaxosProperties::laterViewsLead);
    }

    /** "Global Ordering": a server that has installed a view accepts no proposal of an earlier one. */
    @Property(tries = TRIES)
    void aServerAcceptsOnlyInTheViewThatItHasInstalled(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("AcceptsInItsView", f, tape, PaxosProperties::laterViewsLead);
    }

    /** "Execution": in the order of sequence numbers. */
    @Property(tries = TRIES)
    void serversExecuteWithoutAGap(@ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("NoGap", f, tape, run -> serversThat(run, PaxosStep.RECONCILE) > 0);
    }

    /** What a campaign finds, a tape brings back. */
    @Property(tries = 50)
    void aTapeSaysAllThatHappened(@ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        EveryRun.replaysExactly(new PaxosSubject(f), tape);
    }
}
