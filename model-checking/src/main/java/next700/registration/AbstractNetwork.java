package next700.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.network.Environment;
import next700.network.Liar;
import next700.network.LiarMaker;
import next700.network.Load;
import next700.network.Networked;
import next700.network.Outage;
import next700.network.Scenario;
import next700.network.ServiceWorkload;
import next700.network.Workload;
import next700.process.Automaton;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Notice;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.Indication;
import next700.protocol.abstraction.Spoken;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.abstraction.Timing;
import next700.protocol.composition.Composition;
import next700.protocol.composition.CompositionClient;
import next700.protocol.composition.CompositionReplica;
import next700.runtime.Stage;
import next700.runtime.Vocabulary;
import next700.service.Services;
import next700.simulation.adversary.LyingReplica;
import next700.wire.FrameCodec;

/** A composition of Abstract instances on a network. Its replicas store how far they spoke, and get back what they lost from others. */
record AbstractNetwork(Composition composition, ByzantineGroup group) implements Networked {
    /** Long enough for requests to commit between two that contend, which is what Quorum lives on. */
    private static final long CONTENDED_THINK_MILLIS = 60;

    /** So many requests that a replica which comes back meets the next checkpoints soon. */
    private static final long BUSY_THINK_MILLIS = 5;

    /** Nothing fails while the load moves, so that no client should panic because a process was slow to start. */
    private static final long PATIENT_DELTA_MILLIS = 2_000;

    private static final int RECOVERY = 3;
    private static final int CROWD = 30;

    /** Chain waits for two seconds before it stops for lack of contention. */
    private static final long AFTER_CROWD_MILLIS = 3_000;

    /** So few that a replica in the middle of a chain, which sends a message for each batch, has its turn to lie. */
    private static final int TRUTHS = 15;

    private static final int LIES = 20;

    @Override
    public Vocabulary vocabulary() {
        return Vocabulary.of(composition.name(), FrameCodec.MESSAGES.toArray(Class<?>[]::new))
                .storing(Spoken.class)
                .taking(StepRecord.class);
    }

    @Override
    public Automaton replica(ReplicaId self, Environment here, Stored stored) {
        return new CompositionReplica(
                composition,
                self,
                group,
                here.authentication(),
                new Timing(here.deltaMillis()),
                Services.named(here.workload()),
                stored.get(Spoken.NAME, Spoken.class));
    }

    @Override
    public Automaton client(ClientId self, Environment here) {
        return new CompositionClient(
                composition, self, group, here.authentication(), new Timing(here.deltaMillis()), 0);
    }

    @Override
    public List<Workload> workloads(int keys) {
        return ServiceWorkload.all(keys, AbstractNetwork::replyIn);
    }

    private static Optional<Bytes> replyIn(Notice notice) {
        return notice instanceof Indication.Commit commit ? Optional.of(commit.reply()) : Optional.empty();
    }

    @Override
    public Optional<LiarMaker> liars() {
        return Optional.of((self, here, honest, plan) ->
                new LyingReplica(honest, self, group, here.authentication(), plan.truths(), plan.lies()));
    }

    @Override
    public List<Scenario> scenarios(Load usual) {
        boolean neverAborts = composition.equals(Composition.PBFT);
        Scenario load = Scenario.quiet(usual.thinking(neverAborts ? BUSY_THINK_MILLIS : CONTENDED_THINK_MILLIS));
        long durationMillis = usual.durationMillis();
        ReplicaId second = new ReplicaId(2);
        List<Scenario> scenarios = new ArrayList<>();
        scenarios.add(load);
        scenarios.add((neverAborts ? withTimeToRecover(load) : load)
                .with(
                        "crash",
                        List.of(new Outage(
                                List.of(second), neverAborts ? 1.0 / 9 : 1.0 / 3, neverAborts ? 1.0 / 6 : 1.0 / 2))));
        scenarios.add(load.with("liar", new Liar(new ReplicaId(3), TRUTHS, LIES)));
        if (!composition.equals(Composition.QUORUM)) {
            scenarios.add(load.with("lying-leader", new Liar(new ReplicaId(1), TRUTHS, LIES)));
        }
        if (composition.followsContention()) {
            scenarios.add(load.with(
                    "moving",
                    load.load()
                            .within(PATIENT_DELTA_MILLIS)
                            .in(List.of(
                                    new Stage(1, durationMillis / 2),
                                    new Stage(CROWD, durationMillis / 2),
                                    new Stage(1, durationMillis + AFTER_CROWD_MILLIS)))));
        }
        return scenarios;
    }

    /** A replica of PBFT that comes back waits for a checkpoint beyond the window that it may have voted in. */
    private static Scenario withTimeToRecover(Scenario load) {
        return load.with(
                load.name(),
                load.load()
                        .in(List.of(new Stage(
                                load.load().clients(), RECOVERY * load.load().durationMillis()))));
    }
}
