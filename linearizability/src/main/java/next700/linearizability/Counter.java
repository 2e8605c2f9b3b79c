package next700.linearizability;

import java.util.Set;
import next700.history.Completion;
import next700.history.Operation;
import next700.history.Value;

/**
 * A counter: {@code add} adds its value, {@code read} answers the sum. Some systems answer an {@code add}
 * with the new sum, some recorders repeat what was added: an answer that is neither null nor what was added must be the
 * new sum. A failed operation did not happen.
 *
 * @param start the sum at first
 */
public record Counter(long start) implements Specification<Long> {
    /** A counter that is 0 at first. */
    public Counter() {
        this(0);
    }

    @Override
    public String name() {
        return "counter";
    }

    @Override
    public Set<String> functions() {
        return Set.of("add", "read");
    }

    @Override
    public Long initial() {
        return start;
    }

    @Override
    public long sizeBytes(Long state) {
        return 24;
    }

    @Override
    public Meaning<Long> interpret(Operation operation) {
        return switch (operation.function()) {
            case "read" -> Meaning.observation(operation, result -> new Read(whole(operation, result)));
            case "add" -> {
                long addend = whole(operation, operation.argument());
                yield operation.completion() instanceof Completion.Ok ok && tellsSum(operation, ok)
                        ? Meaning.happened(new AddAndGet(addend, whole(operation, ok.value())))
                        : Meaning.change(operation, new Add(addend));
            }
            default -> throw new UnintelligibleOperationException(this, operation);
        };
    }

    private static boolean tellsSum(Operation operation, Completion.Ok ok) {
        return !ok.value().equals(Value.NIL) && !ok.value().equals(operation.argument());
    }

    private long whole(Operation operation, Value value) {
        if (value instanceof Value.Whole number) {
            return number.value();
        }
        throw new UnintelligibleOperationException(this, operation, value + " is not a whole number");
    }

    /** Somebody saw the sum. */
    record Read(long sum) implements Transition<Long> {
        @Override
        public Long apply(Long state) {
            return state == sum ? state : null;
        }
    }

    /** Something is added. */
    sealed interface Adding extends Transition<Long> {
        long addend();
    }

    /** Something is added, and nobody knows to what. */
    record Add(long addend) implements Adding {
        @Override
        public Long apply(Long state) {
            return state + addend;
        }
    }

    /** Something is added, and makes that sum. */
    record AddAndGet(long addend, long sum) implements Adding {
        @Override
        public Long apply(Long state) {
            return state + addend == sum ? sum : null;
        }

        @Override
        public Transition<Long> unanswered() {
            return new Add(addend);
        }
    }
}
