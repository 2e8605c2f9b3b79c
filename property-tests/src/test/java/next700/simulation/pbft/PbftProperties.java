package next700.simulation.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Indication;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.pbft.PbftMessage.ClientRequest;
import next700.trial.Event;
import next700.trial.Flight;
import next700.trial.RunResult;
import next700.trial.Tape;
import next700.trial.jqwik.EveryRun;
import next700.trial.jqwik.Schedules.AnySchedule;

/**
 * What Castro and Liskov (TOCS 20(4), 2002) promise of PBFT, over any schedule, with any {@code f} replicas that lie, or crash
 * and lose their memory, with clients that lie, and with links that lose, delay, duplicate and are cut. Each is of worth only as
 * far as its premise came true in some of the schedules, which is counted.
 */
@Tag("campaign")
final class PbftProperties {
    private static final int TRIES = 200;

    private static void holds(String property, int f, Tape tape, Predicate<RunResult> premise) {
        EveryRun.keeps(property, new PbftSubject(f), tape, premise);
    }

    private static PbftSetup setup(RunResult run) {
        return ((PbftTrial) run.trial()).setup();
    }

    /** How many correct replicas took the step. */
    private static long replicasThat(RunResult run, String step) {
        return run.steps(StepRecord.class).stream()
                .filter(taken -> taken.step().equals(step) && taken.process() instanceof ReplicaId)
                .map(StepRecord::process)
                .distinct()
                .count();
    }

    /** How many clients got an answer. */
    private static long committing(RunResult run) {
        return run.events().stream()
                .filter(event -> !event.told(Indication.Commit.class).isEmpty())
                .map(Event::process)
                .distinct()
                .count();
    }

    private static boolean somebodyLies(RunResult run) {
        return run.flights().stream().anyMatch(Flight::byzantine);
    }

    private static boolean aRequestIsSentAgain(RunResult run) {
        return run.flights().stream().anyMatch(sent -> isSentAgain(sent, run));
    }

    private static boolean isSentAgain(Flight sent, RunResult run) {
        return sent.message() instanceof ClientRequest
                && run.flights().stream()
                        .anyMatch(earlier -> earlier.number() < sent.number()
                                && earlier.to().equals(sent.to())
                                && earlier.message().equals(sent.message()));
    }

    private static boolean somethingGoesWrong(RunResult run) {
        return somebodyLies(run)
                || !setup(run).crashes().isEmpty()
                || run.flights().stream().anyMatch(Flight::isLost);
    }

    /** TOCS 2002, 1: "safety means that the replicated service satisfies linearizability". */
    @Property(tries = TRIES)
    void clientsSeeAServiceThatExecutesRequestsAtomicallyOneAtATime(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.Linearizability", f, tape, run -> committing(run) > 1);
    }

    /** TOCS 2002, 4.3 and 4.5. */
    @Property(tries = TRIES)
    void nonFaultyReplicasAgreeOnTheOrderOfTheRequestsThatTheyExecute(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.Agreement", f, tape, run -> replicasThat(run, "PBFT.Reply") > 1);
    }

    /** TOCS 2002, 4.5. */
    @Property(tries = TRIES)
    void whatCommitsAtASequenceNumberCommitsThereInEveryView(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.OneBatch", f, tape, run -> replicasThat(run, "PBFT.NewView") > 1);
    }

    /** TOCS 2002, 4.1. */
    @Property(tries = TRIES)
    void aRequestIsExecutedExactlyOnceHoweverOftenItIsSent(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.ExecutedOnce", f, tape, PbftProperties::aRequestIsSentAgain);
    }

    /** TOCS 2002, 4.1. */
    @Property(tries = TRIES)
    void nothingIsExecutedInTheNameOfACorrectClientThatItDidNotAskFor(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.ExecutedOnlyIfInvoked", f, tape, PbftProperties::somebodyLies);
    }

    /** TOCS 2002, 4.1. */
    @Property(tries = TRIES)
    void aClientAcceptsAResultOnlyOfAnExecutionByACorrectReplica(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.CommitOrder", f, tape, run -> committing(run) > 0 && somebodyLies(run));
    }

    /** TOCS 2002, 4.1. */
    @Property(tries = TRIES)
    void theResultThatAClientAcceptsIsTheStateMachines(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.Reply", f, tape, run -> committing(run) > 0 && somebodyLies(run));
    }

    /** Thesis, Appendix A. */
    @Property(tries = TRIES)
    void pbftAsAnInstanceOfAbstractNeverAborts(@ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.NeverAborts", f, tape, run -> committing(run) > 0);
    }

    /** TOCS 2002, 4.5.2: "clients eventually receive replies to their requests". */
    @Property(tries = TRIES)
    void clientsReceiveRepliesToTheirRequestsOnceMessagesArriveInTime(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.EveryRequestCommits", f, tape, PbftProperties::somethingGoesWrong);
    }

