package next700.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import next700.simulation.Schedules.AnySchedule;
import next700.trial.EveryRun;
import next700.trial.Run;
import next700.trial.RunResult;
import next700.trial.Tape;

/** The seven properties of Abstract (thesis, Appendix A), over any schedule with any admissible faults. */
@Tag("campaign")
final class QuorumProperties {
    private static void holds(String property, Tape tape) {
        RunResult run = Run.replay(Arena.quorum(1), tape);
        assertThat(run.violations())
                .filteredOn(violation -> violation.property().startsWith(property))
                .isEmpty();
    }

    @Property
    void historiesHoldNoRequestTwiceAndOnlyInvokedOnes(@AnySchedule Tape tape) {
        holds("A.1", tape);
    }

    @Property
    void everyInvocationCommitsOrAborts(@AnySchedule Tape tape) {
        holds("A.2", tape);
    }

    @Property
    void everyRequestCommitsWithoutDisturbance(@AnySchedule Tape tape) {
        holds("A.3", tape);
    }

    @Property
    void whatAllInitHistoriesShareBeginsEveryHistory(@AnySchedule Tape tape) {
        holds("A.4", tape);
    }

    @Property
    void ofTwoCommitHistoriesOneIsAPrefixOfTheOther(@AnySchedule Tape tape) {
        holds("A.5", tape);
    }

    @Property
    void everyCommitHistoryIsAPrefixOfEveryAbortHistory(@AnySchedule Tape tape) {
        holds("A.6", tape);
    }

    @Property
    void instancesSwitchOnlyToLaterOnes(@AnySchedule Tape tape) {
        holds("A.7", tape);
    }

    @Property
    void composedInstancesAreOneInstance(@AnySchedule Tape tape) {
        holds("A.Theorem1", tape);
    }

    @Property
    void noPropertyOrLemmaFallsWithOneFault(@AnySchedule Tape tape) {
        assertThat(Run.replay(Arena.quorum(1), tape).violations()).isEmpty();
    }

    @Property(tries = 300)
    void noPropertyOrLemmaFallsWithTwoFaults(@AnySchedule Tape tape) {
        assertThat(Run.replay(Arena.quorum(2), tape).violations()).isEmpty();
    }

    @Property(tries = 300)
    void aTapeReplaysExactly(@AnySchedule Tape tape) {
        EveryRun.replaysExactly(Arena.quorum(1), tape);
    }

    @Property(tries = 300)
    void aTapeIsReadAsItWasWritten(@AnySchedule Tape tape) {
        assertThat(Tape.decode(tape.encode())).isEqualTo(tape);
    }
}
