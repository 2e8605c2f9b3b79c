package next700.simulation.pbft;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import next700.process.Automaton;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Invocation;
import next700.process.Notice;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.process.Taken;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.composition.Composition;
import next700.protocol.composition.CompositionClient;
import next700.protocol.pbft.Pbft;
import next700.simulation.adversary.pbft.PbftBadClient;
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
 * One run of PBFT. From the horizon on links deliver in time, though liars go on, and every request must commit; who
 * restarted must come back to the full.
 */
final class PbftTrial implements Trial {
    private static final Network NETWORK = new Network.Lossy(List.of(1L, 2L, 4L, 8L, 16L, 35L), List.of(12L), "-");

    /** After the horizon, time for some twenty views with primaries that do not get on. */
    private static final long END_MILLIS = 100_000;

    private static final int MAX_EVENTS = 60_000;

    /** Enough for what follows from a lemma that broke, where that breaks early. */
    private static final int MAX_EVENTS_AFTER_VIOLATION = 3_000;

    /** Each may be answered by messages that lead to more: without a bound, liars drown a run. */
    private static final int MAX_INVENTIONS = 60;

    /** After a crashed replica is back. */
    private static final long LATE_MILLIS = 40;

    private static final long BUSY_MILLIS = 50;

    private final PbftSetup setup;
    private final ChoiceTape tape;
    private final Map<ReplicaId, Liar> liars = new HashMap<>();
    private final Map<ClientId, Integer> invocations = new HashMap<>();
    private final Set<ClientId> waiting = new HashSet<>();
    private final Set<ReplicaId> down = new HashSet<>();
    private final Set<ReplicaId> restarted = new HashSet<>();
    private Optional<PbftBadClient> insistent = Optional.empty();
    private Optional<PbftSetup.Crash> dying = Optional.empty();
    private OptionalLong lastWordsDelay = OptionalLong.empty();
    private int inventionsLeft = MAX_INVENTIONS;
    private PbftObserver observer;
    private World world;
    private Conspiracy conspiracy;

    PbftTrial(PbftSetup setup, ChoiceTape tape) {
        this.setup = setup;
        this.tape = tape;
    }

    PbftSetup setup() {
        return setup;
    }

    @Override
    public int f() {
        return setup.group().f();
    }

    @Override
    public Network network() {
        return NETWORK;
    }

    @Override
    public int maxEvents() {
        return MAX_EVENTS;
    }

    @Override
    public int maxEventsAfterViolation() {
        return MAX_EVENTS_AFTER_VIOLATION;
    }

    @Override
    public long lastsUntil() {
        return setup.horizonMillis() + END_MILLIS;
    }

    @Override
    public List<? extends ProcessId> cast() {
        return Trial.everyone(setup.group(), setup.correctClients());
    }

    @Override
    public Automaton make(ProcessId self, Stored stored) {
        return self instanceof ReplicaId replica ? new PbftProcess(replica, setup, stored) : client((ClientId) self);
    }

    private Automaton client(ClientId self) {
        return new CompositionClient(
                new Composition("pbft", List.of(new Pbft(setup.settings()))),
                self,
                setup.group(),
                new IdealAuthentication(self),
                PbftSetup.TIMING,
                0);
    }

    @Override
    public Observer observer(World in) {
        observer = new PbftObserver(setup, in);
        return observer;
    }

    @Override
    public SortedMap<String, String> describe() {
        return setup.describe();
    }

    @Override
    public Set<ProcessId> byzantine() {
        Set<ProcessId> liars = new TreeSet<>(setup.byzantine());
        if (setup.badClient()) {
            liars.add(setup.badClientId());
        }
        return liars;
    }

    @Override
    public String faultBudget() {
        return setup.faultBudget();
    }

    @Override
    public boolean separates(ProcessId from, ProcessId to, long now) {
        boolean apart = setup.partition()
                .filter(partition -> partition.separates(from, to, now))
                .isPresent();
        if (apart) {
            observer.reaches(PbftSometimes.DIVIDED);
        }
        return apart;
    }

    // What is asked of whom.

    @Override
    public void begin(World in) {
        world = in;
        conspiracy = new Conspiracy(
                this, world, PbftSubject.MESSAGES, () -> true, () -> observer.reaches(PbftSometimes.LIED));
        setup.byzantine().forEach(replica -> liars.put(replica, new PbftLiar(replica, setup, tape, this::mayInvent)));
        for (ClientId client : setup.correctClients()) {
            invocations.put(client, 0);
            world.at(tape.choose(8, Decision.INVOCATION, "start") * 5L, () -> invoke(client));
        }
        if (setup.badClient() && !setup.general()) {
            beginBadly(new PbftBadClient(setup.badClientId(), new ClientId(1), setup.group(), tape));
        }
        world.at(setup.horizonMillis(), world::heal);
        world.at(setup.horizonMillis(), this::keepBusy);
        setup.crashes().forEach(crash -> world.at(crash.at(), () -> beginToDie(crash)));
    }

