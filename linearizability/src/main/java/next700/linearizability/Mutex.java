package next700.linearizability;

import java.util.Set;
import next700.history.Operation;
import next700.history.Value;

/**
 * A lock, free at first: {@code acquire} takes it when it is free, {@code release} frees it when it is taken. From an
 * operation that failed (a lock that was not got in time, say) nothing is learnt: it did not happen.
 *
 * @param owned whether only the process that took it can free it
 */
public record Mutex(boolean owned) implements Specification<Value> {
    private static final Value FREE = Value.NIL;
    private static final Value TAKEN = Value.of(true);

    /** A lock that anyone can free. */
    public Mutex() {
        this(false);
    }

    @Override
    public String name() {
        return owned ? "owned-mutex" : "mutex";
    }

    @Override
    public Set<String> functions() {
        return Set.of("acquire", "release");
    }

    @Override
    public Value initial() {
        return FREE;
    }

    @Override
    public long sizeBytes(Value state) {
        return 32;
    }

    @Override
    public Meaning<Value> interpret(Operation operation) {
        Value holder = owned ? Value.of(operation.process()) : TAKEN;
        return switch (operation.function()) {
            case "acquire" -> Meaning.change(operation, new Turn(FREE, holder));
            case "release" -> Meaning.change(operation, new Turn(holder, FREE));
            default -> throw new UnintelligibleOperationException(this, operation);
        };
    }

    private record Turn(Value before, Value after) implements Transition<Value> {
        @Override
        public Value apply(Value state) {
            return state.equals(before) ? after : null;
        }
    }
}
