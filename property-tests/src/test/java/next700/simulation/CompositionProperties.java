package next700.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;
import next700.process.ReplicaId;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.invariant.Invariants;
import next700.trial.Flight;
import next700.trial.Run;
import next700.trial.RunResult;
import next700.trial.Tape;
import next700.trial.jqwik.EveryRun;
import next700.trial.jqwik.Plot;
import next700.trial.jqwik.Plots;
import next700.trial.jqwik.Schedules.AnySchedule;

/**
 * The properties of Abstract (thesis, Appendix A) and the lemmas that their proofs lean on, of Quorum, ZLight, Chain, Backup and
 * what is composed of them, with {@code f} from 1 to 3: over any schedule, with any faults that are tolerated, and any messages
 * that liars can make. Each is of worth only as far as its premise came true in some of the runs, which is counted.
 */
@Tag("campaign")
final class CompositionProperties {
    private static final int TRIES = 140;

    private static final List<String> NAMES =
            List.of("quorum", "zlight", "chain", "backup", "azyzzyva", "aliph", "quorum-zlight-chain-backup");

    /** Small ones are quick, and say most. */
    private static final List<Integer> FAULTS = List.of(1, 1, 2, 3);

    @Provide
    Arbitrary<Plot> plots() {
        return of(NAMES);
    }

    @Provide
    Arbitrary<Plot> plotsOfBackup() {
        return of(List.of("backup", "azyzzyva"));
    }

    @Provide
    Arbitrary<Plot> plotsOfSequencers() {
        return of(List.of("zlight", "chain", "azyzzyva", "aliph"));
    }

    @Provide
    Arbitrary<Plot> plotsOfQuorum() {
        return of(List.of("quorum", "aliph"));
    }

    private static Arbitrary<Plot> of(List<String> names) {
        return Plots.of(names.stream()
                .flatMap(name -> FAULTS.stream().map(f -> Arena.of(name, f)))
                .toList());
    }

    private static void holds(String property, Plot plot, Predicate<RunResult> premise) {
        Statistics.label("composition").collect(plot.subject().name());
        EveryRun.keeps(property, plot, premise);
    }

    // Premises.

    private static Stream<StepRecord> steps(RunResult run, StepKind kind) {
        return run.steps(StepRecord.class).stream().filter(step -> step.kind() == kind);
    }

    private static boolean executes(RunResult run) {
        return steps(run, StepKind.EXECUTES).findAny().isPresent();
    }

    private static boolean severalExecute(RunResult run) {
        return steps(run, StepKind.EXECUTES).map(StepRecord::process).distinct().count() > 1;
    }

    private static boolean commits(RunResult run) {
        return steps(run, StepKind.COMMITS).findAny().isPresent();
    }

    private static boolean severalCommit(RunResult run) {
        return steps(run, StepKind.COMMITS).count() > 1;
    }

    private static boolean aborts(RunResult run) {
        return steps(run, StepKind.ABORTS).findAny().isPresent();
    }

    private static boolean stops(RunResult run) {
        return steps(run, StepKind.STOPS).findAny().isPresent();
    }

    private static boolean switches(RunResult run) {
        return steps(run, StepKind.COMMITS).anyMatch(step -> step.instance().number() > 1);
    }

    private static boolean commitsAndAborts(RunResult run) {
        return run.reached().contains(Sometimes.COMMIT_THEN_ABORT);
    }

    private static boolean adopts(RunResult run) {
        return run.reached().contains(Sometimes.INIT_BY_REQUEST)
                || run.reached().contains(Sometimes.INIT_BY_PANIC)
                || switches(run);
    }

    private static boolean somebodyLies(RunResult run) {
        return run.flights().stream().anyMatch(Flight::byzantine);
    }

    /** What a plot has liars say arrives. */
    private static boolean aLieArrives(RunResult run) {
        return run.flights().stream().anyMatch(flight -> flight.byzantine() && flight.arrivedIn() >= 0);
    }

    private static boolean somethingGoesWrong(RunResult run) {
        return somebodyLies(run)
                || !run.outages().isEmpty()
                || run.flights().stream().anyMatch(Flight::isLost);
    }

    private static boolean aReplicaComesBack(RunResult run) {
        return run.outages().stream().anyMatch(outage -> outage.isOver() && outage.process() instanceof ReplicaId);
    }

    // Abstract (thesis, Appendix A).

    @Property(tries = TRIES)
    void historiesHoldNoRequestTwiceAndOnlyInvokedOnes(@ForAll("plots") Plot plot) {
        holds("A.1 Validity", plot, run -> commits(run) && somebodyLies(run));
    }

