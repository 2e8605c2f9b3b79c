package next700.linearizability;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import next700.history.Completion;
import next700.history.Operation;
import next700.history.Value;

/**
 * Transactions over lists, all of them empty at first, as Elle records them (Kingsbury and Alvaro, VLDB 2020): the
 * value of a {@code txn} is a list of micro-operations {@code ["append", key, element]} and
 * {@code ["r", key, [elements..]]}. A transaction is one operation on the map of all lists, so a linearization of the
 * transactions is strict serializability.
 *
 * <p>What was read stands in the value of the completion; null there is the empty list. A failed transaction was
 * aborted and left nothing.
 */
public record ListAppend() implements Specification<Bindings<List<Value>>> {
    /** What a list takes that was made by appending, if it is not long. */
    private static final long NEW_VALUE_BYTES = 256;

    @Override
    public String name() {
        return "list-append";
    }

    @Override
    public Set<String> functions() {
        return Set.of("txn");
    }

    @Override
    public Bindings<List<Value>> initial() {
        return Bindings.empty();
    }

    @Override
    public long sizeBytes(Bindings<List<Value>> state) {
        return state.sizeBytes() + NEW_VALUE_BYTES;
    }

    @Override
    public Meaning<Bindings<List<Value>>> interpret(Operation operation) {
        if (!operation.function().equals("txn")) {
            throw new UnintelligibleOperationException(this, operation);
        }
        Value executed = operation.completion() instanceof Completion.Ok ok ? ok.value() : operation.argument();
        boolean known = operation.completion() instanceof Completion.Ok;
        Transaction transaction = transaction(operation, executed, known);
        if (transaction.steps.stream().noneMatch(Append.class::isInstance)) {
            return known ? Meaning.observed(state -> transaction.apply(state) != null) : Meaning.irrelevant();
        }
        return Meaning.change(operation, transaction);
    }

    private Transaction transaction(Operation operation, Value value, boolean known) {
        if (!(value instanceof Value.Sequence sequence)) {
            throw new UnintelligibleOperationException(this, operation, "the value is a list of micro-operations");
        }
        List<Micro> steps = new ArrayList<>();
        for (Value element : sequence.elements()) {
            Micro step = micro(operation, element);
            if (known || step instanceof Append) {
                steps.add(step);
            }
        }
        return new Transaction(steps);
    }

    private Micro micro(Operation operation, Value value) {
        if (value instanceof Value.Sequence micro
                && micro.elements().size() == 3
                && micro.elements().getFirst() instanceof Value.Text name) {
            Value key = micro.elements().get(1);
            Value last = micro.elements().get(2);
            if (name.value().equals("append")) {
                return new Append(key, last);
            }
            boolean reads = name.value().equals("r") || name.value().equals("read");
            if (reads && last instanceof Value.Sequence read) {
                return new Read(key, read.elements());
            }
            if (reads && last.equals(Value.NIL)) {
                return new Read(key, List.of());
            }
        }
        throw new UnintelligibleOperationException(
                this,
                operation,
                "a micro-operation is [\"append\", key, element] or [\"r\", key, [elements..]], not " + value);
    }

    private sealed interface Micro extends Transition<Bindings<List<Value>>> {}

    private record Append(Value key, Value element) implements Micro {
        @Override
        public Bindings<List<Value>> apply(Bindings<List<Value>> state) {
            List<Value> list = state.get(key, List.of());
            return state.with(
                    key, Stream.concat(list.stream(), Stream.of(element)).toList());
        }
    }

    private record Read(Value key, List<Value> elements) implements Micro {
        @Override
        public Bindings<List<Value>> apply(Bindings<List<Value>> state) {
            return state.get(key, List.of()).equals(elements) ? state : null;
        }
    }

    private record Transaction(List<Micro> steps) implements Transition<Bindings<List<Value>>> {
        @Override
        public Bindings<List<Value>> apply(Bindings<List<Value>> state) {
            Bindings<List<Value>> after = state;
            for (Micro step : steps) {
                after = step.apply(after);
                if (after == null) {
                    return null;
                }
            }
            return after;
        }
    }
}
