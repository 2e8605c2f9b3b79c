package next700.protocol.composition;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Automaton;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Input;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.InstanceReplica;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.LocalHistory;
import next700.protocol.abstraction.Protocol;
import next700.protocol.abstraction.Restartable;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Speculation;
import next700.protocol.abstraction.Spoken;
import next700.protocol.abstraction.Timing;
import next700.protocol.authentication.Authentication;
import next700.protocol.checkpoints.Fetch;
import next700.protocol.checkpoints.Fetching;
import next700.service.Service;

/**
 * A replica of a composition: it hosts the replicas of the instances, each made when a client first brings a valid
 * init history for it.
 *
 * <p>A replica that crashed and came back without its memory stays silent in every instance where it may have spoken
 * before, unless the last of these is one in which it can catch up ({@link Restartable}). Where it is silent it counts
 * among the f faulty; from the next instance on it is as good as any, since an init history tells it everything.
 */
public final class CompositionReplica implements Automaton {
    private final Composition composition;
    private final ReplicaId self;
    private final ByzantineGroup group;
    private final Authentication authentication;
    private final Timing timing;
    private final Service service;
    private final Optional<Spoken> forgotten;
    private final NavigableMap<InstanceId, InstanceReplica> instances = new TreeMap<>();
    private Optional<Spoken> remembered;

    /**
     * Makes a replica.
     *
     * @param forgotten what a former life of this replica had asked to remember last, if there was one
     */
    public CompositionReplica(
            Composition composition,
            ReplicaId self,
            ByzantineGroup group,
            Authentication authentication,
            Timing timing,
            Service service,
            Optional<Spoken> forgotten) {
        this.composition = composition;
        this.self = self;
        this.group = group;
        this.authentication = authentication;
        this.timing = timing;
        this.service = service;
        this.forgotten = forgotten;
        this.remembered = forgotten;
    }

    /** A replica that lost its memory comes back to the instance that it spoke in last, if its protocol knows how. */
    @Override
    public List<Effect> start() {
        Effects out = new Effects();
        forgotten.filter(Spoken::isBounded).ifPresent(spoken -> {
            InstanceId instance = spoken.instance();
            if (composition.protocolOf(instance) instanceof Restartable protocol) {
                instances.put(
                        instance, protocol.restarted(setting(instance), timing, new Speculation(service), spoken, out));
            }
        });
        return remembering(out);
    }

    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        switch (input) {
            case Input.Received received -> {
                if (received.message() instanceof InstanceMessage message) {
                    receive(message, out);
                }
            }
            case Input.Expired expired -> {
                if (expired.timer() instanceof InstanceTimer timer && instances.containsKey(timer.instance())) {
                    instances.get(timer.instance()).onTimer(timer, out);
                }
            }
            default -> {}
        }
        return remembering(out);
    }

    @Override
    public void check() {
        instances.values().forEach(InstanceReplica::check);
    }

    private void receive(InstanceMessage message, Effects out) {
        if (message instanceof Fetch fetch) {
            answer(fetch, out);
            return;
        }
        InstanceReplica known = instances.get(message.instance());
        if (known != null) {
            known.onMessage(message, out);
        } else if (mayBegin(message.instance())) {
            begin(message, out);
        }
    }

    /**
     * A replica that is to begin an instance lacks what its init history begins with. That is of an instance before; it
     * proves itself, so that to hand it out is not to speak in any instance.
     */
    private void answer(Fetch fetch, Effects out) {
        if (Fetching.isAuthentic(fetch, setting(fetch.instance()))) {
            latestSpeculation(instances.headMap(fetch.instance(), true))
                    .flatMap(speculation -> Fetching.answer(fetch, speculation))
                    .ifPresent(fetched -> out.send(fetch.replica(), fetched));
        }
    }

    private boolean mayBegin(InstanceId instance) {
        return forgotten.isEmpty() || instance.compareTo(forgotten.get().instance()) > 0;
    }

    /** An instance that the message does not initialise is dropped again: a client cannot make replicas remember it. */
    private void begin(InstanceMessage message, Effects out) {
        InstanceId instance = message.instance();
        Protocol protocol = composition.protocolOf(instance);
        Speculation before = latestSpeculation(instances.headMap(instance, false))
                .map(Speculation::fork)
                .orElseGet(() -> new Speculation(service));
        InstanceReplica fresh = protocol.replica(setting(instance), timing, before);
        Effects inner = new Effects();
        fresh.onMessage(message, inner);
        List<Effect> effects = inner.toList();
        if (!effects.isEmpty()) {
            instances.put(instance, fresh);
            if (!(protocol instanceof Restartable)) {
                out.store(Spoken.NAME, Spoken.in(instance));
            }
            effects.forEach(out::add);
        }
    }

    /** An instance may have something to remember after a later one has begun: the later one's note stays. */
    private List<Effect> remembering(Effects out) {
        Effects merged = new Effects();
        for (Effect effect : out.toList()) {
            if (!(effect instanceof Effect.Store store) || !(store.value() instanceof Spoken spoken)) {
                merged.add(effect);
                continue;
            }
            Spoken covering = remembered.map(spoken::and).orElse(spoken);
            if (!remembered.equals(Optional.of(covering))) {
                remembered = Optional.of(covering);
                merged.store(Spoken.NAME, covering);
            }
        }
        return merged.toList();
    }

    private Setting<ReplicaId> setting(InstanceId instance) {
        return new Setting<>(self, instance, composition.next(instance), group, authentication);
    }

    /** Of the last of these instances: what began later may have executed what these never will. */
    private static Optional<Speculation> latestSpeculation(NavigableMap<InstanceId, InstanceReplica> known) {
        return known.descendingMap().values().stream()
                .flatMap(instance -> instance.local().stream())
                .findFirst()
                .map(LocalHistory::speculation);
    }
}