    @Property(tries = TRIES)
    void everyInvocationCommitsOrAborts(@ForAll("plots") Plot plot) {
        holds("A.2 Termination", plot, CompositionProperties::somethingGoesWrong);
    }

    @Property(tries = TRIES)
    void everyRequestCommitsWithoutDisturbance(@ForAll("plots") Plot plot) {
        holds("A.3 Progress", plot, run -> commits(run) && !somebodyLies(run));
    }

    @Property(tries = TRIES)
    void whatAllInitHistoriesShareBeginsEveryHistory(@ForAll("plots") Plot plot) {
        holds("A.4 Init Order", plot, CompositionProperties::adopts);
    }

    @Property(tries = TRIES)
    void ofTwoCommitHistoriesOneIsAPrefixOfTheOther(@ForAll("plots") Plot plot) {
        holds("A.5 Commit Order", plot, CompositionProperties::severalCommit);
    }

    @Property(tries = TRIES)
    void everyCommitHistoryIsAPrefixOfEveryAbortHistory(@ForAll("plots") Plot plot) {
        holds("A.6 Abort Order", plot, CompositionProperties::commitsAndAborts);
    }

    @Property(tries = TRIES)
    void instancesSwitchOnlyToLaterOnes(@ForAll("plots") Plot plot) {
        holds("A.7 Switching Monotonicity", plot, CompositionProperties::aborts);
    }

    @Property(tries = TRIES)
    void composedInstancesAreOneInstance(@ForAll("plots") Plot plot) {
        holds("A.Theorem1 Idempotence", plot, CompositionProperties::switches);
    }

    // What clients see.

    @Property(tries = TRIES)
    void clientsSeeAServiceThatIsLinearizable(@ForAll("plots") Plot plot) {
        holds("I.Linearizability", plot, CompositionProperties::severalCommit);
    }

    @Property(tries = TRIES)
    void aClientIsAnsweredOnceForEachInvocation(@ForAll("plots") Plot plot) {
        holds("I.OneAnswer", plot, CompositionProperties::commits);
    }

    @Property(tries = TRIES)
    void theReplyOfACommitIsTheStateMachines(@ForAll("plots") Plot plot) {
        holds("C.Reply", plot, run -> commits(run) && somebodyLies(run));
    }

    @Property(tries = TRIES)
    void aCommitSaysWhatWasAskedFor(@ForAll("plots") Plot plot) {
        holds("C.1 Well-formedness", plot, CompositionProperties::commits);
    }

    @Property(tries = TRIES)
    void everyOperationCommitsOnceFaultsStop(@ForAll("plots") Plot plot) {
        holds("I.Liveness", plot, CompositionProperties::somethingGoesWrong);
    }

    // The lemmas of Quorum, ZLight and Chain (thesis, Appendices B and C).

    @Property(tries = TRIES)
    void whatCommitsEveryCorrectReplicaHoldsAndWillTellInItsAbort(@ForAll("plots") Plot plot) {
        holds("C.AbortOrder", plot, CompositionProperties::commits);
    }

    @Property(tries = TRIES)
    void aCorrectReplicaExecutesOnlyRequestsThatWereInvoked(@ForAll("plots") Plot plot) {
        holds("C.Validity", plot, run -> executes(run) && somebodyLies(run));
    }

    @Property(tries = TRIES)
    void aLocalHistoryOnlyGrows(@ForAll("plots") Plot plot) {
        holds("C.Lemma1", plot, CompositionProperties::executes);
    }

    @Property(tries = TRIES)
    void whatAReplicaExecutesThoseBeforeItHaveExecuted(@ForAll("plotsOfSequencers") Plot plot) {
        holds("C.Lemma2", plot, CompositionProperties::severalExecute);
    }

    @Property(tries = TRIES)
    void aReplicaGivesUpAnInstanceOnlyIfSomebodyLies(@ForAll("plotsOfSequencers") Plot plot) {
        holds("C3.Cause", plot, CompositionProperties::somebodyLies);
    }

    @Property(tries = TRIES)
    void aStoppedReplicaExecutesNothing(@ForAll("plots") Plot plot) {
        holds("P2.Stops", plot, CompositionProperties::stops);
    }

    @Property(tries = TRIES)
    void aReplicaStopsOnlyIfItIsAskedTo(@ForAll("plots") Plot plot) {
        holds("P2.Cause", plot, CompositionProperties::stops);
    }

    @Property(tries = TRIES)
    void anAbortTellsWhatTheReplicaExecuted(@ForAll("plots") Plot plot) {
        holds("P2.Abort", plot, CompositionProperties::stops);
    }

    @Property(tries = TRIES)
    void whatAClientTakesToTheNextInstanceIsProven(@ForAll("plots") Plot plot) {
        holds("P3.Proof", plot, CompositionProperties::aborts);
    }

