package next700.simulation;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import next700.process.Automaton;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Invocation;
import next700.process.Notice;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.protocol.abstraction.Indication;
import next700.protocol.abstraction.Spoken;
import next700.protocol.composition.Composition;
import next700.protocol.composition.CompositionClient;
import next700.protocol.composition.CompositionReplica;
import next700.simulation.adversary.Adversary;
import next700.trial.ChoiceTape;
import next700.trial.Decision;
import next700.trial.IdealAuthentication;
import next700.trial.Liar;
import next700.trial.Network;
import next700.trial.Observer;
import next700.trial.Trial;
import next700.trial.World;
import next700.trial.liar.Conspiracy;

/**
 * One run of a composition of Abstract instances. Until the setup's horizon there are faults; then links deliver in time,
 * crashed replicas that were to come back are back, the adversary rests, and what is outstanding must come to its end.
 */
public final class CompositionTrial implements Trial {
    private static final List<Long> DELAYS = List.of(1L, 2L, 4L, 8L, 16L, 35L);
    private static final List<Long> SECOND_COPIES = List.of(3L, 12L, 30L);
    private static final long GRACE = 110;
    private static final long LONG_GRACE = 20_000;

    private final Arena arena;
    private final Setup setup;
    private final ChoiceTape tape;
    private final Composition composition;
    private final Facts facts;
    private final Map<ReplicaId, Setup.Crash> crashes = new HashMap<>();
    private final Map<ClientId, Integer> invocations = new TreeMap<>();
    private final Set<ReplicaId> alive = new TreeSet<>();
    private final Set<ReplicaId> restarted = new TreeSet<>();
    private final Set<ClientId> oweAtHeal = new TreeSet<>();
    private Adversary adversary;
    private World world;
    private Conspiracy conspiracy;

    CompositionTrial(Arena arena, ChoiceTape tape) {
        this.arena = arena;
        this.tape = tape;
        this.setup = Setup.draw(tape, arena);
        this.composition = arena.composition().withCheckpointInterval(setup.checkpointInterval());
        this.facts = new Facts(arena, setup);
        setup.crashes().forEach(crash -> crashes.put(crash.replica(), crash));
    }

    public Setup setup() {
        return setup;
    }

    @Override
    public int f() {
        return arena.f();
    }

    @Override
    public Network network() {
        return new Network.Lossy(DELAYS, SECOND_COPIES, " to ");
    }

    @Override
    public boolean separates(ProcessId from, ProcessId to, long now) {
        return setup.partition()
                .filter(partition ->
                        now >= partition.from() && now < partition.until() && partition.separates(from, to))
                .isPresent();
    }

    @Override
    public int maxEventsAfterViolation() {
        return 600;
    }

    @Override
    public List<ProcessId> cast() {
        return Trial.everyone(arena.group(), setup.clients());
    }

    @Override
    public Automaton make(ProcessId self, Stored stored) {
        return self instanceof ClientId client ? client(client) : replica((ReplicaId) self, stored);
    }

    private Automaton client(ClientId self) {
        return new CompositionClient(composition, self, arena.group(), new IdealAuthentication(self), Arena.TIMING, 0);
    }

    private Automaton replica(ReplicaId self, Stored stored) {
        Optional<Spoken> forgotten = stored.get(Spoken.NAME, Spoken.class);
        if (!alive.add(self)) {
            facts.restarted(self, forgotten);
            restarted.add(self);
        }
        return new CompositionReplica(
                composition,
                self,
                arena.group(),
                new IdealAuthentication(self),
                Arena.TIMING,
                new Journal(setup.discreet()),
                forgotten);
    }

    @Override
    public void begin(World begun) {
        world = begun;
        conspiracy = new Conspiracy(this, world, arena.messages(), () -> !facts.isHealed(), facts::disturbed);
        adversary =
                new Adversary(arena, setup, tape, facts, world.flights(), conspiracy, (from, to, message, remark) -> {
                    facts.disturbed();
                    world.inject(from, to, message, remark);
                });
        int index = 0;
        for (ClientId client : setup.clients()) {
            world.at(setup.startTimes().get(index), () -> invoke(client));
            index++;
        }
        setup.crashes().forEach(crash -> world.at(crash.at(), () -> crash(crash)));
        world.at(setup.horizon(), this::heal);
    }

