package next700.linearizability;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import next700.history.Completion;
import next700.history.Operation;
import next700.history.Value;

/**
 * A first-in-first-out queue, empty at first: {@code enqueue} adds its value at the end, {@code dequeue} takes the
 * first and answers it, or answers null when there is none. A failed operation did not happen.
 */
public record FifoQueue() implements Specification<List<Value>> {
    @Override
    public String name() {
        return "queue";
    }

    @Override
    public Set<String> functions() {
        return Set.of("enqueue", "dequeue");
    }

    @Override
    public List<Value> initial() {
        return List.of();
    }

    @Override
    public Meaning<List<Value>> interpret(Operation operation) {
        return switch (operation.function()) {
            case "enqueue" -> Meaning.change(operation, new Enqueue(operation.argument()));
            case "dequeue" ->
                switch (operation.completion()) {
                    case Completion.Ok ok ->
                        ok.value().equals(Value.NIL)
                                ? Meaning.observed(List::isEmpty)
                                : Meaning.happened(new Dequeue(ok.value()));
                    case Completion.Failed failed -> Meaning.irrelevant();
                    case Completion.Unknown unknown -> Meaning.possible(new DequeueUnseen());
                };
            default -> throw new UnintelligibleOperationException(this, operation);
        };
    }

    private record Enqueue(Value value) implements Transition<List<Value>> {
        @Override
        public List<Value> apply(List<Value> state) {
            return Stream.concat(state.stream(), Stream.of(value)).toList();
        }
    }

    private record Dequeue(Value value) implements Transition<List<Value>> {
        @Override
        public List<Value> apply(List<Value> state) {
            return !state.isEmpty() && state.getFirst().equals(value) ? rest(state) : null;
        }
    }

    private record DequeueUnseen() implements Transition<List<Value>> {
        @Override
        public List<Value> apply(List<Value> state) {
            return state.isEmpty() ? state : rest(state);
        }
    }

    private static List<Value> rest(List<Value> state) {
        return List.copyOf(state.subList(1, state.size()));
    }
}
