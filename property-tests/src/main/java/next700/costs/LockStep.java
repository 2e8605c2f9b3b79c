package next700.costs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.Indication;
import next700.protocol.abstraction.InstanceClient;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.InstanceReplica;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Protocol;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Speculation;
import next700.protocol.abstraction.Timing;
import next700.service.KeyValueStore;
import next700.trial.IdealAuthentication;

/**
 * One instance of a protocol in which nobody fails, all clients invoke at once, and what is sent in one round arrives in
 * the next. A round is a one-way message delay; no timer runs out but those that wait for what arrives together.
 */
final class LockStep {
    /** Far more than any protocol here needs. */
    private static final int MOST_ROUNDS = 1000;

    private static final InstanceId INSTANCE = InstanceId.FIRST;
    private static final InstanceId NEXT = new InstanceId(2);
    private static final Timing TIMING = new Timing(1_000_000);

    private record Travelling(ProcessId to, InstanceMessage message) {}

    private final Map<ReplicaId, InstanceReplica> replicas = new TreeMap<>();
    private final Map<ClientId, InstanceClient> clients = new TreeMap<>();
    private final Map<ReplicaId, Meter> meters = new TreeMap<>();
    private final Map<ProcessId, Set<InstanceTimer>> batchTimers = new LinkedHashMap<>();
    private final List<Integer> commitRounds = new ArrayList<>();
    private List<Travelling> sent = new ArrayList<>();
    private int round;

    LockStep(Protocol protocol, ByzantineGroup group, int requests) {
        for (ReplicaId replica : group.replicas()) {
            Meter meter = new Meter(new IdealAuthentication(replica));
            var setting = new Setting<>(replica, INSTANCE, NEXT, group, meter);
            replicas.put(replica, protocol.replica(setting, TIMING, new Speculation(new KeyValueStore())));
            meters.put(replica, meter);
        }
        for (int number = 1; number <= requests; number++) {
            ClientId client = new ClientId(number);
            var setting = new Setting<>(client, INSTANCE, NEXT, group, new IdealAuthentication(client));
            clients.put(client, protocol.client(setting, TIMING));
        }
    }

    /** Runs until nothing travels any more. All requests must have committed then. */
    LockStep run() {
        clients.forEach((id, client) -> {
            Effects out = new Effects();
            client.invoke(new Request(id, 1, Bytes.utf8("")), Optional.empty(), out);
            carryOut(id, out);
        });
        while (!sent.isEmpty()) {
            round++;
            if (round > MOST_ROUNDS) {
                throw new IllegalStateException("still busy after " + MOST_ROUNDS + " rounds");
            }
            List<Travelling> arriving = sent;
            sent = new ArrayList<>();
            arriving.forEach(this::arrive);
            expire();
        }
        if (commitRounds.size() < clients.size()) {
            throw new IllegalStateException(commitRounds.size() + " of " + clients.size() + " requests committed");
        }
        return this;
    }

    private void arrive(Travelling travelling) {
        Effects out = new Effects();
        if (travelling.to() instanceof ReplicaId replica) {
            meters.get(replica).busyWith(travelling.message().getClass().getSimpleName());
            replicas.get(replica).onMessage(travelling.message(), out);
        } else {
            clients.get((ClientId) travelling.to()).onMessage(travelling.message(), out);
        }
        carryOut(travelling.to(), out);
    }

    /** All that arrived together has arrived. */
    private void expire() {
        Map<ProcessId, Set<InstanceTimer>> expired = new LinkedHashMap<>(batchTimers);
        batchTimers.clear();
        expired.forEach((process, timers) -> timers.forEach(timer -> {
            Effects out = new Effects();
            replicas.get((ReplicaId) process).onTimer(timer, out);
            carryOut(process, out);
        }));
    }

    private void carryOut(ProcessId process, Effects out) {
        ArrayDeque<Effect> effects = new ArrayDeque<>(out.toList());
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Send send -> sent.add(new Travelling(send.to(), (InstanceMessage) send.message()));
                case Effect.SetTimer set -> {
                    if (set.timer() instanceof InstanceTimer timer && timer.kind() == InstanceTimer.Kind.BATCH) {
                        batchTimers
                                .computeIfAbsent(process, p -> new LinkedHashSet<>())
                                .add(timer);
                    }
                }
                case Effect.Tell answer -> {
                    if (!(answer.notice() instanceof Indication.Commit)) {
                        throw new IllegalStateException("aborted without a fault: " + answer.notice());
                    }
                    commitRounds.add(round);
                }
                default -> {}
            }
        }
    }

    /** The one-way delays from the invocations to the last commit. */
    int rounds() {
        return commitRounds.stream().max(Integer::compare).orElseThrow();
    }

    /** The MACs that each replica made and verified. */
    Map<ReplicaId, Meter> meters() {
        return meters;
    }
}
