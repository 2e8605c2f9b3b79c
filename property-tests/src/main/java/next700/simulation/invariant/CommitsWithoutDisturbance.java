package next700.simulation.invariant;

import java.util.Optional;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.quorum.Quorum;
import next700.simulation.Facts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Progress (Appendix A) with the predicates of ZLight, Quorum and Chain (thesis C.1, C.2): while no server, link or
 * client fails, and in Quorum no two clients contend, no client panics, and so every request commits. TLA+: {@code Progress}.
 */
final class CommitsWithoutDisturbance implements Invariant {
    @Override
    public String id() {
        return "A.3 Progress";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        if (before.isDisturbed()) {
            return Optional.empty();
        }
        for (StepRecord step : event.steps(StepRecord.class)) {
            boolean excused = before.isContended() && isQuorum(step.instance(), before);
            if (step.kind() == StepKind.PANICS && !excused) {
                return violated(
                        event,
                        "Correct client %s panics for %s in instance %s. No link, replica or client had failed%s, so the request had to commit."
                                .formatted(
                                        step.process(),
                                        step.request().orElseThrow(),
                                        step.instance(),
                                        isQuorum(step.instance(), before) ? " and no other client was active" : ""));
            }
        }
        return Optional.empty();
    }

    private static boolean isQuorum(InstanceId instance, Facts facts) {
        return facts.arena().composition().protocolOf(instance) instanceof Quorum;
    }
}
