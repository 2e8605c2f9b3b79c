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
import next700.protocol.vr.Configuration;
import next700.protocol.vr.OnDisk;
import next700.protocol.vr.VrClient;
import next700.protocol.vr.VrMessage;
import next700.protocol.vr.VrNotice;
import next700.protocol.vr.VrReplica;
import next700.protocol.vr.VrStep;
import next700.protocol.vr.VrTiming;
import next700.runtime.Vocabulary;
import next700.service.Services;
import next700.simulation.vr.VrSubject;

/** VR on a real network. */
record VrNetwork(Configuration group) implements Networked {
    @Override
    public Vocabulary vocabulary() {
        return Vocabulary.of(VrSubject.NAME, VrMessage.class)
                .storing(OnDisk.class)
                .taking(VrStep.class);
    }

    @Override
    public Automaton replica(ReplicaId self, Environment here, Stored stored) {
        return new VrReplica(self, group, VrTiming.within(here.deltaMillis()), Services.named(here.workload()), stored);
    }

    @Override
    public Automaton client(ClientId self, Environment here) {
        return new VrClient(self, group, VrTiming.within(here.deltaMillis()));
    }

    @Override
    public List<Workload> workloads(int keys) {
        return ServiceWorkload.all(
                keys, notice -> notice instanceof VrNotice answer ? Optional.of(answer.result()) : Optional.empty());
    }

    /**
     * A backup is killed, or the primary, or one after the other. All at once are not: the log is on no disk, so that what is
     * left could not start again (4.3).
     */
    @Override
    public List<Scenario> scenarios(Load usual) {
        Scenario quiet = Scenario.quiet(usual);
        ReplicaId primary = group.replicas().get(0);
        ReplicaId backup = group.replicas().get(1);
        return List.of(
                quiet,
                quiet.with("backup-killed", List.of(Outage.of(backup))),
                quiet.with("primary-killed", List.of(Outage.of(primary))),
                quiet.with(
                        "both-killed",
                        List.of(new Outage(List.of(primary), 0.2, 0.4), new Outage(List.of(backup), 0.6, 0.8))));
    }
}
