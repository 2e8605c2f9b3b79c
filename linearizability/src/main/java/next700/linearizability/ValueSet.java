package next700.linearizability;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import next700.history.Completion;
import next700.history.Operation;
import next700.history.Value;

/**
 * A set, empty at first: {@code add} and {@code remove} do so with their value, {@code contains} answers whether it is
 * there, {@code read} answers all that is there as a list in any order. An {@code add} or {@code remove} may answer true
 * if it changed the set and false if not; any other answer says nothing. A failed operation did not happen.
 *
 * <p>Where nobody reads the set as a whole, each value is decided on its own, and is then a matter of a few operations.
 */
public record ValueSet() implements Specification<Bindings<Boolean>> {
    @Override
    public String name() {
        return "set";
    }

    @Override
    public Set<String> functions() {
        return Set.of("add", "remove", "contains", "read");
    }

    @Override
    public Bindings<Boolean> initial() {
        return Bindings.empty();
    }

    @Override
    public long sizeBytes(Bindings<Boolean> state) {
        return state.sizeBytes();
    }

    @Override
    public Meaning<Bindings<Boolean>> interpret(Operation operation) {
        Value value = operation.argument();
        return switch (operation.function()) {
            case "add" ->
                (answers(operation, false)
                                ? observed(new Contains(value, true))
                                : Meaning.change(operation, new Add(value, answers(operation, true))))
                        .of(value);
            case "remove" ->
                (answers(operation, false)
                                ? observed(new Contains(value, false))
                                : Meaning.change(operation, new Remove(value, answers(operation, true))))
                        .of(value);
            case "contains" ->
                Meaning.<Bindings<Boolean>>observation(operation, result -> {
                            if (!(result instanceof Value.Bool found)) {
                                throw new UnintelligibleOperationException(
                                        this, operation, "contains answers true or false");
                            }
                            return new Contains(value, found.value());
                        })
                        .of(value);
            case "read" ->
                Meaning.observation(operation, result -> {
                    if (!(result instanceof Value.Sequence list)) {
                        throw new UnintelligibleOperationException(this, operation, "read answers a list");
                    }
                    Set<Value> seen = new HashSet<>(list.elements());
                    return new ReadAll(seen, seen.size() == list.elements().size());
                });
            default -> throw new UnintelligibleOperationException(this, operation);
        };
    }

    private static Meaning<Bindings<Boolean>> observed(Contains seen) {
        return new Meaning<>(Meaning.Fate.OBSERVED, Optional.empty(), seen);
    }

    private static boolean answers(Operation operation, boolean answer) {
        return operation.completion() instanceof Completion.Ok ok
                && ok.value().equals(Value.of(answer))
                // Some recorders repeat what was added or removed.
                && !operation.argument().equals(ok.value());
    }

    /** The set has the value; and had it not, if that is known. */
    record Add(Value value, boolean isNew) implements Transition<Bindings<Boolean>> {
        @Override
        public Bindings<Boolean> apply(Bindings<Boolean> state) {
            return isNew && state.contains(value) ? null : state.with(value, true);
        }
    }

    /** The set has the value no more; and had it, if that is known. */
    record Remove(Value value, boolean wasThere) implements Transition<Bindings<Boolean>> {
        @Override
        public Bindings<Boolean> apply(Bindings<Boolean> state) {
            return wasThere && !state.contains(value) ? null : state.without(value);
        }
    }

    /** Somebody saw whether the value is there. */
    record Contains(Value value, boolean found) implements Transition<Bindings<Boolean>> {
        @Override
        public Bindings<Boolean> apply(Bindings<Boolean> state) {
            return state.contains(value) == found ? state : null;
        }
    }

    /**
     * Somebody saw all that is there.
     *
     * @param isSet whether nothing was seen twice
     */
    record ReadAll(Set<Value> seen, boolean isSet) implements Transition<Bindings<Boolean>> {
        @Override
        public Bindings<Boolean> apply(Bindings<Boolean> state) {
            return isSet && state.size() == seen.size() && seen.stream().allMatch(state::contains) ? state : null;
        }
    }
}
