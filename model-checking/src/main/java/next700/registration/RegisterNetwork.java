package next700.registration;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import next700.history.Value;
import next700.linearizability.Register;
import next700.linearizability.Specification;
import next700.network.Environment;
import next700.network.Networked;
import next700.network.Workload;
import next700.process.Automaton;
import next700.process.Call;
import next700.process.ClientId;
import next700.process.Notice;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.protocol.register.Held;
import next700.protocol.register.RegisterCall.Exhausted;
import next700.protocol.register.RegisterCall.Read;
import next700.protocol.register.RegisterCall.Returned;
import next700.protocol.register.RegisterCall.Write;
import next700.protocol.register.RegisterClient;
import next700.protocol.register.RegisterGroup;
import next700.protocol.register.RegisterMessage;
import next700.protocol.register.RegisterReplica;
import next700.protocol.register.RegisterStep;
import next700.runtime.Vocabulary;

/** A shared register on a real network: clients read, and write values that nobody wrote before. */
record RegisterNetwork(RegisterGroup group) implements Networked {
    @Override
    public Vocabulary vocabulary() {
        return Vocabulary.of(group.variant().title(), RegisterMessage.class)
                .storing(Held.class)
                .taking(RegisterStep.class);
    }

    @Override
    public Automaton replica(ReplicaId self, Environment here, Stored stored) {
        return new RegisterReplica(self, group.variant(), here.authentication(), stored);
    }

    @Override
    public Automaton client(ClientId self, Environment here) {
        return new RegisterClient(self, group, here.authentication());
    }

    @Override
    public List<Workload> workloads(int keys) {
        return List.of(new ReadsAndWrites());
    }

    private static final class ReadsAndWrites implements Workload {
        private static final long VALUES_OF_A_CLIENT = 1_000_000_000;

        private long written;

        @Override
        public String name() {
            return "register";
        }

        @Override
        public Call next(ClientId client, RandomGenerator random) {
            return random.nextBoolean() ? new Read() : new Write(client.number() * VALUES_OF_A_CLIENT + ++written);
        }

        @Override
        public Specification<?> specification() {
            return new Register();
        }

        @Override
        public Question question(Call call) {
            return call instanceof Write write
                    ? new Question("write", Value.of(write.value()))
                    : new Question("read", Value.NIL);
        }

        @Override
        public Optional<Answer> answer(Call call, Notice notice) {
            return switch (notice) {
                case Returned returned -> Optional.of(new Answer.Done(value(returned.held())));
                case Exhausted exhausted -> Optional.of(new Answer.Refused(Value.NIL));
                default -> Optional.empty();
            };
        }

        private static Value value(Held held) {
            return held.equals(Held.NOTHING) ? Value.NIL : Value.of(held.value());
        }
    }
}
