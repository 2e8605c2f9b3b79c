package next700.linearizability;

import java.util.Set;
import next700.history.Operation;
import next700.history.Value;

/**
 * A register with {@code cas}, whose value is {@code [old, new]}: it becomes new if it was old. An operation that
 * failed did not happen. A {@code cas} that was answered {@code false} saw another value than the old one.
 *
 * @param initial what a read answers before the first change; null, that is absent, in histories of etcd
 * @param failed what a {@code cas} says that failed
 */
public record CompareAndSetRegister(Value initial, FailedCas failed) implements Specification<Value> {
    /** A register that is absent at first. */
    public CompareAndSetRegister() {
        this(Value.NIL);
    }

    public CompareAndSetRegister(Value initial) {
        this(initial, FailedCas.DID_NOT_HAPPEN);
    }

    @Override
    public String name() {
        return "cas-register";
    }

    @Override
    public Set<String> functions() {
        return Set.of("read", "write", "cas");
    }

    @Override
    public long sizeBytes(Value state) {
        // It is shared with the history.
        return 0;
    }

    @Override
    public Meaning<Value> interpret(Operation operation) {
        return switch (operation.function()) {
            case "read" -> Meaning.observation(operation, Register.Read::new);
            case "write" -> Meaning.change(operation, new Register.Write(operation.argument()));
            case "cas" -> {
                Pair values = Pair.of(operation.argument())
                        .orElseThrow(() -> new UnintelligibleOperationException(
                                this, operation, "the value of a cas is [old, new]"));
                yield failed.meaning(
                        operation,
                        state -> state.equals(values.first()),
                        new CompareAndSet(values.first(), values.second()));
            }
            default -> throw new UnintelligibleOperationException(this, operation);
        };
    }

    private record CompareAndSet(Value expected, Value value) implements Transition<Value> {
        @Override
        public Value apply(Value state) {
            return state.equals(expected) ? value : null;
        }
    }
}
