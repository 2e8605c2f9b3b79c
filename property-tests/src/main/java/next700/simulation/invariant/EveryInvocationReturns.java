package next700.simulation.invariant;

import java.util.Optional;
import next700.simulation.Facts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Termination (Appendix A): once links deliver what is sent again and again, every request that a correct client invoked
 * in an instance commits or aborts, even while up to f replicas stay silent. TLA+: {@code Termination}.
 */
final class EveryInvocationReturns implements Invariant {
    /** In units of virtual time, beside T: a panic and its answer, with room for messages that are sent again. */
    private static final long PANIC = 40;

    @Override
    public String id() {
        return "A.2 Termination";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        if (!before.isHealed()) {
            return Optional.empty();
        }
        for (Facts.Outstanding outstanding : before.outstanding()) {
            long waited = event.time() - Math.max(outstanding.since(), before.healedAt());
            if (waited > before.arena().patience(outstanding.instance()) + PANIC) {
                return violated(
                        event,
                        "Correct client %s invoked %s on instance %s, and for %d units of time links have been timely and all but f replicas up and correct. Still it has neither committed nor aborted."
                                .formatted(
                                        outstanding.request().client(),
                                        outstanding.request(),
                                        outstanding.instance(),
                                        waited));
            }
        }
        return Optional.empty();
    }
}