    private void invoke(ClientId client) {
        int number = invocations.merge(client, 1, Integer::sum);
        world.call(client, new Invocation(Bytes.utf8(client + "." + number)));
    }

    private void crash(Setup.Crash crash) {
        if (!facts.isHealed()) {
            facts.disturbed();
            world.crash(crash.replica(), crash.effectsCarriedOut(), Network.Fate.ARRIVES);
        }
    }

    private void heal() {
        facts.healed(world.now());
        world.heal();
        setup.crashes().stream()
                .filter(crash -> crash.backAt().isPresent())
                .forEach(crash -> world.restart(crash.replica()));
        facts.outstanding()
                .forEach(outstanding -> oweAtHeal.add(outstanding.request().client()));
    }

    @Override
    public void told(ProcessId process, Notice notice, World any) {
        ClientId client = (ClientId) process;
        if (notice instanceof Indication.Commit
                && invocations.getOrDefault(client, 0) < setup.operationsPerClient()
                && !facts.isHealed()) {
            int pause = tape.choose(3, Decision.INVOCATION, "pause before the next operation");
            world.at(world.now() + 1L + 5L * pause, () -> invoke(client));
        }
    }

    @Override
    public void after(World any) {
        if (setup.general()) {
            conspiracy.act();
        } else {
            adversary.act();
        }
    }

    @Override
    public Set<ProcessId> byzantine() {
        return setup.byzantine();
    }

    @Override
    public Optional<Liar> liar(ProcessId process) {
        if (setup.general()) {
            return conspiracy.liar(process);
        }
        return setup.isByzantine(process)
                ? Optional.of((input, honest, any) -> {
                    for (Effect effect : honest) {
                        if (effect instanceof Effect.SetTimer || effect instanceof Effect.CancelTimer) {
                            world.carryOut(process, effect);
                        }
                    }
                    for (Adversary.Said said : adversary.react((ReplicaId) process, honest, input)) {
                        if (said.lie()) {
                            facts.disturbed();
                        }
                        world.send(process, said.to(), said.message(), said.lie(), said.remark());
                    }
                })
                : Optional.empty();
    }

    @Override
    public boolean isDone(World any) {
        if (!facts.isHealed()) {
            return false;
        }
        boolean everyoneShouldCommit =
                !facts.isAnyoneDown() && arena.group().replicas().stream().noneMatch(setup::isByzantine);
        return everyoneShouldCommit
                ? !facts.isAnyoneWaiting() || world.now() > facts.healedAt() + LONG_GRACE
                : oweAtHeal.isEmpty() || world.now() > facts.healedAt() + GRACE + arena.patience(facts.latest());
    }

    @Override
    public Observer observer(World any) {
        return new CompositionObserver(arena, setup, facts, any, this);
    }

    /** A client that waited when faults stopped has its answer. */
    void answered(ClientId client) {
        oweAtHeal.remove(client);
    }

    /** A replica crashed: it comes back when it is to. */
    void crashed(ReplicaId replica) {
        facts.crashed(replica);
        crashes.get(replica)
                .backAt()
                .ifPresent(at -> world.at(Math.max(at, world.now()), () -> world.restart(replica)));
    }

    Set<Sometimes> complete(Set<Sometimes> reached) {
        Set<Sometimes> all = EnumSet.noneOf(Sometimes.class);
        all.addAll(reached);
        Coverage.complete(all, facts, restarted);
        return all;
    }

    @Override
    public SortedMap<String, String> describe() {
        return setup.describe();
    }

    @Override
    public String faultBudget() {
        long liars =
                setup.byzantine().stream().filter(ReplicaId.class::isInstance).count();
        return "%d of at most f=%d faulty replicas (%d Byzantine, %d crashing) among %d; %d Byzantine clients"
                .formatted(
                        liars + setup.crashes().size(),
                        arena.f(),
                        liars,
                        setup.crashes().size(),
                        arena.replicas(),
                        setup.byzantine().size() - liars);
    }
}
