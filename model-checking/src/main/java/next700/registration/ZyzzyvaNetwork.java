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
import next700.protocol.zyzzyva.Answered;
import next700.protocol.zyzzyva.Memory;
import next700.protocol.zyzzyva.ZyzzyvaClient;
import next700.protocol.zyzzyva.ZyzzyvaGroup;
import next700.protocol.zyzzyva.ZyzzyvaMessage;
import next700.protocol.zyzzyva.ZyzzyvaReplica;
import next700.protocol.zyzzyva.ZyzzyvaSettings;
import next700.protocol.zyzzyva.ZyzzyvaStep;
import next700.runtime.Vocabulary;
import next700.service.Services;
import next700.simulation.zyzzyva.ZyzzyvaSubject;

/** Zyzzyva on a real network. */
record ZyzzyvaNetwork(ZyzzyvaGroup group) implements Networked {
    @Override
    public Vocabulary vocabulary() {
        return Vocabulary.of(ZyzzyvaSubject.NAME, ZyzzyvaMessage.class)
                .storing(Memory.Standing.class, Memory.Start.class, Memory.Base.class, Memory.Ordered.class)
                .taking(ZyzzyvaStep.class);
    }

    @Override
    public Automaton replica(ReplicaId self, Environment here, Stored stored) {
        return new ZyzzyvaReplica(
                self,
                group,
                ZyzzyvaSettings.within(here.deltaMillis()),
                here.authentication(),
                Services.named(here.workload()),
                stored);
    }

    @Override
    public Automaton client(ClientId self, Environment here) {
        return new ZyzzyvaClient(self, group, ZyzzyvaSettings.within(here.deltaMillis()), here.authentication(), 0);
    }

    @Override
    public List<Workload> workloads(int keys) {
        return ServiceWorkload.all(
                keys, notice -> notice instanceof Answered answered ? Optional.of(answered.reply()) : Optional.empty());
    }

    /** A backup is killed, or the primary, or all at once. */
    @Override
    public List<Scenario> scenarios(Load usual) {
        Scenario quiet = Scenario.quiet(usual);
        return List.of(
                quiet,
                quiet.with("backup-killed", List.of(Outage.of(group.replicas().get(1)))),
                quiet.with("primary-killed", List.of(Outage.of(group.replicas().get(0)))),
                quiet.with("power-cut", List.of(Outage.of(group.replicas()))));
    }
}