    private void invoke(ClientId client) {
        int number = invocations.merge(client, 1, Integer::sum);
        waiting.add(client);
        world.call(client, new Invocation(Bytes.utf8(client + "." + number)));
    }

    @Override
    public void told(ProcessId process, Notice notice, World in) {
        ClientId client = (ClientId) process;
        waiting.remove(client);
        if (invocations.get(client) < setup.operationsPerClient()) {
            long pause = 1 + 20L * tape.choose(3, Decision.INVOCATION, "pause");
            world.at(world.now() + pause, () -> invoke(client));
        }
    }

    /** A replica that lost its memory gets it back with the next checkpoints, so that clients must go on until then. */
    private void keepBusy() {
        if (!isDone(world)) {
            if (unanswered().isEmpty()) {
                invoke(setup.correctClients().get(0));
            }
            world.at(world.now() + BUSY_MILLIS, this::keepBusy);
        }
    }

    private List<ClientId> unanswered() {
        return setup.correctClients().stream()
                .filter(client -> waiting.contains(client) || invocations.get(client) < setup.operationsPerClient())
                .toList();
    }

    /** Every operation has committed, the network is healed, and who restarted is back to the full. */
    @Override
    public boolean isDone(World in) {
        return world.now() >= setup.horizonMillis()
                && unanswered().isEmpty()
                && down.isEmpty()
                && restarted.stream().noneMatch(this::isRecovering);
    }

    private boolean isRecovering(ReplicaId replica) {
        return observer.order(replica).isRecovering();
    }

    // The bad client.

    private void beginBadly(PbftBadClient bad) {
        if (tape.choose(2, Decision.OPTION, "insists") == 1) {
            insistent = Optional.of(bad);
            world.at(1, this::insist);
        }
        int attacks = 1 + tape.choose(6, Decision.INVOCATION, "attacks");
        for (int i = 0; i < attacks; i++) {
            long at = 1 + 15L * tape.choose(16, Decision.INVOCATION, "attack");
            world.at(at, () -> say(bad.attack()));
        }
    }

    /** It sees to it that the next primary has something of it to propose. */
    private void insist() {
        insistent.ifPresent(bad -> say(bad.attackEachAlone()));
    }

    private void say(List<Effect.Send> sends) {
        sends.forEach(send -> world.send(setup.badClientId(), send.to(), send.message(), true, ""));
    }

    @Override
    public void took(ProcessId process, Taken step, World in) {
        if (step.step().equals("PBFT.ViewChange")) {
            insist();
        }
    }

    // Liars.

    @Override
    public void after(World in) {
        if (setup.general()) {
            conspiracy.act();
        }
    }

    @Override
    public Optional<Liar> liar(ProcessId process) {
        if (setup.general()) {
            return conspiracy.liar(process);
        }
        return process instanceof ReplicaId replica ? Optional.ofNullable(liars.get(replica)) : Optional.empty();
    }

    /** All liars together may say so much of their own accord. */
    private boolean mayInvent() {
        if (inventionsLeft == 0 || tape.choose(2, Decision.ATTACK, "invents") == 0) {
            return false;
        }
        inventionsLeft--;
        observer.reaches(PbftSometimes.LIED);
        return true;
    }

    // Crashes.

    private void beginToDie(PbftSetup.Crash crash) {
        if (dying.isEmpty() && !setup.isByzantine(crash.replica())) {
            dying = Optional.of(crash);
        }
    }

    /** A replica crashes only while nobody else is down or recovering: with the liars, f may be faulty at a time. */
    @Override
    public Optional<List<Effect>> cutShort(ProcessId process, List<Effect> effects, World in) {
        if (dying.isEmpty() || !(process instanceof ReplicaId self) || !isTurnOf(self, effects, dying.get())) {
            return Optional.empty();
        }
        PbftSetup.Crash crash = dying.get();
        dying = Optional.empty();
        // So that a former life's word arrives beside the present one's.
        lastWordsDelay = crash.beginning() ? OptionalLong.of(crash.downMillis() + LATE_MILLIS) : OptionalLong.empty();
        down.add(self);
        world.at(world.now() + crash.downMillis(), () -> comeBack(self));
        return Optional.of(crash.carriedOut(effects));
    }

    private boolean isTurnOf(ReplicaId self, List<Effect> effects, PbftSetup.Crash crash) {
        boolean othersAreWell =
                down.isEmpty() && restarted.stream().noneMatch(other -> !other.equals(self) && isRecovering(other));
        return othersAreWell
                && (crash.beginning()
                        ? PbftSetup.Crash.isBeginning(effects)
                        : crash.replica().equals(self));
    }

    @Override
    public OptionalLong lastWordsDelay() {
        return lastWordsDelay;
    }

    private void comeBack(ReplicaId self) {
        down.remove(self);
        restarted.add(self);
        world.restart(self);
        world.hand(self, new Input.Expired(new InstanceTimer(InstanceTimer.Kind.STATUS, InstanceId.FIRST)));
    }
}
