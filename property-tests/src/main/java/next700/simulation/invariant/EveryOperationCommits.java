package next700.simulation.invariant;

import java.util.Optional;
import next700.simulation.Facts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Progress of the composition: once faults have stopped, every replica is up and nobody lies, each operation of a
 * correct client commits in some instance, however the clients contend, since they back off.
 */
final class EveryOperationCommits implements Invariant {
    /** Instances that may be used up after the end of faults, by way of contention. */
    private static final int MAX_SWITCHES = 40;

    private long latestWhenHealed = -1;

    @Override
    public String id() {
        return "I.Liveness";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        if (!applies(before)) {
            return Optional.empty();
        }
        long latest = before.latest().number();
        if (latestWhenHealed < 0) {
            latestWhenHealed = latest;
        }
        if (latest > latestWhenHealed + MAX_SWITCHES) {
            return violated(
                    event,
                    "Faults stopped in instance %d, and everyone is correct and up. %d instances later, clients still only abort."
                            .formatted(latestWhenHealed, MAX_SWITCHES));
        }
        return Optional.empty();
    }

    @Override
    public Optional<Violation> checkEnd(Event last, Facts facts) {
        if (applies(facts) && facts.isAnyoneWaiting()) {
            return violated(
                    last,
                    "Faults stopped at time %d, and everyone is correct and up. A correct client still waits, and nothing is left to happen."
                            .formatted(facts.healedAt()));
        }
        return Optional.empty();
    }

    private static boolean applies(Facts facts) {
        return facts.isHealed()
                && !facts.isAnyoneDown()
                && facts.arena().group().replicas().stream().noneMatch(facts.setup()::isByzantine);
    }
}
