package next700.simulation.vr.invariant;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import next700.process.Effect;
import next700.protocol.vr.Configuration;
import next700.protocol.vr.VrMessage;
import next700.protocol.vr.VrReplica;
import next700.protocol.vr.VrStep;
import next700.trial.Event;

/**
 * An event with the state of its replica after it.
 *
 * @param replica who took the input, if a replica did
 */
public record VrMoment(Event event, Configuration configuration, Optional<VrReplica> replica, List<VrStep> steps) {
    Stream<VrStep> steps(String name) {
        return steps.stream().filter(step -> step.step().equals(name));
    }

    /** What was sent, of a kind. */
    <T extends VrMessage> Stream<T> sent(Class<T> kind) {
        return event.effects().stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).message())
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
