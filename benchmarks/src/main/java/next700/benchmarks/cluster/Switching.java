package next700.benchmarks.cluster;

import java.util.ArrayList;
import java.util.List;
import next700.process.Automaton;
import next700.process.Effect;
import next700.process.Input;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.unanimity.Req;

/**
 * A client that panics as soon as it is asked for anything, as in thesis 3.4.5: its first request does not go to the replicas
 * of the first instance, and {@code T} has run out at once. It is alone, and so has nobody to make way for: it does not wait
 * before it goes on to the next instance.
 */
final class Switching implements Automaton {
    private final Automaton client;
    private boolean panicked;

    Switching(Automaton client) {
        this.client = client;
    }

    @Override
    public List<Effect> on(Input input) {
        List<Effect> effects = new ArrayList<>();
        if (!panicked && input instanceof Input.Called) {
            panicked = true;
            client.on(input).stream()
                    .filter(effect -> !(effect instanceof Effect.Send send && send.message() instanceof Req))
                    .forEach(effects::add);
            effects.addAll(
                    client.on(new Input.Expired(new InstanceTimer(InstanceTimer.Kind.PATIENCE, InstanceId.FIRST))));
        } else {
            effects.addAll(client.on(input));
        }
        return effects.stream().map(Switching::atOnce).toList();
    }

    private static Effect atOnce(Effect effect) {
        return effect instanceof Effect.SetTimer set
                        && set.timer() instanceof InstanceTimer timer
                        && timer.kind() == InstanceTimer.Kind.BACKOFF
                ? new Effect.SetTimer(set.timer(), 0)
                : effect;
    }
}
