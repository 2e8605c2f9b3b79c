package next700.protocol.composition;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import next700.protocol.Automaton;
import next700.protocol.Effect;
import next700.protocol.Effects;
import next700.protocol.Group;
import next700.protocol.Input;
import next700.protocol.InstanceId;
import next700.protocol.InstanceReplica;
import next700.protocol.Message;
import next700.protocol.ReplicaId;
import next700.protocol.Setting;
import next700.protocol.Speculation;
import next700.protocol.Timing;
import next700.protocol.authentication.Authentication;
import next700.service.Service;

/**
 * A replica of a composition: it hosts the replicas of the instances, each made when a client first brings a valid
 * init history for it.
 *
 * <p>A replica that crashed and came back without its memory stays silent in every instance where it may have spoken
 * before. There it counts among the f faulty; from the next instance on it is as good as any, since an init history
 * tells it everything.
 */
public final class CompositionReplica implements Automaton {
    private final Composition composition;
    private final ReplicaId self;
    private final Group group;
    private final Authentication authentication;
    private final Timing timing;
    private final Service service;
    private final Optional<InstanceId> forgotten;
    private final NavigableMap<InstanceId, InstanceReplica> instances = new TreeMap<>();

    /**
     * Makes a replica.
     *
     * @param forgotten the last instance that a former life of this replica had asked to remember, if there was one
     */
    public CompositionReplica(
            Composition composition,
            ReplicaId self,
            Group group,
            Authentication authentication,
            Timing timing,
            Service service,
            Optional<InstanceId> forgotten) {
        this.composition = composition;
        this.self = self;
        this.group = group;
        this.authentication = authentication;
        this.timing = timing;
        this.service = service;
        this.forgotten = forgotten;
    }

    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        switch (input) {
            case Input.Received received -> {
                if (mayTakePart(received.message().instance())) {
                    receive(received.message(), out);
                }
            }
            case Input.Expired expired -> {
                InstanceReplica known = instances.get(expired.timer().instance());
                if (known != null) {
                    known.onTimer(expired.timer(), out);
                }
            }
            case Input.Invoked invoked -> {}
        }
        return out.toList();
    }

    private boolean mayTakePart(InstanceId instance) {
        return forgotten.isEmpty() || instance.compareTo(forgotten.get()) > 0;
    }

    /** An instance that the message does not initialise is dropped again: a client cannot make replicas remember it. */
    private void receive(Message message, Effects out) {
        InstanceId instance = message.instance();
        InstanceReplica known = instances.get(instance);
        if (known != null) {
            known.onMessage(message, out);
            return;
        }
        InstanceReplica fresh = make(instance);
        Effects inner = new Effects();
        fresh.onMessage(message, inner);
        List<Effect> effects = inner.toList();
        if (!effects.isEmpty()) {
            instances.put(instance, fresh);
            out.remember(instances.lastKey());
            effects.forEach(out::add);
        }
    }

    private InstanceReplica make(InstanceId instance) {
        var setting = new Setting<>(self, instance, composition.next(instance), group, authentication);
        return composition.protocolOf(instance).replica(setting, timing, latestSpeculation());
    }

    private Speculation latestSpeculation() {
        return instances.descendingMap().values().stream()
                .flatMap(instance -> instance.local().stream())
                .findFirst()
                .map(local -> local.speculation().fork())
                .orElseGet(() -> new Speculation(service));
    }
}
