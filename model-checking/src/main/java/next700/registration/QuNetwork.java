package next700.registration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import next700.linearizability.Specification;
import next700.network.Environment;
import next700.network.Networked;
import next700.network.ServiceWorkload;
import next700.network.Workload;
import next700.process.Automaton;
import next700.process.Bytes;
import next700.process.Call;
import next700.process.ClientId;
import next700.process.Invocation;
import next700.process.Notice;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.protocol.qu.QuCall;
import next700.protocol.qu.QuClient;
import next700.protocol.qu.QuGroup;
import next700.protocol.qu.QuMessage;
import next700.protocol.qu.QuObject;
import next700.protocol.qu.QuServer;
import next700.protocol.qu.QuStep;
import next700.protocol.qu.QuTiming;
import next700.runtime.Vocabulary;
import next700.service.Operations;
import next700.service.Services;
import next700.simulation.qu.QuSubject;

/** Query/Update on a real network. */
record QuNetwork(QuGroup group) implements Networked {
    @Override
    public Vocabulary vocabulary() {
        return Vocabulary.of(QuSubject.NAME, QuMessage.class)
                .storing(QuObject.Kept.class)
                .taking(QuStep.class);
    }

    @Override
    public Automaton replica(ReplicaId self, Environment here, Stored stored) {
        return new QuServer(
                self,
                group,
                QuTiming.within(here.deltaMillis()),
                here.authentication(),
                Services.named(here.workload()),
                stored);
    }

    @Override
    public Automaton client(ClientId self, Environment here) {
        return new QuClient(self, group, QuTiming.within(here.deltaMillis()));
    }

    @Override
    public List<Workload> workloads(int keys) {
        return ServiceWorkload.all(
                        keys,
                        notice -> notice instanceof QuCall.Answered answered
                                ? Optional.of(answered.answer())
                                : Optional.empty())
                .stream()
                .<Workload>map(OfObjects::new)
                .toList();
    }

    /** A service as objects: of a key-value store each key is one, since operations on different keys need not know of each other. */
    private record OfObjects(Workload operations) implements Workload {
        private static final Set<String> QUERIES = Set.of("get", "read");
        private static final int OBJECTS = 1024;

        @Override
        public String name() {
            return operations.name();
        }

        @Override
        public Call next(ClientId client, RandomGenerator random) {
            Bytes operation = ((Invocation) operations.next(client, random)).operation();
            var read = Operations.parse(operation.toUtf8());
            int object = name().equals("kv")
                    ? Math.floorMod(read.get("value").get(0).textValue().hashCode(), OBJECTS)
                    : 0;
            return new QuCall(object, QUERIES.contains(read.get("f").textValue()), operation);
        }

        @Override
        public Specification<?> specification() {
            return operations.specification();
        }

        @Override
        public Question question(Call call) {
            return operations.question(new Invocation(((QuCall) call).operation()));
        }

        @Override
        public Optional<Answer> answer(Call call, Notice notice) {
            return operations.answer(new Invocation(((QuCall) call).operation()), notice);
        }
    }
}
