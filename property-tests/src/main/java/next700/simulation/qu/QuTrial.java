package next700.simulation.qu;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import next700.process.Automaton;
import next700.process.ClientId;
import next700.process.Notice;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.protocol.qu.Candidate;
import next700.protocol.qu.QuCall;
import next700.protocol.qu.QuClient;
import next700.protocol.qu.QuGroup;
import next700.protocol.qu.QuServer;
import next700.protocol.qu.QuTiming;
import next700.service.KeyValueStore;
import next700.service.Operations;
import next700.trial.ChoiceTape;
import next700.trial.CrashPlan;
import next700.trial.Decision;
import next700.trial.IdealAuthentication;
import next700.trial.Liar;
import next700.trial.Network;
import next700.trial.Observer;
import next700.trial.Trial;
import next700.trial.Turns;
import next700.trial.World;
import next700.trial.liar.Conspiracy;

/**
 * One run: three clients query and update an object or two, while servers crash and lie, and a client may lie, too. Then the network is
 * healed, and one client after the other is alone with the servers: nothing more is promised than that it is answered then.
 */
final class QuTrial implements Trial {
    private static final List<Long> DELAYS = List.of(1L, 2L, 4L, 8L, 16L, 35L);
    private static final List<Long> SECOND_COPIES = List.of(2L, 5L, 12L, 30L);
    private static final QuTiming TIMING = new QuTiming(20, 4);
    private static final int CLIENTS = 3;
    private static final int MAX_OPERATIONS = 3;
    private static final int STARTS = 10;
    private static final long HORIZON = 160;
    private static final long ALONE = 600;

    private final QuGroup group;
    private final ChoiceTape tape;
    private final CrashPlan crashes;
    private final List<ClientId> clients =
            IntStream.rangeClosed(1, CLIENTS).mapToObj(ClientId::new).toList();
    private final Map<ProcessId, Liar> liars = new LinkedHashMap<>();
    private final boolean general;

    /** A server that hears nothing of most clients until the network is healed; 0 if all do. */
    private final int deaf;

    private final Set<ReplicaId> started = new HashSet<>();
    private final Turns turns;
    private World world;
    private Conspiracy conspiracy;
    private QuObserver observer;
    private int asked;

    QuTrial(QuGroup group, ChoiceTape tape) {
        this.group = group;
        this.tape = tape;
        this.turns = Turns.draw(tape, clients, MAX_OPERATIONS, liars.keySet());
        drawLiars();
        this.general = !liars.isEmpty() && tape.choose(2, Decision.OPTION, Conspiracy.GENERAL) == 1;
        this.deaf = tape.choose(group.size() + 1, Decision.OPTION, "who is deaf");
        this.crashes = CrashPlan.draw(tape, group.replicas(), group.t() - lyingServers());
    }

    private void drawLiars() {
        int count = tape.choose(group.b() + 1, Decision.OPTION, "lying servers");
        NavigableSet<Candidate> seen = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            ReplicaId server = group.replicas().get(tape.choose(group.size(), Decision.OPTION, "who lies"));
            liars.put(server, new QuLiar(server, group, tape, seen));
        }
        if (tape.choose(3, Decision.OPTION, "a client lies") == 2) {
            ClientId client = clients.getLast();
            liars.put(client, new LyingClient(client, tape, () -> observer.reaches(QuSometimes.CLIENT_LIED)));
        }
    }

    private int lyingServers() {
        return (int) liars.keySet().stream().filter(ReplicaId.class::isInstance).count();
    }

    @Override
    public int f() {
        return group.t();
    }

    @Override
    public Network network() {
        return new Network.Lossy(DELAYS, SECOND_COPIES, " to ");
    }

    @Override
    public List<ProcessId> cast() {
        return Trial.everyone(group, clients);
    }

    @Override
    public Automaton make(ProcessId self, Stored stored) {
        if (self instanceof ClientId client) {
            return new QuClient(client, group, TIMING);
        }
        if (!started.add((ReplicaId) self)) {
            observer.reaches(QuSometimes.RESTARTED);
        }
        return new QuServer(
                (ReplicaId) self, group, TIMING, new IdealAuthentication(self), new KeyValueStore(), stored);
    }

    @Override
    public void begin(World begun) {
        world = begun;
        conspiracy = new Conspiracy(this, world, QuSubject.MESSAGES, () -> !world.isHealed(), () -> {});
        crashes.begin(world);
        turns.begin(world, STARTS, this::drawCall);
        world.healAt(HORIZON, group.replicas());
    }

    private QuCall drawCall() {
        asked++;
        int object = tape.choose(4, Decision.INVOCATION, "object") == 3 ? 1 : 0;
        boolean query = tape.choose(3, Decision.INVOCATION, "what") == 2;
        return new QuCall(
                object,
                query,
                query
                        ? Operations.of("get", "[\"k\", null]")
                        : Operations.of("append", "[\"k\", \" %d\"]".formatted(asked)));
    }

    @Override
    public void told(ProcessId process, Notice notice, World any) {
        turns.answered(process);
        ClientId client = (ClientId) process;
        if (turns.hasMore(client) && !world.isHealed()) {
            turns.askAfter(1, client);
        } else {
            turns.end(client);
        }
    }

    @Override
    public Set<ProcessId> byzantine() {
        return liars.keySet();
    }

    @Override
    public Optional<Liar> liar(ProcessId process) {
        return general ? conspiracy.liar(process) : Optional.ofNullable(liars.get(process));
    }

    @Override
    public void after(World any) {
        if (general) {
            conspiracy.act();
        }
    }

    /**
     * Before the network is healed, a server hears of the last client only, and answers with what was there before all that the others
     * did. Afterwards each client has a time for itself.
     */
    @Override
    public boolean separates(ProcessId from, ProcessId to, long now) {
        if (now < HORIZON) {
            return to instanceof ReplicaId server
                    && server.number() == deaf
                    && from instanceof ClientId
                    && !from.equals(clients.getLast());
        }
        return from instanceof ClientId client && (now - HORIZON) / ALONE != client.number() - 1;
    }

    @Override
    public long lastsUntil() {
        return HORIZON + CLIENTS * ALONE;
    }

    @Override
    public boolean isDone(World any) {
        return world.isHealed() && turns.waiting().isEmpty();
    }

    @Override
    public Observer observer(World any) {
        observer = new QuObserver(group, any, liars.keySet(), turns.waiting());
        return observer;
    }

    @Override
    public SortedMap<String, String> describe() {
        return new TreeMap<>(Map.of(
                "servers",
                group.toString(),
                "crashes",
                crashes.toString(),
                "liars",
                liars.keySet() + (general ? ", of any protocol" : "")));
    }

    @Override
    public String faultBudget() {
        return "%d crashes and %d liars, at most %d of %d servers at a time; %s"
                .formatted(
                        crashes.crashes().size(),
                        lyingServers(),
                        group.t(),
                        group.size(),
                        liars.size() > lyingServers() ? "a client lies" : "no client lies");
    }
}
