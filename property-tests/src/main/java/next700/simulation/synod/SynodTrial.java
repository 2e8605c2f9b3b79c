package next700.simulation.synod;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import next700.process.Automaton;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Notice;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.protocol.acceptors.Acceptors;
import next700.protocol.synod.Acceptor;
import next700.protocol.synod.Proposer;
import next700.protocol.synod.SynodCall.Learned;
import next700.protocol.synod.SynodCall.Propose;
import next700.trial.ChoiceTape;
import next700.trial.CrashPlan;
import next700.trial.Decision;
import next700.trial.Network;
import next700.trial.Observer;
import next700.trial.Trial;
import next700.trial.World;

/**
 * One run: two or three proposers with a value each, acceptors that crash and come back, a proposer that does, too, and is
 * then asked for another value; until the network is healed.
 */
final class SynodTrial implements Trial {
    private static final List<Long> DELAYS = List.of(1L, 2L, 4L, 9L, 20L, 45L);
    private static final List<Long> SECOND_COPIES = List.of(3L, 12L, 50L);
    private static final int FEWEST_PROPOSERS = 2;
    private static final int STARTS = 16;
    private static final int TIMES = 24;
    private static final long HORIZON = 100;

    private final Acceptors group;
    private final ChoiceTape tape;
    private final List<ClientId> proposers;
    private final CrashPlan crashes;
    private final List<ClientId> crashing = new ArrayList<>();
    private final Set<ProcessId> born = new LinkedHashSet<>();
    private final Set<ProcessId> waiting = new LinkedHashSet<>();
    private final SynodObserver observer;
    private World world;
    private int lastValue;

    SynodTrial(int f, ChoiceTape tape) {
        this.tape = tape;
        int smaller = tape.choose(f + 1, Decision.OPTION, "how much smaller than f+1 the quorum that chooses is");
        this.group = new Acceptors(f, f + 1 - smaller);
        this.proposers = IntStream.rangeClosed(
                        1, FEWEST_PROPOSERS + tape.choose(2, Decision.OPTION, "a third proposer"))
                .mapToObj(ClientId::new)
                .toList();
        this.crashes = CrashPlan.draw(tape, group.replicas(), f);
        for (ClientId proposer : proposers) {
            if (tape.choose(3, Decision.OPTION, "whether a proposer crashes") == 1) {
                crashing.add(proposer);
            }
        }
        this.observer = new SynodObserver(group);
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
        return Trial.everyone(group, proposers);
    }

    @Override
    public Automaton make(ProcessId self, Stored stored) {
        boolean isRestarted = !born.add(self);
        if (self instanceof ClientId proposer) {
            if (isRestarted) {
                observer.reached(SynodSometimes.PROPOSER_RESTARTED);
            }
            return new Proposer(proposer, group, stored);
        }
        if (isRestarted && !stored.values().isEmpty()) {
            observer.reached(SynodSometimes.ACCEPTOR_RESTARTED);
        }
        return new Acceptor((ReplicaId) self, stored);
    }

    @Override
    public void begin(World begun) {
        world = begun;
        crashes.begin(world);
        for (ClientId proposer : proposers) {
            world.at(tape.choose(STARTS, Decision.INVOCATION, "start"), () -> ask(proposer));
        }
        for (ClientId proposer : crashing) {
            long at = 1L + tape.choose(TIMES, Decision.OPTION, "when a proposer crashes");
            long down = 1L + tape.choose(TIMES, Decision.OPTION, "how long it is down");
            int effects = tape.choose(group.size(), Decision.OPTION, "effects before the crash");
            world.at(at, () -> world.crash(proposer, effects, Network.Fate.ARRIVES));
            world.at(at + down, () -> comeBack(proposer));
        }
        world.healAt(HORIZON, group.replicas());
    }

    private void ask(ClientId proposer) {
        if (world.isUp(proposer)) {
            waiting.add(proposer);
            lastValue++;
            world.call(proposer, new Propose(Bytes.utf8("v" + lastValue)));
        }
    }

    private void comeBack(ClientId proposer) {
        world.spare(proposer);
        if (!world.isUp(proposer)) {
            world.restart(proposer);
            ask(proposer);
        }
    }

    @Override
    public void told(ProcessId process, Notice notice, World any) {
        if (notice instanceof Learned) {
            waiting.remove(process);
        }
    }

    @Override
    public boolean isDone(World any) {
        return world.isHealed() && waiting.isEmpty();
    }

    @Override
    public Observer observer(World any) {
        return observer;
    }

    @Override
    public SortedMap<String, String> describe() {
        return new TreeMap<>(Map.of(
                "acceptors",
                Integer.toString(group.size()),
                "quorums",
                group.promises() + " for PREPARE, " + group.accepts() + " for ACCEPT",
                "proposers",
                proposers.size() + ", of which crash: " + crashing,
                "crashes",
                crashes.toString()));
    }

    @Override
    public String faultBudget() {
        return "%d crashes, at most %d of %d acceptors down at a time; %d of %d proposers crash"
                .formatted(crashes.crashes().size(), group.f(), group.size(), crashing.size(), proposers.size());
    }
}