    @Property(tries = TRIES)
    void aReplicaIsInitialisedOnceAndFirst(@ForAll("plots") Plot plot) {
        holds("B.6.Initialised", plot, CompositionProperties::adopts);
    }

    @Property(tries = TRIES)
    void aReplicaAdoptsOnlyValidInitHistories(@ForAll("plots") Plot plot) {
        holds("B.6.ValidInit", plot, CompositionProperties::adopts);
    }

    @Property(tries = TRIES)
    void aClientsTimestampsGrowInALocalHistory(@ForAll("plotsOfQuorum") Plot plot) {
        holds("Q2.Timestamps", plot, CompositionProperties::executes);
    }

    @Property(tries = TRIES)
    void anAnswerTellsWhatTheReplicaExecuted(@ForAll("plotsOfQuorum") Plot plot) {
        holds("Q2.Answer", plot, CompositionProperties::executes);
    }

    @Property(tries = TRIES)
    void aReplicaThatLostItsMemoryNeverContradictsWhatItSaid(@ForAll("plots") Plot plot) {
        holds("R.Amnesia", plot, CompositionProperties::aReplicaComesBack);
    }

    /** LCS of thesis B.6.1. */
    @Property(tries = TRIES)
    void whatIsCutOffFromAHistoryACheckpointCovers(@ForAll("plots") Plot plot) {
        holds("LCS.Founded", plot, CompositionProperties::aborts);
    }

    // The lemmas of Backup (thesis 3.4.3).

    @Property(tries = TRIES)
    void correctReplicasOfBackupExecuteTheSameRequestsInTheSameOrder(@ForAll("plotsOfBackup") Plot plot) {
        holds("B.TotalOrder", plot, CompositionProperties::severalCommit);
    }

    @Property(tries = TRIES)
    void anInstanceOfBackupHasOneAbortHistory(@ForAll("plotsOfBackup") Plot plot) {
        holds("B.OneAbortHistory", plot, run -> run.reached().contains(Sometimes.BACKUP_ABORTS));
    }

    @Property(tries = TRIES)
    void anInstanceOfBackupCommitsNoMoreThanKRequests(@ForAll("plotsOfBackup") Plot plot) {
        holds("B.k", plot, run -> run.reached().contains(Sometimes.BACKUP_COMMITS));
    }

    // What holds of any process.

    @Property(tries = TRIES)
    void noProcessFailsOnWhatItReceives(@ForAll("plots") Plot plot) {
        holds("I.NeverFails", plot, CompositionProperties::aLieArrives);
    }

    @Property(tries = TRIES)
    void everyProcessKeepsItsOwnInvariants(@ForAll("plots") Plot plot) {
        holds("I.OwnInvariants", plot, CompositionProperties::somebodyLies);
    }

    // Tapes.

    @Property(tries = TRIES)
    void whatAPlotMakesItsTapeMakesAgain(@ForAll("plots") Plot plot) {
        RunResult run = plot.run();
        EveryRun.replaysExactly(plot.subject(), run.tape());
        assertThat(Run.replay(plot.subject(), run.tape()).flights())
                .extracting(Flight::message)
                .containsExactlyElementsOf(
                        run.flights().stream().map(Flight::message).toList());
    }

    @Property(tries = 300)
    void aTapeIsReadAsItWasWritten(@AnySchedule Tape tape) {
        assertThat(Tape.decode(tape.encode())).isEqualTo(tape);
    }

    /** All that a run can break has a property here. */
    @Example
    void nothingThatIsCheckedIsLeftOut() {
        assertThat(Invariants.ids())
                .containsExactlyInAnyOrder(
                        "A.1 Validity",
                        "A.2 Termination",
                        "A.3 Progress",
                        "A.4 Init Order",
                        "A.5 Commit Order",
                        "A.6 Abort Order",
                        "A.7 Switching Monotonicity",
                        "A.Theorem1 Idempotence",
                        "I.Linearizability",
                        "I.OneAnswer",
                        "C.Reply",
                        "C.1 Well-formedness",
                        "I.Liveness",
                        "C.AbortOrder",
                        "C.Validity",
                        "C.Lemma1",
                        "C.Lemma2",
                        "C3.Cause",
                        "P2.Stops",
                        "P2.Cause",
                        "P2.Abort",
                        "P3.Proof",
                        "B.6.Initialised",
                        "B.6.ValidInit",
                        "Q2.Timestamps",
                        "Q2.Answer",
                        "R.Amnesia",
                        "LCS.Founded",
                        "B.TotalOrder",
                        "B.OneAbortHistory",
                        "B.k",
                        "I.NeverFails",
                        "I.OwnInvariants");
    }
}