    /** TOCS 2002, 4.3: the predicate committed. */
    @Property(tries = TRIES)
    void aBatchIsExecutedOnlyIfACertificateOfReplicasSentACommitForIt(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.ExecutesWhatCommitted", f, tape, run -> replicasThat(run, "PBFT.Execute") > 0 && somebodyLies(run));
    }

    /** TOCS 2002, 5.3. */
    @Property(tries = TRIES)
    void whatAReplicaHasExecutedOnlyGrowsUntilItLosesItsMemory(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.NeverGoesBack", f, tape, run -> run.reached().contains(PbftSometimes.STATE_TRANSFERRED));
    }

    /** TOCS 2002, 4.3. */
    @Property(tries = TRIES)
    void aReplicaSaysOneThingAboutASequenceNumberInAView(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.OneVote", f, tape, run -> replicasThat(run, "PBFT.Commit") > 0);
    }

    /** TOCS 2002, 4.3. */
    @Property(tries = TRIES)
    void aBackupPreparesInTheFirstViewOnlyWhatItsPrimaryProposed(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds(
                "PBFT.PreparesWhatIsProposed",
                f,
                tape,
                run -> replicasThat(run, "PBFT.Prepare") > 0 && somebodyLies(run));
    }

    /** TOCS 2002, 4.3: the predicate prepared. */
    @Property(tries = TRIES)
    void aReplicaSendsACommitOnlyForWhatPrepared(@ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.CommitsWhatPrepared", f, tape, run -> replicasThat(run, "PBFT.Commit") > 0 && somebodyLies(run));
    }

    /** TOCS 2002, 4.4. */
    @Property(tries = TRIES)
    void nonFaultyReplicasAreInOneStateAtACheckpoint(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.CheckpointsAgree", f, tape, run -> replicasThat(run, "PBFT.Checkpoint") > 1);
    }

    /** TOCS 2002, 4.5.2: the set P. */
    @Property(tries = TRIES)
    void aViewChangeTellsOfAllThatPreparedAboveTheStableCheckpoint(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds(
                "PBFT.TellsWhatPrepared",
                f,
                tape,
                run -> replicasThat(run, "PBFT.ViewChange") > 0 && replicasThat(run, "PBFT.Commit") > 0);
    }

    /** TOCS 2002, 4.5. */
    @Property(tries = TRIES)
    void aViewBeginsWithTheSignedViewChangesOfACertificateOfReplicas(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.ViewsAreProven", f, tape, run -> replicasThat(run, "PBFT.NewView") > 0);
    }

    /** TOCS 2002, 4.5.2. */
    @Property(tries = TRIES)
    void faultyReplicasAloneCannotForceAViewChange(@ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.LeavesWithCause", f, tape, run -> replicasThat(run, "PBFT.ViewChange") > 0 && somebodyLies(run));
    }

    /** TOCS 2002, 5.1.4. */
    @Property(tries = TRIES)
    void noReplicaAcceptsABatchLargerThanACorrectPrimarys(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.BatchesAreBounded", f, tape, run -> replicasThat(run, "PBFT.Prepare") > 0 && somebodyLies(run));
    }

    /** TOCS 2002, 4.4: the watermarks. */
    @Property(tries = TRIES)
    void faultyReplicasCannotExhaustTheSequenceNumbers(
            @ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.LogIsBounded", f, tape, PbftProperties::somebodyLies);
    }

    @Property(tries = TRIES)
    void noProcessFailsOnWhatItReceives(@ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.NeverFails", f, tape, PbftProperties::somebodyLies);
    }

    @Property(tries = TRIES)
    void everyReplicaKeepsItsOwnInvariants(@ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        holds("PBFT.OwnInvariants", f, tape, run -> run.reached().contains(PbftSometimes.RESTARTED_AND_WHOLE));
    }

    @Property(tries = TRIES)
    void aTapeReplaysExactly(@ForAll @IntRange(min = 1, max = 2) int f, @AnySchedule Tape tape) {
        EveryRun.replaysExactly(new PbftSubject(f), tape);
    }

    /** All that a run can break has a property here. */
    @Example
    void nothingThatIsCheckedIsLeftOut() {
        assertThat(new PbftSubject(1).properties())
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "PBFT.Linearizability",
                        "PBFT.Agreement",
                        "PBFT.OneBatch",
                        "PBFT.ExecutedOnce",
                        "PBFT.ExecutedOnlyIfInvoked",
                        "PBFT.CommitOrder",
                        "PBFT.Reply",
                        "PBFT.NeverAborts",
                        "PBFT.EveryRequestCommits",
                        "PBFT.ExecutesWhatCommitted",
                        "PBFT.NeverGoesBack",
                        "PBFT.OneVote",
                        "PBFT.PreparesWhatIsProposed",
                        "PBFT.CommitsWhatPrepared",
                        "PBFT.CheckpointsAgree",
                        "PBFT.TellsWhatPrepared",
                        "PBFT.ViewsAreProven",
                        "PBFT.LeavesWithCause",
                        "PBFT.BatchesAreBounded",
                        "PBFT.LogIsBounded",
                        "PBFT.NeverFails",
                        "PBFT.OwnInvariants"));
    }
}
