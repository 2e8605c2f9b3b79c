package next700.linearizability;

import java.util.Set;
import next700.history.Completion;
import next700.history.Operation;
import next700.history.Value;

/**
 * An object in whose recordings a read that was answered with null, or {@code [key, null]}, says nothing: the recorder
 * writes so what it does not know. Elsewhere null is what a read of the initial state answers.
 *
 * @param object what was recorded
 */
public record SilentReads<S>(Specification<S> object) implements Specification<S> {
    private static final Set<String> READS = Set.of("read", "get");

    @Override
    public String name() {
        return object.name();
    }

    @Override
    public Set<String> functions() {
        return object.functions();
    }

    @Override
    public S initial() {
        return object.initial();
    }

    @Override
    public long sizeBytes(S state) {
        return object.sizeBytes(state);
    }

    @Override
    public Meaning<S> interpret(Operation operation) {
        if (!isSilent(operation)) {
            return object.interpret(operation);
        }
        return object.interpret(operation.unanswered());
    }

    /** Whether a read was answered with null. */
    public static boolean isSilent(Operation operation) {
        return READS.contains(operation.function())
                && operation.completion() instanceof Completion.Ok ok
                && (ok.value().equals(Value.NIL)
                        || Pair.of(ok.value())
                                .filter(pair -> pair.second().equals(Value.NIL))
                                .isPresent());
    }
}
