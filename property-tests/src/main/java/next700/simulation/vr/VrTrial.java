package next700.simulation.vr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
import next700.protocol.vr.Configuration;
import next700.protocol.vr.VrClient;
import next700.protocol.vr.VrReplica;
import next700.protocol.vr.VrTiming;
import next700.service.KeyValueStore;
import next700.trial.ChoiceTape;
import next700.trial.CrashPlan;
import next700.trial.Decision;
import next700.trial.KeyValueCalls;
import next700.trial.Network;
import next700.trial.Observer;
import next700.trial.Trial;
import next700.trial.Turns;
import next700.trial.World;

/**
 * One run: three clients ask a key-value store, while replicas crash and recover, until the network is healed. "A replica is
 * considered failed until it has recovered its state" (8.2): no more than f are at any time.
 */
final class VrTrial implements Trial {
    private static final List<Long> DELAYS = List.of(1L, 2L, 4L, 9L, 20L, 45L, 90L);
    private static final List<Long> SECOND_COPIES = List.of(3L, 25L, 80L);
    private static final VrTiming TIMING = new VrTiming(10, 36, 24);
    private static final int CLIENTS = 4;
    private static final int MAX_OPERATIONS = 3;
    private static final int STARTS = 40;
    private static final int PAUSES = 40;
    private static final int KEYS = 2;
    private static final int MAX_CRASHES = 5;
    private static final int BETWEEN_CRASHES = 40;
    private static final int TIME_DOWN = 16;
    private static final int EFFECTS = 4;
    private static final int TIMES_ALONE = 60;
    private static final int LEAST_ALONE = 20;
    private static final long HORIZON = 170;
    private static final long END = 3_000;

    private final Configuration configuration;
    private final ChoiceTape tape;
    private final CrashPlan crashes;
    private final Partition partition;
    private final List<ClientId> clients =
            IntStream.rangeClosed(1, CLIENTS).mapToObj(ClientId::new).toList();
    private final Turns turns;
    private final Set<ReplicaId> dying = new HashSet<>();
    private final Map<ReplicaId, Integer> lives = new HashMap<>();
    private World world;

    VrTrial(Configuration configuration, ChoiceTape tape) {
        this.configuration = configuration;
        this.tape = tape;
        this.turns = Turns.draw(tape, clients, MAX_OPERATIONS, byzantine());
        this.crashes = drawCrashes(tape, configuration);
        this.partition = Partition.draw(tape, configuration);
    }

    /**
     * For a while a replica hears no other one, and none hears it; clients hear all.
     *
     * @param alone nobody, if it is not there
     */
    private record Partition(Optional<ReplicaId> alone, long from, long until) {
        static Partition draw(ChoiceTape tape, Configuration configuration) {
            int who = tape.choose(2 * configuration.size(), Decision.OPTION, "who is alone");
            long from = tape.choose(TIMES_ALONE, Decision.OPTION, "alone from");
            return new Partition(
                    who == 0 || who > configuration.size()
                            ? Optional.empty()
                            : Optional.of(configuration.replicas().get(who - 1)),
                    from,
                    from + LEAST_ALONE + tape.choose(TIMES_ALONE, Decision.OPTION, "alone for"));
        }

        boolean separates(ProcessId one, ProcessId other, long now) {
            return one instanceof ReplicaId
                    && other instanceof ReplicaId
                    && now >= from
                    && now < until
                    && alone.filter(replica -> replica.equals(one) || replica.equals(other))
                            .isPresent();
        }

        @Override
        public String toString() {
            return alone.map(replica -> replica + " is alone from " + from + " to " + until)
                    .orElse("none");
        }
    }

    @Override
    public boolean separates(ProcessId from, ProcessId to, long now) {
        return partition.separates(from, to, now);
    }

