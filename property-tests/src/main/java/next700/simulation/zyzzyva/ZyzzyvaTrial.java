package next700.simulation.zyzzyva;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import next700.protocol.zyzzyva.NewViewRule;
import next700.protocol.zyzzyva.ZyzzyvaClient;
import next700.protocol.zyzzyva.ZyzzyvaGroup;
import next700.protocol.zyzzyva.ZyzzyvaReplica;
import next700.protocol.zyzzyva.ZyzzyvaSettings;
import next700.service.KeyValueStore;
import next700.trial.ChoiceTape;
import next700.trial.CrashPlan;
import next700.trial.Decision;
import next700.trial.IdealAuthentication;
import next700.trial.KeyValueCalls;
import next700.trial.Liar;
import next700.trial.Network;
import next700.trial.Observer;
import next700.trial.Trial;
import next700.trial.Turns;
import next700.trial.World;
import next700.trial.liar.Conspiracy;

/**
 * One run: three clients ask a key-value store, of which one may lie; replicas lie, or crash and come back with what they had
 * stored, together at most f; until the network is healed.
 */
final class ZyzzyvaTrial implements Trial {
    private static final List<Long> DELAYS = List.of(1L, 2L, 4L, 9L, 20L, 45L, 90L);
    private static final List<Long> SECOND_COPIES = List.of(3L, 25L, 80L);
    private static final int[] INTERVALS = {100, 2, 3};
    private static final long CLIENT_PATIENCE = 16;
    private static final long PATIENCE = 24;
    private static final int CLIENTS = 3;
    private static final int MAX_OPERATIONS = 3;
    private static final int PAUSES = 40;
    private static final int KEYS = 2;
    private static final int STARTS = 30;
    private static final int TIMES_ALONE = 63;
    private static final int BETWEEN_TIMES = 3;
    private static final int MOST_ALONE = 2;
    private static final int LEAST_ALONE = 20;
    private static final long HORIZON = 260;
    private static final long END = 20_000;
    private static final int MOST_EVENTS = 12_000;

    private final ZyzzyvaGroup group;
    private final NewViewRule rule;
    private final ChoiceTape tape;
    private final int interval;
    private final Set<ProcessId> byzantine = new TreeSet<>();
    private final boolean general;
    private final CrashPlan crashes;
    private final List<Solitude> alone = new ArrayList<>();
    private final List<ClientId> clients =
            IntStream.rangeClosed(1, CLIENTS).mapToObj(ClientId::new).toList();
    private final Turns turns;
    private final Map<ProcessId, Liar> liars = new LinkedHashMap<>();
    private final Set<ReplicaId> alive = new HashSet<>();
    private World world;
    private Conspiracy conspiracy;
    private ZyzzyvaObserver observer;

    /** For a while nothing passes between a replica and anybody. */
    private record Solitude(ReplicaId replica, long from, long until) {
        boolean separates(ProcessId one, ProcessId other, long now) {
            return now >= from && now < until && (replica.equals(one) || replica.equals(other));
        }

        @Override
        public String toString() {
            return replica + " from " + from + " to " + until;
        }
    }

    ZyzzyvaTrial(ZyzzyvaGroup group, NewViewRule rule, ChoiceTape tape) {
        this.group = group;
        this.rule = rule;
        this.tape = tape;
        turns = Turns.draw(tape, clients, MAX_OPERATIONS, byzantine);
        interval = INTERVALS[option(INTERVALS.length, "checkpoint interval")];
        List<ReplicaId> candidates = new ArrayList<>(group.replicas());
        int lying = Math.min(group.f(), option(group.f() + 2, "lying replicas"));
        for (int i = 0; i < lying; i++) {
            // The first primary more often than others.
            int who = option(2 * candidates.size(), "who lies");
            byzantine.add(candidates.remove(who < candidates.size() ? who : 0));
        }
        if (option(4, "a client lies") == 1) {
            byzantine.add(clients.getLast());
        }
        general = !byzantine.isEmpty() && option(3, Conspiracy.GENERAL) == 1;
        crashes = CrashPlan.draw(tape, candidates, group.f() - lying);
        for (int i = 0; i < MOST_ALONE; i++) {
            int who = option(2 * group.size(), "who is alone");
            long from = (long) BETWEEN_TIMES * option(TIMES_ALONE, "alone from");
            long until = from + LEAST_ALONE + option(TIMES_ALONE, "alone for");
            if (who > 0 && who <= group.size()) {
                alone.add(new Solitude(group.replicas().get(who - 1), from, until));
            }
        }
    }

