package next700.simulation.invariant;

import java.util.Optional;
import next700.protocol.Effect;
import next700.simulation.Event;
import next700.simulation.Facts;
import next700.simulation.Violation;

/**
 * A replica that lost its memory stays silent in every instance in which it may have spoken: otherwise it would say
 * one thing and then another, like a Byzantine one, and count against f without anybody knowing.
 */
final class ForgottenInstancesStaySilent implements Invariant {
    @Override
    public String id() {
        return "R.Amnesia";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        for (Effect effect : event.effects()) {
            if (effect instanceof Effect.Send send
                    && before.mustBeSilent(event.process(), send.message().instance())) {
                return violated(
                        event,
                        "%s speaks in instance %s. It spoke there before it crashed, and has forgotten what it said."
                                .formatted(event.process(), send.message().instance()));
            }
        }
        return Optional.empty();
    }
}
