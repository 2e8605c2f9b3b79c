package next700.simulation.invariant;

import java.util.Optional;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.Facts;
import next700.simulation.Proofs;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * The proof of Abort Order (thesis C.1): when a request commits with a history, every correct replica holds that history
 * as a prefix of its own, and so will its ABORT. TLA+: {@code CommitsAreHeldByAll}.
 */
final class CommitsAreHeldByAll implements Invariant {
    @Override
    public String id() {
        return "C.AbortOrder";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        for (StepRecord step : event.steps(StepRecord.class)) {
            if (step.kind() == StepKind.COMMITS) {
                Optional<Violation> violation = checkCommit(event, step, before);
                if (violation.isPresent()) {
                    return violation;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Violation> checkCommit(Event event, StepRecord step, Facts before) {
        Request request = step.request().orElseThrow();
        String commit =
                "Correct client %s commits %s in instance %s".formatted(step.process(), request, step.instance());
        Optional<History> history = before.known(step.committed().orElseThrow());
        if (history.isEmpty()) {
            return violated(
                    event, commit + ". No correct replica ever held a history with the digest that it commits.");
        }
        if (Proofs.position(history.get(), request) == 0) {
            return violated(event, commit + ". The commit history " + history.get() + " does not contain the request.");
        }
        for (ReplicaId replica : before.arena().group().replicas()) {
            Optional<History> local = before.local(replica, step.instance());
            if (before.isBenign(replica)
                    && before.arena().isSpeculative(step.instance())
                    && !local.map(history.get()::isPrefixOf).orElse(false)) {
                return violated(
                        event,
                        "%s with the history %s. Correct replica %s has executed %s there, so its ABORT need not preserve what was committed."
                                .formatted(
                                        commit,
                                        history.get(),
                                        replica,
                                        local.map(History::toString).orElse("nothing")));
            }
        }
        return Optional.empty();
    }
}
