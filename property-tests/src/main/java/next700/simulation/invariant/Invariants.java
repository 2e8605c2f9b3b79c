package next700.simulation.invariant;

import java.util.List;
import java.util.stream.Stream;
import next700.abstraction.AbstractProperties;
import next700.abstraction.AbstractProperty;
import next700.trial.Observer;

/** All that is checked in every run, the properties before the lemmas. */
public final class Invariants {
    private Invariants() {}

    /** How what the run itself sees to is called here. */
    public static String named(String upkeep) {
        return "I." + upkeep;
    }

    /** The identifiers of all that a run can break: these, the properties of Abstract, and what the run itself sees to. */
    public static List<String> ids() {
        return Stream.of(
                        ofOneRun().stream().map(Invariant::id),
                        AbstractProperties.all().stream().map(AbstractProperty::identifier),
                        Stream.of(Observer.NEVER_FAILS, Observer.OWN_INVARIANTS).map(Invariants::named),
                        Stream.of("LCS.Founded"))
                .flatMap(ids -> ids)
                .distinct()
                .toList();
    }

    /** Fresh ones, for one run. */
    public static List<Invariant> ofOneRun() {
        return List.of(
                new RepliesAreTheStateMachines(),
                new Linearizable(),
                new CommitsAreHeldByAll(),
                new OrderedAlike(),
                new OneAbortHistory(),
                new CommitsNoMoreThanK(),
                new ExecutedByThoseBefore(),
                new RefusesOnlyWithCause(),
                new OneAnswerPerInvocation(),
                new CommitsWithoutDisturbance(),
                new AbortHistoriesAreProven(),
                new ExecutedOnlyIfInvoked(),
                new HistoryOnlyGrows(),
                new StoppedReplicaExecutesNothing(),
                new InitialisedOnceAndFirst(),
                new AdoptsOnlyValidInitHistories(),
                new TimestampsGrow(),
                new StopsOnlyIfAsked(),
                new RepliesTellWhatWasExecuted(),
                new AbortsTellWhatWasExecuted(),
                new StandsByFormerLife(),
                new EveryInvocationReturns(),
                new EveryOperationCommits());
    }
}
