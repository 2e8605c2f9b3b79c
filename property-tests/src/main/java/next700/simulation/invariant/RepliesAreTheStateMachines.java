package next700.simulation.invariant;

import java.util.Optional;
import next700.process.Effect;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Indication;
import next700.simulation.Facts;
import next700.simulation.Proofs;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Well-formed commit indications (thesis C.1): the reply of a commit is the state machine's reply to the request in the
 * commit history. TLA+: {@code WellFormedCommit}.
 */
final class RepliesAreTheStateMachines implements Invariant {
    @Override
    public String id() {
        return "C.Reply";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        for (Effect effect : event.effects()) {
            if (effect instanceof Effect.Tell answer && answer.notice() instanceof Indication.Commit commit) {
                Optional<History> history = before.known(commit.history());
                int position = history.map(known -> Proofs.position(known, commit.request()))
                        .orElse(0);
                if (position > 0
                        && !Proofs.reply(history.get(), position, before.setup())
                                .equals(commit.reply())) {
                    return violated(
                            event,
                            "Correct client %s commits %s with the reply \"%s\". That is not the reply to it in the commit history %s."
                                    .formatted(
                                            event.process(),
                                            commit.request(),
                                            commit.reply().toUtf8(),
                                            history.get()));
                }
            }
        }
        return Optional.empty();
    }
}