    private int option(int bound, String label) {
        return tape.choose(bound, Decision.OPTION, label);
    }

    ZyzzyvaGroup group() {
        return group;
    }

    int interval() {
        return interval;
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
        ZyzzyvaSettings settings = new ZyzzyvaSettings(interval, rule, CLIENT_PATIENCE, PATIENCE);
        IdealAuthentication keys = new IdealAuthentication(self);
        if (self instanceof ClientId client) {
            return new ZyzzyvaClient(client, group, settings, keys, 0);
        }
        if (!alive.add((ReplicaId) self)) {
            observer.reaches(ZyzzyvaSometimes.RESTARTED);
        }
        return new ZyzzyvaReplica((ReplicaId) self, group, settings, keys, new KeyValueStore(), stored);
    }

    @Override
    public void begin(World begun) {
        world = begun;
        conspiracy = new Conspiracy(this, world, ZyzzyvaSubject.MESSAGES);
        Overheard overheard = new Overheard();
        for (ProcessId liar : byzantine) {
            if (liar instanceof ReplicaId replica && !general) {
                liars.put(liar, new ZyzzyvaLiar(replica, group, tape, overheard, byzantine));
            } else {
                conspiracy.liar(liar).ifPresent(mind -> liars.put(liar, mind));
            }
        }
        crashes.begin(world);
        turns.begin(world, STARTS, new KeyValueCalls(tape, KEYS));
        world.healAt(HORIZON, group.replicas());
    }

    @Override
    public void told(ProcessId process, Notice notice, World any) {
        turns.answered(process);
        ClientId client = (ClientId) process;
        if (turns.hasMore(client)) {
            turns.askAfter(1L + tape.choose(PAUSES, Decision.INVOCATION, "pause"), client);
        }
    }

    @Override
    public boolean separates(ProcessId from, ProcessId to, long now) {
        return alone.stream().anyMatch(each -> each.separates(from, to, now));
    }

    @Override
    public Set<ProcessId> byzantine() {
        return byzantine;
    }

    boolean aClientLies() {
        return byzantine.stream().anyMatch(ClientId.class::isInstance);
    }

    @Override
    public Optional<Liar> liar(ProcessId process) {
        return Optional.ofNullable(liars.get(process));
    }

    @Override
    public void after(World any) {
        if (general) {
            conspiracy.act();
        }
    }

    /** Whether every correct client has all its answers. */
    boolean isAllAnswered() {
        return turns.areOver();
    }

    List<ProcessId> waiting() {
        return List.copyOf(turns.waiting());
    }

    @Override
    public boolean isDone(World any) {
        return world.isHealed() && isAllAnswered();
    }

    @Override
    public Observer observer(World any) {
        observer = new ZyzzyvaObserver(this, any);
        return observer;
    }

    @Override
    public SortedMap<String, String> describe() {
        return new TreeMap<>(Map.of(
                "replicas",
                Integer.toString(group.size()),
                "liars",
                byzantine + (general ? ", of any protocol" : ", of Zyzzyva"),
                "crashes",
                crashes.toString(),
                "checkpoints every",
                interval + " requests",
                "alone",
                alone.isEmpty() ? "nobody" : alone.toString()));
    }

    @Override
    public String faultBudget() {
        return "%d liars and %d crashes, at most %d of %d replicas faulty at a time%s"
                .formatted(
                        byzantine.stream().filter(ReplicaId.class::isInstance).count(),
                        crashes.crashes().size(),
                        group.f(),
                        group.size(),
                        aClientLies() ? "; a client lies" : "");
    }

    @Override
    public long lastsUntil() {
        return END;
    }

    @Override
    public int maxEvents() {
        return MOST_EVENTS;
    }
}
