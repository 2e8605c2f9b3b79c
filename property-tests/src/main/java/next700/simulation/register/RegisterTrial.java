package next700.simulation.register;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import next700.process.Automaton;
import next700.process.ClientId;
import next700.process.Notice;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.protocol.register.Guarantee;
import next700.protocol.register.Held;
import next700.protocol.register.RegisterCall;
import next700.protocol.register.RegisterCall.Exhausted;
import next700.protocol.register.RegisterCall.Read;
import next700.protocol.register.RegisterCall.Write;
import next700.protocol.register.RegisterClient;
import next700.protocol.register.RegisterGroup;
import next700.protocol.register.RegisterReplica;
import next700.protocol.register.Trust;
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

/**
 * One run: three clients read and write, while replicas crash and come back or, where that is tolerated, lie, and a client may lie,
 * too, until the network is healed.
 */
final class RegisterTrial implements Trial {
    private static final List<Long> DELAYS = List.of(1L, 2L, 4L, 8L, 16L, 35L);
    private static final List<Long> SECOND_COPIES = List.of(3L, 12L, 30L);
    private static final int CLIENTS = 3;
    private static final int MAX_OPERATIONS = 3;
    private static final int STARTS = 8;
    private static final long HORIZON = 150;

    private final RegisterGroup group;
    private final ChoiceTape tape;
    private final CrashPlan crashes;
    private final List<ClientId> clients =
            IntStream.rangeClosed(1, CLIENTS).mapToObj(ClientId::new).toList();
    /** A replica that hears nothing of most clients until the network is healed; 0 if all do. */
    private final int deaf;

    private final Map<ProcessId, Liar> liars = new LinkedHashMap<>();
    private final Set<ReplicaId> alive = new LinkedHashSet<>();
    private final Set<RegisterSometimes> reached = EnumSet.noneOf(RegisterSometimes.class);
    private final Turns turns;
    private final RegisterObserver observer;
    private World world;
    private long lastValue;

    RegisterTrial(RegisterGroup group, ChoiceTape tape) {
        this.group = group;
        this.tape = tape;
        this.turns = Turns.draw(tape, clients, MAX_OPERATIONS, liars.keySet());
        this.observer = new RegisterObserver(group, liars.keySet(), reached, turns.waiting());
        if (group.variant().toleratesLiars()) {
            drawLiars();
        }
        this.deaf = tape.choose(group.size() + 1, Decision.OPTION, "who is deaf");
        // A liar may be silent: what crashes, and what lies, are f together.
        this.crashes = CrashPlan.draw(tape, group.replicas(), group.f() - lyingReplicas());
    }

    private void drawLiars() {
        int count = tape.choose(group.f() + 1, Decision.OPTION, "lying replicas");
        List<Held> known = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ReplicaId replica = group.replicas().get(tape.choose(group.size(), Decision.OPTION, "who lies"));
            liars.put(replica, new RegisterLiar(replica, tape, known));
        }
        if (promisesAtomicity() && tape.choose(3, Decision.OPTION, "a client lies") == 2) {
            ClientId client = clients.getLast();
            liars.put(client, new LyingWriter(client, group, tape, held -> signed(client, held), value -> {
                reached.add(RegisterSometimes.CLIENT_LIED);
                observer.isSaidByALiar(value);
            }));
        }
    }

    private boolean promisesAtomicity() {
        return group.variant().guarantee() == Guarantee.ATOMIC;
    }

    private Held signed(ClientId client, Held held) {
        return group.variant().trust() == Trust.WRITERS
                ? new Held(
                        held.stamp(), held.value(), Optional.of(new IdealAuthentication(client).sign(held.content())))
                : held;
    }

    private int lyingReplicas() {
        return (int) liars.keySet().stream().filter(ReplicaId.class::isInstance).count();
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
    public List<ProcessId> cast() {
        return Trial.everyone(group, clients);
    }

    @Override
    public Automaton make(ProcessId self, Stored stored) {
        if (self instanceof ClientId client) {
            return new RegisterClient(client, group, new IdealAuthentication(client));
        }
        if (!alive.add((ReplicaId) self)) {
            reached.add(RegisterSometimes.RESTARTED);
        }
        return new RegisterReplica((ReplicaId) self, group.variant(), new IdealAuthentication(self), stored);
    }

    @Override
    public void begin(World begun) {
        world = begun;
        crashes.begin(world);
        turns.begin(world, STARTS, this::drawCall);
        world.healAt(HORIZON, group.replicas());
    }

    private RegisterCall drawCall() {
        boolean reads = tape.choose(2, Decision.INVOCATION, "read or write") == 0;
        return reads ? new Read() : new Write(++lastValue);
    }

    @Override
    public void told(ProcessId process, Notice notice, World any) {
        turns.answered(process);
        ClientId client = (ClientId) process;
        if (turns.hasMore(client) && !(notice instanceof Exhausted)) {
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
        return Optional.ofNullable(liars.get(process));
    }

    /** To the last client alone it answers: with what was there before all that the others have written. */
    @Override
    public boolean separates(ProcessId from, ProcessId to, long now) {
        return now < HORIZON
                && to instanceof ReplicaId replica
                && replica.number() == deaf
                && from instanceof ClientId
                && !from.equals(clients.getLast());
    }

    /** A client whose reads a lying client keeps from ending asks for ever; the run need not. */
    @Override
    public long lastsUntil() {
        return 4 * HORIZON;
    }

    @Override
    public boolean isDone(World any) {
        return world.isHealed() && turns.areOver();
    }

    @Override
    public Observer observer(World any) {
        return observer;
    }

    @Override
    public SortedMap<String, String> describe() {
        return new TreeMap<>(Map.of(
                "register",
                group.toString(),
                "crashes",
                crashes.toString(),
                "liars",
                liars.keySet().toString()));
    }

    @Override
    public String faultBudget() {
        return "%d crashes and %d liars, at most %d of %d replicas at a time; %s"
                .formatted(
                        crashes.crashes().size(),
                        lyingReplicas(),
                        group.f(),
                        group.size(),
                        liars.size() > lyingReplicas() ? "a client lies" : "no client lies");
    }
}
