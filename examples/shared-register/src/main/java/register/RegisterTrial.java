package register;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import next700.history.Value;
import next700.linearizability.Register;
import next700.process.Automaton;
import next700.process.ClientId;
import next700.process.Notice;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.trial.ChoiceTape;
import next700.trial.Conversation;
import next700.trial.Conversation.Exchange;
import next700.trial.CrashPlan;
import next700.trial.Decision;
import next700.trial.Event;
import next700.trial.Goal;
import next700.trial.Network;
import next700.trial.Observer;
import next700.trial.Trial;
import next700.trial.Violation;
import next700.trial.World;
import register.RegisterCall.Read;
import register.RegisterCall.Write;

/** One run: three clients read and write while replicas crash and come back, until the network is healed. */
final class RegisterTrial implements Trial {
    /** Every operation returns, and what clients saw is one register. */
    static final List<String> PROPERTIES = List.of(Conversation.LINEARIZABLE, Conversation.EVERY_OPERATION_RETURNS, Observer.NEVER_FAILS);

    /** What a campaign must have reached. */
    enum Sometimes implements Goal {
        A_READ_RETURNS_WHAT_WAS_WRITTEN,
        A_REPLICA_IS_TOLD_OF_SOMETHING_EARLIER,
        A_REPLICA_IS_BACK_WITH_WHAT_IT_HAD_STORED
    }

    private static final List<Long> DELAYS = List.of(1L, 2L, 4L, 8L, 16L, 35L);
    private static final List<Long> SECOND_COPIES = List.of(3L, 12L, 30L);
    static final int CLIENTS = 3;
    static final int MAX_OPERATIONS = 3;
    private static final long HORIZON = 120;

    private final Majority group;
    private final ChoiceTape tape;
    private final CrashPlan crashes;
    private final List<ClientId> clients =
            IntStream.rangeClosed(1, CLIENTS).mapToObj(ClientId::new).toList();
    private final Map<ClientId, Integer> left = new TreeMap<>();
    private final Set<Sometimes> reached = EnumSet.noneOf(Sometimes.class);
    private final Conversation seen = new Conversation(new RegisterWorkload());
    private long lastValue;

    RegisterTrial(Majority group, ChoiceTape tape) {
        this.group = group;
        this.tape = tape;
        clients.forEach(client -> left.put(client, 1 + tape.choose(MAX_OPERATIONS, Decision.OPTION, "operations")));
        this.crashes = CrashPlan.draw(tape, group.replicas(), group.f());
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
            return new RegisterClient(client, group);
        }
        if (!stored.values().isEmpty()) {
            reached.add(Sometimes.A_REPLICA_IS_BACK_WITH_WHAT_IT_HAD_STORED);
        }
        return new RegisterReplica((ReplicaId) self, stored);
    }

    @Override
    public void begin(World world) {
        crashes.begin(world);
        clients.forEach(client -> world.at(tape.choose(8, Decision.INVOCATION, "start"), () -> ask(client, world)));
        world.healAt(HORIZON, group.replicas());
    }

    private void ask(ClientId client, World world) {
        left.merge(client, -1, Integer::sum);
        boolean reads = tape.choose(2, Decision.INVOCATION, "read or write") == 0;
        world.call(client, reads ? new Read() : new Write(++lastValue));
    }

    @Override
    public void told(ProcessId process, Notice notice, World world) {
        ClientId client = (ClientId) process;
        if (left.get(client) > 0) {
            world.at(world.now() + 1, () -> ask(client, world));
        }
    }

    @Override
    public boolean isDone(World world) {
        return world.isHealed()
                && seen.isOver()
                && left.values().stream().allMatch(count -> count == 0);
    }

    @Override
    public Observer observer(World any) {
        return new Watch();
    }

    private final class Watch implements Observer {
        @Override
        public List<Violation> sees(Event event) {
            for (Exchange exchange : seen.sees(event)) {
                if (exchange.question().function().equals("read")
                        && !exchange.answer().value().equals(Value.NIL)) {
                    reached.add(Sometimes.A_READ_RETURNS_WHAT_WAS_WRITTEN);
                }
            }
            if (event.message().filter(RegisterMessage.Update.class::isInstance).isPresent()
                    && event.steps().isEmpty()) {
                reached.add(Sometimes.A_REPLICA_IS_TOLD_OF_SOMETHING_EARLIER);
            }
            return List.of();
        }

        @Override
        public List<Violation> atTheEnd(Event last, boolean isDone) {
            return seen.atTheEnd(new Register(), last, isDone);
        }

        @Override
        public Set<Goal> reached() {
            return Set.copyOf(reached);
        }
    }

    @Override
    public SortedMap<String, String> describe() {
        return new TreeMap<>(Map.of("replicas", Integer.toString(group.size()), "crashes", crashes.toString()));
    }

    @Override
    public String faultBudget() {
        return "%d crashes, at most %d of %d replicas down at a time"
                .formatted(crashes.crashes().size(), group.f(), group.size());
    }
}
