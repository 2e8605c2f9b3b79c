package next700.simulation.synod;

import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import next700.protocol.synod.SynodMessage.Accept;
import next700.protocol.synod.SynodMessage.PrepareOk;
import next700.protocol.synod.SynodStep;
import next700.trial.RunResult;
import next700.trial.Tape;
import next700.trial.jqwik.EveryRun;
import next700.trial.jqwik.Schedules.AnySchedule;

/**
 * What Paxos Made Simple (Lamport, 2001) and the slides promise of single-decree Paxos, over any schedule of crashes and lossy
 * links, with one to three acceptors that may fail. Each is of worth only as far as its premise came true in some of the
 * schedules, which is counted.
 */
@Tag("campaign")
final class SynodProperties {
    private static final int TRIES = 300;

    private static void holds(String property, int f, Tape tape, Predicate<RunResult> premise) {
        EveryRun.keeps(property, new SynodSubject(f), tape, premise);
    }

    private static long numbersUnder(RunResult run, String step) {
        return run.steps(SynodStep.class).stream()
                .filter(taken -> taken.step().equals(step))
                .map(SynodStep::number)
                .distinct()
                .count();
    }

    private static boolean aValueIsTakenOver(RunResult run) {
        return run.flights().stream()
                .anyMatch(sent ->
                        sent.message() instanceof PrepareOk ok && ok.accepted().isPresent());
    }

    /** 2.1, and "Goals of Paxos". */
    @Property(tries = TRIES)
    void onlyASingleValueIsChosen(@ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("SingleValue", f, tape, run -> numbersUnder(run, SynodStep.DECIDE) > 1);
    }

    /** 2.1, and "Goals of Paxos". */
    @Property(tries = TRIES)
    void onlyAValueThatHasBeenProposedMayBeChosen(@ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("OnlyProposed", f, tape, SynodProperties::aValueIsTakenOver);
    }

    /** 2.1, and "Goals of Paxos". */
    @Property(tries = TRIES)
    void aNodeNeverLearnsThatAValueHasBeenChosenUnlessItActuallyHasBeen(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("LearnsWhatIsChosen", f, tape, run -> numbersUnder(run, SynodStep.ACCEPT) > 1);
    }

    /** "Goals of Paxos: liveness". */
    @Property(tries = TRIES)
    void someProposedValueIsEventuallyChosenAndANodeCanEventuallyLearnIt(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("EveryProposerLearns", f, tape, run -> numbersUnder(run, SynodStep.PREPARE) > 2);
    }

    /** 2.2, P1a. */
    @Property(tries = TRIES)
    void anAcceptorCanAcceptAProposalOnlyIfItHasNotRespondedToAPrepareRequestWithAGreaterNumber(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds(
                "P1a",
                f,
                tape,
                run -> numbersUnder(run, SynodStep.PREPARE_OK) > 1
                        && run.flights().stream()
                                .anyMatch(sent -> sent.message() instanceof Accept && sent.arrivedIn() >= 0));
    }

    /** 2.2, P2b. */
    @Property(tries = TRIES)
    void ifAProposalWithValueVIsChosenThenEveryHigherNumberedProposalHasValueV(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("P2b", f, tape, SynodProperties::aValueIsTakenOver);
    }

    /** 2.2: "different proposers choose their numbers from disjoint sets", and remember the highest that they used. */
    @Property(tries = TRIES)
    void aProposerNeverIssuesTwoProposalsWithTheSameNumber(
            @ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        holds("OneValueEach", f, tape, run -> numbersUnder(run, SynodStep.ACCEPT) > 1);
    }

    /** What a campaign finds, a tape brings back. */
    @Property(tries = 100)
    void aTapeSaysAllThatHappened(@ForAll @IntRange(min = 1, max = 3) int f, @AnySchedule Tape tape) {
        EveryRun.replaysExactly(new SynodSubject(f), tape);
    }
}
