package register;

import java.util.List;
import next700.network.Environment;
import next700.network.Networked;
import next700.network.Workload;
import next700.process.Automaton;
import next700.process.ClientId;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.runtime.Vocabulary;

/** The register on a real network. */
record RegisterNetwork(Majority group) implements Networked {
    @Override
    public Vocabulary vocabulary() {
        return Vocabulary.of(RegisterSubject.NAME, RegisterMessage.class)
                .storing(Held.class)
                .taking(RegisterStep.class);
    }

    @Override
    public Automaton replica(ReplicaId self, Environment here, Stored stored) {
        return new RegisterReplica(self, stored);
    }

    @Override
    public Automaton client(ClientId self, Environment here) {
        return new RegisterClient(self, group);
    }

    @Override
    public List<Workload> workloads(int keys) {
        return List.of(new RegisterWorkload());
    }
}
