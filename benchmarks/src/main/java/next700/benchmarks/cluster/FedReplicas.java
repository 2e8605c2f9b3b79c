package next700.benchmarks.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import next700.crypto.KeyDirectory;
import next700.crypto.KeyFileException;
import next700.crypto.RealAuthentication;
import next700.process.Automaton;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Invocation;
import next700.process.Message;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Timing;
import next700.protocol.composition.Composition;
import next700.protocol.composition.CompositionClient;
import next700.protocol.composition.CompositionReplica;

/**
 * Replicas that have executed so many requests in the first instance already, without a network, so that a switch can be
 * measured with a history of just this length. Each request is of another client. The last replica may have missed the last
 * of them: it then has the rest as any other.
 */
final class FedReplicas {
    private record Travelling(ProcessId from, ProcessId to, Message message) {}

    /** Of what a client says, nobody looks who is on the link. */
    private static final ClientId ANYONE = new ClientId(1);

    private final Map<ReplicaId, Automaton> replicas = new TreeMap<>();
    private final ArrayDeque<Travelling> network = new ArrayDeque<>();
    private final Map<ReplicaId, Set<InstanceTimer>> batchTimers = new LinkedHashMap<>();
    private final ByzantineGroup group;

    private FedReplicas(ByzantineGroup group) {
        this.group = group;
    }

    /**
     * Makes replicas and feeds them.
     *
     * @param requests how many, of clients {@code c1}, {@code c2}, ...
     * @param missed how many of them, the last ones, do not reach the last replica
     */
    static Map<ReplicaId, Automaton> of(
            Composition composition,
            ByzantineGroup group,
            Timing timing,
            KeyDirectory keys,
            int requests,
            int missed,
            int requestBytes)
            throws KeyFileException {
        FedReplicas fed = new FedReplicas(group);
        for (ReplicaId self : group.replicas()) {
            fed.replicas.put(
                    self,
                    new CompositionReplica(
                            composition,
                            self,
                            group,
                            new RealAuthentication(keys.load(self)),
                            timing,
                            new NullService(),
                            Optional.empty()));
        }
        Bytes operation = Bytes.copyOf(new byte[requestBytes]);
        for (int i = 1; i <= requests; i++) {
            ClientId client = new ClientId(i);
            Automaton invoking = new CompositionClient(
                    composition, client, group, new RealAuthentication(keys.load(client)), timing, 0);
            fed.carryOut(Optional.empty(), invoking.on(new Input.Called(new Invocation(operation))));
            fed.settle(i > requests - missed);
        }
        return fed.replicas;
    }

    /** Everything arrives, and all that waits for what arrives together goes on. */
    private void settle(boolean missing) {
        ReplicaId last = group.replicas().get(group.size() - 1);
        while (!network.isEmpty() || !batchTimers.isEmpty()) {
            while (!network.isEmpty()) {
                Travelling next = network.poll();
                if (next.to() instanceof ReplicaId replica && !(missing && replica.equals(last))) {
                    take(replica, new Input.Received(next.from(), next.message()));
                }
            }
            Map<ReplicaId, Set<InstanceTimer>> expired = new LinkedHashMap<>(batchTimers);
            batchTimers.clear();
            expired.forEach((replica, timers) -> timers.forEach(timer -> take(replica, new Input.Expired(timer))));
        }
    }

    private void take(ReplicaId replica, Input input) {
        carryOut(Optional.of(replica), replicas.get(replica).on(input));
    }

    private void carryOut(Optional<ReplicaId> self, List<Effect> effects) {
        for (Effect effect : new ArrayList<>(effects)) {
            if (effect instanceof Effect.Send send) {
                network.add(new Travelling(
                        self.<ProcessId>map(replica -> replica).orElse(ANYONE), send.to(), send.message()));
            } else if (effect instanceof Effect.SetTimer set
                    && set.timer() instanceof InstanceTimer timer
                    && timer.kind() == InstanceTimer.Kind.BATCH) {
                self.ifPresent(replica -> batchTimers
                        .computeIfAbsent(replica, any -> new LinkedHashSet<>())
                        .add(timer));
            }
        }
    }
}
