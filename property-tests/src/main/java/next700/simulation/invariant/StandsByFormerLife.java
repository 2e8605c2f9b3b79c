package next700.simulation.invariant;

import java.util.Optional;
import next700.process.Digest;
import next700.process.Effect;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.checkpoints.Fetched;
import next700.simulation.Ballot;
import next700.simulation.Facts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * A replica that lost its memory never contradicts what it may have said: otherwise it would say one thing and then
 * another, like a Byzantine one, and count against f without anybody knowing. Where it cannot know what it said it is
 * silent; where it catches up, it has one vote in each phase, as if it had never been away.
 */
final class StandsByFormerLife implements Invariant {
    @Override
    public String id() {
        return "R.Amnesia";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        for (Effect effect : event.effects()) {
            if (effect instanceof Effect.Send send) {
                Optional<Violation> violation = check(event, send, before);
                if (violation.isPresent()) {
                    return violation;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Violation> check(Event event, Effect.Send send, Facts before) {
        if (!(send.message() instanceof InstanceMessage message) || message instanceof Fetched) {
            // A fetched state proves itself, whoever sends it.
            return Optional.empty();
        }
        if (before.mustBeSilent(event.process(), message.instance())) {
            return violated(
                    event,
                    "%s speaks in instance %s. It spoke there before it crashed, and has forgotten what it said."
                            .formatted(event.process(), message.instance()));
        }
        Optional<Ballot> ballot = Ballot.of(event.process(), message);
        Optional<Digest> first = ballot.flatMap(before::vote);
        return first.isEmpty() || first.get().equals(Ballot.vote(message))
                ? Optional.empty()
                : violated(
                        event,
                        "%s contradicts its %s of view %d and sequence number %d in instance %s."
                                .formatted(
                                        event.process(),
                                        ballot.get().phase(),
                                        ballot.get().view(),
                                        ballot.get().sequence(),
                                        ballot.get().instance()));
    }
}
