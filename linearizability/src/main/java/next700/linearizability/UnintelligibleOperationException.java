package next700.linearizability;

import next700.history.Operation;

/** An operation that means nothing to a specification: it has no such function, or not with such values. */
public final class UnintelligibleOperationException extends RuntimeException {
    public UnintelligibleOperationException(Specification<?> specification, Operation operation) {
        this(
                specification,
                operation,
                "it knows "
                        + String.join(
                                ", ",
                                specification.functions().stream().sorted().toList()));
    }

    /** As in "kv cannot read c1 put(3): " and the reason. */
    public UnintelligibleOperationException(Specification<?> specification, Operation operation, String reason) {
        super(specification.name() + " cannot read '" + operation.describe() + "': " + reason);
    }
}
