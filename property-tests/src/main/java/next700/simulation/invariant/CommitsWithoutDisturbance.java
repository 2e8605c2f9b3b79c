package next700.simulation.invariant;

import java.util.Optional;
import next700.protocol.StepKind;
import next700.protocol.StepRecord;
import next700.simulation.Event;
import next700.simulation.Facts;
import next700.simulation.Violation;

/**
 * Progress (Appendix A) with the predicate of Quorum (thesis C.1): while no server, link or client fails and no two
 * clients contend, no client panics, and so every request commits. TLA+: {@code Progress}.
 */
final class CommitsWithoutDisturbance implements Invariant {
    @Override
    public String id() {
        return "A.3 Progress";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        if (before.isDisturbed() || before.isContended()) {
            return Optional.empty();
        }
        for (StepRecord step : event.steps()) {
            if (step.kind() == StepKind.PANICS) {
                return violated(
                        event,
                        "Correct client %s panics for %s in instance %s. No link, replica or client had failed and no other client was active, so the request had to commit."
                                .formatted(step.process(), step.request().orElseThrow(), step.instance()));
            }
        }
        return Optional.empty();
    }
}
