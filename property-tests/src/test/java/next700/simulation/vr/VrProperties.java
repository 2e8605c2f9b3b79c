package next700.simulation.vr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import next700.protocol.vr.Configuration;
import next700.protocol.vr.VrMessage;
import next700.protocol.vr.VrStep;
import next700.trial.RunResult;
import next700.trial.Tape;
import next700.trial.jqwik.EveryRun;
import next700.trial.jqwik.Schedules.AnySchedule;

/**
 * What the paper says of VR, over any schedule, with any crashes that it withstands, for f = 1 to 3. Each is of worth only as
 * far as its premise came true in some of the schedules, which is counted.
 */
@Tag("campaign")
final class VrProperties {
    private static final int TRIES = 200;

    private static void holds(String property, int f, Tape tape, Predicate<RunResult> premise) {
        EveryRun.keeps(property, new VrSubject(new Configuration(f)), tape, premise);
    }

    private static Predicate<RunResult> takes(String step) {
        return run ->
                run.steps(VrStep.class).stream().anyMatch(taken -> taken.step().equals(step));
    }

    private static Predicate<RunResult> reaches(VrSometimes goal) {
        return run -> run.reached().contains(goal);
    }

    /** 1. */
    @Property(tries = TRIES)
    void clientsSeeOneKeyValueStore(@ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.Linearizability", f, tape, takes("VR.Execute"));
    }

    /** 3. */
    @Property(tries = TRIES)
    void operationsExecuteInTheSameOrderAtAllReplicas(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.ExecutesAlike", f, tape, reaches(VrSometimes.EXECUTED_BY_A_BACKUP));
    }

    /** 4. */
    @Property(tries = TRIES)
    void noRequestRunsMoreThanOnce(@ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.ExecutesOnce", f, tape, reaches(VrSometimes.ANSWERED_AGAIN));
    }

    /** 4.2. */
    @Property(tries = TRIES)
    void everyOperationThatHasBeenExecutedSurvivesIntoTheNewViewInTheSameOrder(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.ExecutedSurvives", f, tape, takes("VR.StartView"));
    }

    /** 4.2. */
    @Property(tries = TRIES)
    void twoOperationsAreAssignedTheSameNumberOnlyWhenThereHasBeenAViewChange(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.OneLogPerView", f, tape, takes("VR.Prepare"));
    }

    /** 4.2. */
    @Property(tries = TRIES)
    void aCommittedOperationIsRecordedInTheLogsOfAtLeastFAndOneReplicas(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.CommittedIsPrepared", f, tape, takes("VR.Commit"));
    }

    /** 4.1. */
    @Property(tries = TRIES)
    void noMessageTakesAReplicaBackToAnEarlierView(@ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.ViewsOnlyGrow", f, tape, takes("VR.StartView"));
    }

    /** 4.2. */
    @Property(tries = TRIES)
    void aReplicaIsNormalInAViewWhenItHasTheLogThatTheViewBeganWith(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.HasWhatItsViewBeganWith", f, tape, takes("VR.ReceiveStartView"));
    }

    /** 4.2. */
    @Property(tries = TRIES)
    void aDoViewChangeTellsTheLatestViewInWhichTheStatusWasNormal(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.TellsItsLatestNormalView", f, tape, takes("VR.DoViewChange"));
    }

    /** 4.2. */
    @Property(tries = TRIES)
    void aViewStartsWithTheLogOfTheLargestViewAndOfThoseWithTheLongest(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.StartsWithTheLatestLog", f, tape, takes("VR.StartView"));
    }

    /** 4.2. */
    @Property(tries = TRIES)
    void aViewStartsWithTheLargestCommitNumberThatItsPrimaryReceived(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.StartsWithTheLargestK", f, tape, takes("VR.StartView"));
    }

    /** 8.2. */
    @Property(tries = TRIES)
    void whenAViewChangeHappensAtLeastFAndOneReplicasAlreadyKnow(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.ViewChangeIsKnown", f, tape, takes("VR.DoViewChange"));
    }

    /** 8.2. */
    @Property(tries = TRIES)
    void aReplicaRecoversInAStateAtLeastAsRecentAsWhatItKnewWhenItFailed(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.RecoversWhatItKnew", f, tape, reaches(VrSometimes.RECOVERED));
    }

    /** 4.3. */
    @Property(tries = TRIES)
    void aReplicaRecoversByFAndOneAnswersToThisRecoveryWithTheLatestPrimarysAmongThem(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.RecoversByItsAnswers", f, tape, reaches(VrSometimes.RECOVERED));
    }

    /** 4.3. */
    @Property(tries = TRIES)
    void aRecoveringReplicaTakesPartInNothing(@ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.RecoveringIsSilent", f, tape, takes("VR.Recovery"));
    }

    /** 5.2. */
    @Property(tries = TRIES)
    void aReplicaGivesStateOnlyOfTheViewThatItIsCurrentlyIn(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds(
                "VR.GivesStateOfItsView",
                f,
                tape,
                run -> run.flights().stream()
                        .anyMatch(flight -> flight.message() instanceof VrMessage.GetState && flight.arrivedIn() >= 0));
    }

    /** 8.1, liveness. */
    @Property(tries = TRIES)
    void clientRequestsAreExecutedIfFAndOneReplicasCanCommunicate(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.EveryRequestIsAnswered", f, tape, run -> true);
    }

    /** 8.2, liveness. */
    @Property(tries = TRIES)
    void everyReplicaRecoversIfNoMoreThanFFailSimultaneously(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.EveryReplicaRecovers", f, tape, takes("VR.Recovery"));
    }

    @Property(tries = TRIES)
    void noProcessFailsOnAnInput(@ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.NeverFails", f, tape, run -> !run.events().isEmpty());
    }

    @Property(tries = TRIES)
    void everyReplicaKeepsItsOwnInvariants(@ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("VR.OwnInvariants", f, tape, takes("VR.Execute"));
    }

    @Property(tries = TRIES)
    void aTapeReplaysExactly(@ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        EveryRun.replaysExactly(new VrSubject(new Configuration(f)), tape);
    }

    /** All that a run can break has a property here. */
    @Example
    void nothingThatIsCheckedIsLeftOut() {
        assertThat(new VrSubject(new Configuration(1)).properties())
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "VR.Linearizability",
                        "VR.ExecutesAlike",
                        "VR.ExecutesOnce",
                        "VR.ExecutedSurvives",
                        "VR.OneLogPerView",
                        "VR.CommittedIsPrepared",
                        "VR.ViewsOnlyGrow",
                        "VR.HasWhatItsViewBeganWith",
                        "VR.TellsItsLatestNormalView",
                        "VR.StartsWithTheLatestLog",
                        "VR.ViewChangeIsKnown",
                        "VR.StartsWithTheLargestK",
                        "VR.RecoversWhatItKnew",
                        "VR.RecoversByItsAnswers",
                        "VR.RecoveringIsSilent",
                        "VR.GivesStateOfItsView",
                        "VR.EveryRequestIsAnswered",
                        "VR.EveryReplicaRecovers",
                        "VR.NeverFails",
                        "VR.OwnInvariants"));
    }
}
