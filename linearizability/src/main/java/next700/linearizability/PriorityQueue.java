package next700.linearizability;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import next700.history.Completion;
import next700.history.Operation;
import next700.history.Value;

/**
 * A queue of numbers, empty at first: {@code enqueue} adds one, {@code dequeue} takes the least and answers it, or answers
 * null when there is none. A failed operation did not happen.
 */
public record PriorityQueue() implements Specification<List<BigDecimal>> {
    @Override
    public String name() {
        return "priority-queue";
    }

    @Override
    public Set<String> functions() {
        return Set.of("enqueue", "dequeue");
    }

    @Override
    public List<BigDecimal> initial() {
        return List.of();
    }

    @Override
    public long sizeBytes(List<BigDecimal> state) {
        return 32 + 4L * state.size();
    }

    @Override
    public Meaning<List<BigDecimal>> interpret(Operation operation) {
        return switch (operation.function()) {
            case "enqueue" -> Meaning.change(operation, new Enqueue(number(operation, operation.argument())));
            case "dequeue" ->
                switch (operation.completion()) {
                    case Completion.Ok ok ->
                        ok.value().equals(Value.NIL)
                                ? Meaning.observed(List::isEmpty)
                                : Meaning.happened(new Dequeue(number(operation, ok.value())));
                    case Completion.Failed failed -> Meaning.irrelevant();
                    case Completion.Unknown unknown -> Meaning.possible(new Lose());
                };
            default -> throw new UnintelligibleOperationException(this, operation);
        };
    }

    private BigDecimal number(Operation operation, Value value) {
        return switch (value) {
            case Value.Whole whole -> BigDecimal.valueOf(whole.value());
            case Value.Decimal decimal -> decimal.value();
            default -> throw new UnintelligibleOperationException(this, operation, "priorities are numbers");
        };
    }

    private record Enqueue(BigDecimal number) implements Transition<List<BigDecimal>> {
        @Override
        public List<BigDecimal> apply(List<BigDecimal> state) {
            int found = Collections.binarySearch(state, number);
            List<BigDecimal> more = new ArrayList<>(state);
            more.add(found < 0 ? -found - 1 : found, number);
            return Collections.unmodifiableList(more);
        }
    }

    private record Dequeue(BigDecimal number) implements Transition<List<BigDecimal>> {
        @Override
        public List<BigDecimal> apply(List<BigDecimal> state) {
            return !state.isEmpty() && state.getFirst().compareTo(number) == 0 ? rest(state) : null;
        }

        @Override
        public Transition<List<BigDecimal>> unanswered() {
            return new Lose();
        }
    }

    /** Nobody knows what was taken, if anything was. */
    private record Lose() implements Transition<List<BigDecimal>> {
        @Override
        public List<BigDecimal> apply(List<BigDecimal> state) {
            return state.isEmpty() ? state : rest(state);
        }
    }

    private static List<BigDecimal> rest(List<BigDecimal> state) {
        return Collections.unmodifiableList(new ArrayList<>(state.subList(1, state.size())));
    }
}
