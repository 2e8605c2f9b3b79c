package next700.simulation.paxos;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import next700.linearizability.KeyValue;
import next700.process.Automaton;
import next700.process.ClientId;
import next700.process.Invocation;
import next700.process.Notice;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.protocol.acceptors.Acceptors;
import next700.protocol.paxos.PaxosClient;
import next700.protocol.paxos.PaxosClient.Answered;
import next700.protocol.paxos.PaxosReplica;
import next700.protocol.paxos.PaxosSettings;
import next700.service.KeyValueStore;
import next700.trial.ChoiceTape;
import next700.trial.CrashPlan;
import next700.trial.Decision;
import next700.trial.Network;
import next700.trial.Observer;
import next700.trial.Trial;
import next700.trial.World;

/**
 * One run: clients use a key-value store while servers crash, come back and are cut off; until the network is healed, when all
 * come back but one, which may have stopped for ever.
 */
final class PaxosTrial implements Trial {
    /** A server that no other hears for a while, and that hears no other; clients reach it. Whoever leads then, if none is named. */
    private record Cut(Optional<ReplicaId> server, long from, long until) {
        @Override
        public String toString() {
            return server.map(ReplicaId::name).orElse("the leader") + " from " + from + " until " + until;
        }
    }

    private static final List<Long> DELAYS = List.of(1L, 2L, 5L, 12L, 30L, 60L, 130L);
    private static final List<Long> SECOND_COPIES = List.of(3L, 20L, 70L, 140L);
    private static final List<Integer> SNAPSHOTS = List.of(1_000, 2, 3);
    private static final List<Long> PATIENCE = List.of(36L, 12L, 20L);
    private static final List<Long> PROOFS = List.of(17L, 7L);
    private static final int FEWEST_CLIENTS = 2;
    private static final int MOST_OPERATIONS = 5;
    private static final List<Long> THINKING = List.of(1L, 9L, 25L, 60L);
    private static final int STARTS = 30;
    private static final int MOST_CUTS = 4;
    private static final int TIMES = 16;
    private static final long HORIZON = 250;
    private static final long LOST_ITS_WAY = 20_000;

    private final ChoiceTape tape;
    private final Acceptors group;
    private final PaxosSettings settings;
    private final CrashPlan crashes;
    private final List<Cut> cuts = new ArrayList<>();
    private final List<ProcessId> cutOff = new ArrayList<>();
    private final Optional<ReplicaId> gone;
    private final List<ClientId> clients;
    private final Map<ClientId, Integer> left = new TreeMap<>();
    private final Map<ClientId, Load> asked = new TreeMap<>();
    private final Set<ProcessId> born = new HashSet<>();
    private final PaxosObserver observer;
    private World world;
    private int lastValue;

    PaxosTrial(int f, ChoiceTape tape) {
        this.tape = tape;
        int smaller = tape.choose(f + 1, Decision.OPTION, "how much smaller than f+1 the quorum that orders is");
        this.group = new Acceptors(f, f + 1 - smaller);
        this.settings = new PaxosSettings(
                1 + tape.choose(3, Decision.OPTION, "window"),
                1 + tape.choose(2, Decision.OPTION, "batch"),
                SNAPSHOTS.get(tape.choose(SNAPSHOTS.size(), Decision.OPTION, "snapshots")),
                PATIENCE.get(tape.choose(PATIENCE.size(), Decision.OPTION, "patience")),
                PROOFS.get(tape.choose(PROOFS.size(), Decision.OPTION, "time between proofs")));
        this.crashes = CrashPlan.draw(tape, group.replicas(), f);
        drawCuts();
        Optional<ReplicaId> stops = someServer("who stops for ever");
        this.gone = stops.filter(any -> group.size() - 1 >= group.promises());
        this.clients = IntStream.rangeClosed(1, FEWEST_CLIENTS + tape.choose(2, Decision.OPTION, "a third client"))
                .mapToObj(ClientId::new)
                .toList();
        clients.forEach(client -> left.put(client, 1 + tape.choose(MOST_OPERATIONS, Decision.OPTION, "operations")));
        this.observer = new PaxosObserver(group, new KeyValue());
    }

