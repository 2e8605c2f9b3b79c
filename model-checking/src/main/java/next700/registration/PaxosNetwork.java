package next700.registration;

import java.util.List;
import java.util.Optional;
import next700.network.Environment;
import next700.network.Load;
import next700.network.Networked;
import next700.network.Outage;
import next700.network.Scenario;
import next700.network.ServiceWorkload;
import next700.network.Workload;
import next700.process.Automaton;
import next700.process.ClientId;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.protocol.acceptors.Acceptors;
import next700.protocol.paxos.Installed;
import next700.protocol.paxos.PaxosClient;
import next700.protocol.paxos.PaxosClient.Answered;
import next700.protocol.paxos.PaxosMessage;
import next700.protocol.paxos.PaxosReplica;
import next700.protocol.paxos.PaxosSettings;
import next700.protocol.paxos.PaxosStep;
import next700.protocol.paxos.Slot;
import next700.protocol.paxos.Snapshot;
import next700.runtime.Vocabulary;
import next700.service.Services;
import next700.simulation.paxos.PaxosSubject;

/** Paxos for System Builders on a real network. */
record PaxosNetwork(Acceptors group) implements Networked {
    @Override
    public Vocabulary vocabulary() {
        return Vocabulary.of(PaxosSubject.NAME, PaxosMessage.class)
                .storing(Installed.class, Slot.class, Snapshot.class)
                .taking(PaxosStep.class);
    }

    @Override
    public Automaton replica(ReplicaId self, Environment here, Stored stored) {
        return new PaxosReplica(
                self, group, PaxosSettings.within(here.deltaMillis()), Services.named(here.workload()), stored);
    }

    @Override
    public Automaton client(ClientId self, Environment here) {
        return new PaxosClient(self, group, PaxosSettings.within(here.deltaMillis()));
    }

    @Override
    public List<Workload> workloads(int keys) {
        return ServiceWorkload.all(
                keys, notice -> notice instanceof Answered answered ? Optional.of(answered.reply()) : Optional.empty());
    }

    /** The leader of the first view is killed, or another server, or all at once. */
    @Override
    public List<Scenario> scenarios(Load usual) {
        Scenario quiet = Scenario.quiet(usual);
        ReplicaId leader = group.replicas().get(1);
        ReplicaId other = group.replicas().get(2);
        return List.of(
                quiet,
                quiet.with("leader-killed", List.of(Outage.of(leader))),
                quiet.with("server-killed", List.of(Outage.of(other))),
                quiet.with("power-cut", List.of(Outage.of(group.replicas()))));
    }
}