    /** Answers from before a crash do harm only after the next one: a replica that has come back is the likeliest to crash. */
    private static CrashPlan drawCrashes(ChoiceTape tape, Configuration configuration) {
        List<CrashPlan.Crash> crashes = new ArrayList<>();
        ReplicaId last = configuration.replicas().get(0);
        long at = 0;
        for (int left = tape.choose(MAX_CRASHES + 1, Decision.OPTION, "crashes"); left > 0; left--) {
            at += 1 + tape.choose(BETWEEN_CRASHES, Decision.OPTION, "time between crashes");
            int who = tape.choose(2 * configuration.size(), Decision.OPTION, "who crashes");
            last = who < configuration.size() ? configuration.replicas().get(who) : last;
            int afterEffects = tape.choose(EFFECTS, Decision.OPTION, "effects before the crash");
            crashes.add(new CrashPlan.Crash(
                    last, at, afterEffects, at + 1 + tape.choose(TIME_DOWN, Decision.OPTION, "time down")));
        }
        return new CrashPlan(crashes);
    }

    @Override
    public int f() {
        return configuration.f();
    }

    Configuration configuration() {
        return configuration;
    }

    @Override
    public Network network() {
        return new Network.Lossy(DELAYS, SECOND_COPIES, " to ");
    }

    @Override
    public List<ProcessId> cast() {
        return Trial.everyone(configuration, clients);
    }

    @Override
    public Automaton make(ProcessId self, Stored stored) {
        if (self instanceof ClientId client) {
            return new VrClient(client, configuration, TIMING);
        }
        lives.merge((ReplicaId) self, 1, Integer::sum);
        dying.remove((ReplicaId) self);
        return new VrReplica((ReplicaId) self, configuration, TIMING, new KeyValueStore(), stored);
    }

    /** How often a replica was started. */
    int lives(ReplicaId replica) {
        return lives.getOrDefault(replica, 0);
    }

    VrReplica replica(ReplicaId replica) {
        return (VrReplica) world.process(replica);
    }

    private boolean isFailed(ReplicaId replica) {
        return !world.isUp(replica) || replica(replica).isRecovering();
    }

    @Override
    public void begin(World begun) {
        world = begun;
        for (CrashPlan.Crash crash : crashes.crashes()) {
            world.at(crash.at(), () -> crash(crash));
            world.at(crash.backAt(), () -> comeBack(crash.replica()));
        }
        turns.begin(world, STARTS, new KeyValueCalls(tape, KEYS));
        world.healAt(HORIZON, configuration.replicas());
    }

    private void crash(CrashPlan.Crash crash) {
        long failed = configuration.replicas().stream()
                .filter(other -> !other.equals(crash.replica()))
                .filter(other -> dying.contains(other) || isFailed(other))
                .count();
        if (!world.isHealed() && failed < configuration.f()) {
            dying.add(crash.replica());
            world.crash(crash.replica(), crash.afterEffects(), Network.Fate.ARRIVES);
        }
    }

    private void comeBack(ReplicaId replica) {
        world.spare(replica);
        dying.remove(replica);
        world.restart(replica);
    }

    @Override
    public void told(ProcessId process, Notice notice, World any) {
        turns.answered(process);
        ClientId client = (ClientId) process;
        if (turns.hasMore(client)) {
            turns.askAfter(1L + tape.choose(PAUSES, Decision.INVOCATION, "pause"), client);
        }
    }

    /** Whether no client waits for an answer, or has not asked yet. */
    boolean isAllAnswered() {
        return turns.areOver();
    }

    /** Whether every replica is up and has recovered. */
    boolean isWhole() {
        return configuration.replicas().stream().noneMatch(this::isFailed);
    }

    @Override
    public boolean isDone(World any) {
        return world.isHealed() && isAllAnswered() && isWhole();
    }

    @Override
    public Observer observer(World any) {
        return new VrObserver(this, any);
    }

    @Override
    public SortedMap<String, String> describe() {
        return new TreeMap<>(Map.of(
                "replicas",
                Integer.toString(configuration.size()),
                "crashes",
                crashes.toString(),
                "partition",
                partition.toString()));
    }

    @Override
    public String faultBudget() {
        return "%d crashes, at most %d of %d replicas failed at a time"
                .formatted(crashes.crashes().size(), configuration.f(), configuration.size());
    }

    @Override
    public long lastsUntil() {
        return END;
    }
}
