package next700.protocol.zyzzyva;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import next700.costs.Meter;
import next700.process.Automaton;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Invocation;
import next700.process.Message;
import next700.process.Notice;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.process.Timer;
import next700.service.KeyValueStore;
import next700.service.Operations;
import next700.trial.IdealAuthentication;

/** Four replicas and some clients whose messages take one round each; whoever is silent says nothing. */
final class Village {
    static final ZyzzyvaGroup GROUP = new ZyzzyvaGroup(1);

    private static final ZyzzyvaSettings SETTINGS = new ZyzzyvaSettings(100, NewViewRule.HIGHEST_VIEW, 10, 20);

    final Map<ProcessId, Automaton> processes = new TreeMap<>();
    final Map<ProcessId, List<Notice>> told = new HashMap<>();
    final Set<ProcessId> silent = new HashSet<>();
    final Map<ProcessId, Meter> keys = new HashMap<>();
    private final Map<ProcessId, Stored> stored = new HashMap<>();
    private final Map<ProcessId, Set<Timer>> timers = new HashMap<>();
    private List<Effect.Send> sent = new ArrayList<>();
    private List<ProcessId> senders = new ArrayList<>();
    private int rounds;

    Village(int clients) {
        GROUP.replicas().forEach(this::start);
        for (int i = 1; i <= clients; i++) {
            ClientId client = new ClientId(i);
            processes.put(client, new ZyzzyvaClient(client, GROUP, SETTINGS, keysOf(client), 0));
        }
    }

    private Meter keysOf(ProcessId process) {
        return keys.computeIfAbsent(process, any -> new Meter(new IdealAuthentication(any)));
    }

    private void start(ReplicaId id) {
        ZyzzyvaReplica replica = new ZyzzyvaReplica(
                id, GROUP, SETTINGS, keysOf(id), new KeyValueStore(), stored.getOrDefault(id, Stored.NOTHING));
        processes.put(id, replica);
        carryOut(id, replica.start());
    }

    /** It is killed, and comes back with what it had stored. */
    void restart(ReplicaId id) {
        timers.remove(id);
        start(id);
    }

    ZyzzyvaReplica replica(int number) {
        return (ZyzzyvaReplica) processes.get(new ReplicaId(number));
    }

    void ask(int client, String function, String value) {
        hand(new ClientId(client), new Input.Called(new Invocation(Operations.of(function, value))));
    }

    void hand(ProcessId process, Input input) {
        carryOut(process, processes.get(process).on(input));
        processes.get(process).check();
    }

    private void carryOut(ProcessId process, List<Effect> effects) {
        for (Effect effect : effects) {
            stored.merge(process, Stored.NOTHING.after(effect), (old, any) -> old.after(effect));
            switch (effect) {
                case Effect.Send send -> {
                    if (!silent.contains(process)) {
                        sent.add(send);
                        senders.add(process);
                    }
                }
                case Effect.Tell tell ->
                    told.computeIfAbsent(process, any -> new ArrayList<>()).add(tell.notice());
                case Effect.SetTimer set ->
                    timers.computeIfAbsent(process, any -> new HashSet<>()).add(set.timer());
                case Effect.CancelTimer cancel ->
                    timers.computeIfAbsent(process, any -> new HashSet<>()).remove(cancel.timer());
                default -> {}
            }
        }
    }

    void send(ProcessId from, ProcessId to, Message message) {
        sent.add(new Effect.Send(to, message));
        senders.add(from);
    }

    /** Rounds until nothing is under way; returns how many there were. */
    int settle() {
        rounds = 0;
        while (!sent.isEmpty()) {
            List<Effect.Send> now = sent;
            List<ProcessId> from = senders;
            sent = new ArrayList<>();
            senders = new ArrayList<>();
            rounds++;
            for (int i = 0; i < now.size(); i++) {
                hand(now.get(i).to(), new Input.Received(from.get(i), now.get(i).message()));
            }
        }
        return rounds;
    }

    /** All timers of a kind that run, run out. */
    void expire(Timer timer) {
        for (ProcessId process : List.copyOf(processes.keySet())) {
            if (timers.computeIfAbsent(process, any -> new HashSet<>()).remove(timer)) {
                hand(process, new Input.Expired(timer));
            }
        }
    }

    List<Answered> answers(int client) {
        return told.getOrDefault(new ClientId(client), List.of()).stream()
                .map(Answered.class::cast)
                .toList();
    }
}
