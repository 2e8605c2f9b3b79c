package next700.linearizability;

import java.util.Set;
import next700.history.Operation;
import next700.history.Value;

/**
 * A register: {@code write} sets it to the value, {@code read} answers the value last written. A failed write did not
 * happen.
 *
 * @param initial what a read answers before the first write
 */
public record Register(Value initial) implements Specification<Value> {
    /** A register that is null at first. */
    public Register() {
        this(Value.NIL);
    }

    @Override
    public String name() {
        return "register";
    }

    @Override
    public Set<String> functions() {
        return Set.of("read", "write");
    }

    @Override
    public long sizeBytes(Value state) {
        // It is shared with the history.
        return 0;
    }

    @Override
    public Meaning<Value> interpret(Operation operation) {
        return switch (operation.function()) {
            case "read" -> Meaning.observation(operation, Read::new);
            case "write" -> Meaning.change(operation, new Write(operation.argument()));
            default -> throw new UnintelligibleOperationException(this, operation);
        };
    }

    /** Somebody saw the value. */
    record Read(Value value) implements Transition<Value> {
        @Override
        public Value apply(Value state) {
            return state.equals(value) ? state : null;
        }
    }

    /** The register takes a value, whatever it had. */
    record Write(Value value) implements Transition<Value> {
        @Override
        public Value apply(Value state) {
            return value;
        }

        @Override
        public boolean overwrites() {
            return true;
        }
    }
}
