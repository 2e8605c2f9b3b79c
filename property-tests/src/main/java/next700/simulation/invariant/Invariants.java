package next700.simulation.invariant;

import java.util.List;

/** All that is checked in every run, the properties before the lemmas. */
public final class Invariants {
    private Invariants() {}

    /** Fresh ones, for one run. */
    public static List<Invariant> ofOneRun() {
        return List.of(
                new RepliesAreTheStateMachines(),
                new Linearizable(),
                new CommitsAreHeldByAll(),
                new OrderedAlike(),
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
                new ForgottenInstancesStaySilent(),
                new EveryInvocationReturns(),
                new EveryOperationCommits());
    }
}