    /** One server after another is cut off: whoever leads goes on alone for a while, and what it bound meanwhile comes up later. */
    private void drawCuts() {
        long from = 0;
        for (int more = tape.choose(MOST_CUTS + 1, Decision.OPTION, "how often a server is cut off");
                more > 0;
                more--) {
            from += tape.choose(TIMES, Decision.OPTION, "since when");
            long until = from + 5L * tape.choose(TIMES, Decision.OPTION, "for how long");
            int whom = tape.choose(2 * group.size(), Decision.OPTION, "who is cut off");
            cuts.add(new Cut(
                    whom < group.size() ? Optional.of(new ReplicaId(1 + whom)) : Optional.empty(), from, until));
            from = tape.choose(2, Decision.OPTION, "whether cuts overlap") == 0 ? until : from;
        }
    }

    private Optional<ReplicaId> someServer(String label) {
        int chosen = tape.choose(group.size() + 1, Decision.OPTION, label);
        return chosen == 0 ? Optional.empty() : Optional.of(new ReplicaId(chosen));
    }

    @Override
    public int f() {
        return group.f();
    }

    @Override
    public Network network() {
        return new Network.Lossy(DELAYS, SECOND_COPIES, " to ");
    }

    @Override
    public boolean separates(ProcessId from, ProcessId to, long now) {
        return from instanceof ReplicaId && to instanceof ReplicaId && (cutOff.contains(from) || cutOff.contains(to));
    }

    @Override
    public List<ProcessId> cast() {
        return Trial.everyone(group, clients);
    }

    @Override
    public Automaton make(ProcessId self, Stored stored) {
        if (self instanceof ClientId client) {
            return new PaxosClient(client, group, settings);
        }
        PaxosReplica server = new PaxosReplica((ReplicaId) self, group, settings, new KeyValueStore(), stored);
        if (!born.add(self)) {
            observer.comesBack(self, server.wasLeading());
        }
        return server;
    }

    @Override
    public void begin(World begun) {
        world = begun;
        crashes.begin(world);
        cuts.forEach(cut -> world.at(cut.from(), () -> {
            ReplicaId server = cut.server().orElseGet(this::whoLeads);
            cutOff.add(server);
            world.at(cut.until(), () -> cutOff.remove(server));
        }));
        clients.forEach(client -> world.at(tape.choose(STARTS, Decision.INVOCATION, "start"), () -> ask(client)));
        world.healAt(HORIZON, group.replicas());
        gone.ifPresent(server -> world.at(HORIZON, () -> world.crash(server, 0, Network.Fate.ARRIVES)));
    }

    /** Of those that believe that they lead, the one in the latest view; the first server, if nobody does. */
    private ReplicaId whoLeads() {
        ReplicaId latest = group.replicas().getFirst();
        long view = 0;
        for (ReplicaId server : group.replicas()) {
            PaxosReplica replica = (PaxosReplica) world.process(server);
            if (world.isUp(server) && replica.isLeading() && replica.view() > view) {
                latest = server;
                view = replica.view();
            }
        }
        return latest;
    }

    private void ask(ClientId client) {
        left.merge(client, -1, Integer::sum);
        lastValue++;
        asked.put(client, Load.draw(tape, lastValue));
        world.call(client, new Invocation(asked.get(client).operation()));
    }

    @Override
    public void told(ProcessId process, Notice notice, World any) {
        if (notice instanceof Answered) {
            ClientId client = (ClientId) process;
            asked.remove(client);
            if (left.get(client) > 0) {
                long thinks = THINKING.get(tape.choose(THINKING.size(), Decision.INVOCATION, "thinks"));
                world.at(world.now() + thinks, () -> ask(client));
            }
        }
    }

    @Override
    public boolean isDone(World any) {
        return world.isHealed() && asked.isEmpty() && left.values().stream().allMatch(operations -> operations == 0);
    }

    @Override
    public Observer observer(World any) {
        observer.readsLoadFrom(client -> asked.get(client));
        return observer;
    }

    @Override
    public long lastsUntil() {
        return LOST_ITS_WAY;
    }

    @Override
    public SortedMap<String, String> describe() {
        return new TreeMap<>(Map.of(
                "servers", Integer.toString(group.size()),
                "quorums", group.promises() + " to prepare, " + group.accepts() + " to order",
                "settings", settings.toString(),
                "clients", Integer.toString(clients.size()),
                "cut off", cuts.toString(),
                "stops for ever", gone.map(ReplicaId::name).orElse("nobody"),
                "crashes", crashes.toString()));
    }

    @Override
    public String faultBudget() {
        return "%d crashes, at most %d of %d servers down at a time; %s stops for ever"
                .formatted(
                        crashes.crashes().size(),
                        group.f(),
                        group.size(),
                        gone.map(ReplicaId::name).orElse("nobody"));
    }
}
