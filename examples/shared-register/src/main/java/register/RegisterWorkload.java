package register;

import java.util.Optional;
import java.util.random.RandomGenerator;
import next700.history.Value;
import next700.linearizability.Register;
import next700.linearizability.Specification;
import next700.network.Workload;
import next700.process.Call;
import next700.process.ClientId;
import next700.process.Notice;
import register.RegisterCall.Read;
import register.RegisterCall.Returned;
import register.RegisterCall.Write;

/** What clients ask of the register: reads, and writes of what was never written before. */
final class RegisterWorkload implements Workload {
    private long lastValue;

    @Override
    public Call next(ClientId client, RandomGenerator random) {
        return random.nextBoolean() ? new Read() : new Write(++lastValue);
    }

    @Override
    public Question question(Call call) {
        return switch ((RegisterCall) call) {
            case Read read -> new Question("read", Value.NIL);
            case Write write -> new Question("write", Value.of(write.value()));
        };
    }

    @Override
    public Optional<Answer> answer(Call call, Notice notice) {
        long value = ((Returned) notice).value();
        return Optional.of(new Answer.Done(value == 0 ? Value.NIL : Value.of(value)));
    }

    @Override
    public Specification<?> specification() {
        return new Register();
    }
}
