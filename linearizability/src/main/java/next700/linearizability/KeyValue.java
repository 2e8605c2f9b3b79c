package next700.linearizability;

import java.util.Set;
import next700.history.Operation;
import next700.history.Value;

/**
 * A key-value store. Values are {@code [key, value]}: {@code put} binds the value, {@code append} adds a text to the
 * text that is there, {@code get} answers {@code [key, what is there]}, and {@code cas} with
 * {@code [key, [old, new]]} puts the new if the old is there. An operation that failed did not happen. A {@code cas} that
 * was answered {@code false} saw something else than the old.
 *
 * @param absent how a recording writes that nothing is bound to a key
 * @param failed what a {@code cas} says that failed
 */
public record KeyValue(Absent absent, FailedCas failed) implements Specification<Bindings<Value>> {
    /** How a recording writes that nothing is bound to a key, in the answer of a get and as the old value of a cas. */
    public enum Absent {
        NULL("kv-null"),
        EMPTY_TEXT("kv-empty"),
        /** Both are taken for absent; the empty text that was put is still only the empty text. */
        EITHER("kv");

        private final String specification;

        Absent(String specification) {
            this.specification = specification;
        }

        private boolean isWritten(Value value) {
            return switch (this) {
                case NULL -> value.equals(Value.NIL);
                case EMPTY_TEXT -> value.equals(EMPTY);
                case EITHER -> value.equals(Value.NIL) || value.equals(EMPTY);
            };
        }
    }

    /** What a text takes that was made by appending, if it is not long. */
    private static final long NEW_VALUE_BYTES = 128;

    private static final Value.Text EMPTY = new Value.Text("");

    /** A store whose recordings write absent as null or as the empty text. */
    public KeyValue() {
        this(Absent.EITHER);
    }

    public KeyValue(Absent absent) {
        this(absent, FailedCas.DID_NOT_HAPPEN);
    }

    /** The same where a {@code cas} fails only if the old value is not there. */
    public KeyValue tellingMismatches() {
        return new KeyValue(absent, FailedCas.SAW_ANOTHER);
    }

    @Override
    public String name() {
        return absent.specification;
    }

    @Override
    public Set<String> functions() {
        return Set.of("get", "put", "append", "cas");
    }

    @Override
    public Bindings<Value> initial() {
        return Bindings.empty();
    }

    @Override
    public long sizeBytes(Bindings<Value> state) {
        return state.sizeBytes() + NEW_VALUE_BYTES;
    }

    @Override
    public Meaning<Bindings<Value>> interpret(Operation operation) {
        Pair argument = pair(operation, operation.argument(), "[key, value]");
        Value key = argument.first();
        Value value = argument.second();
        return switch (operation.function()) {
            case "get" ->
                Meaning.<Bindings<Value>>observation(operation, result -> {
                            Pair answer = pair(operation, result, "[key, value]");
                            if (!answer.first().equals(key)) {
                                throw new UnintelligibleOperationException(
                                        this, operation, "the answer is of another key");
                            }
                            return new Get(this, key, answer.second());
                        })
                        .of(key);
            case "put" -> Meaning.change(operation, new Put(this, key, value)).of(key);
            case "append" -> {
                if (!(value instanceof Value.Text text)) {
                    throw new UnintelligibleOperationException(this, operation, "only texts can be appended");
                }
                yield Meaning.change(operation, new Append(key, text.value())).of(key);
            }
            case "cas" ->
                compareAndSet(operation, key, pair(operation, value, "[key, [old, new]]"))
                        .of(key);
            default -> throw new UnintelligibleOperationException(this, operation);
        };
    }

    private Meaning<Bindings<Value>> compareAndSet(Operation operation, Value key, Pair values) {
        return failed.meaning(
                operation,
                state -> holds(state, key, values.first()),
                new CompareAndSet(this, key, values.first(), values.second()));
    }

    private boolean holds(Bindings<Value> state, Value key, Value recorded) {
        Value bound = state.get(key, Value.NIL);
        return bound.equals(Value.NIL) ? absent.isWritten(recorded) : bound.equals(recorded);
    }

    private Pair pair(Operation operation, Value value, String shape) {
        return Pair.of(value)
                .orElseThrow(() -> new UnintelligibleOperationException(this, operation, "the value is not " + shape));
    }

    /** Somebody saw the value at the key. */
    record Get(KeyValue store, Value key, Value value) implements Transition<Bindings<Value>> {
        @Override
        public Bindings<Value> apply(Bindings<Value> state) {
            return store.holds(state, key, value) ? state : null;
        }

        /** The value, with null for absent; a Java null if a key never has what the recording has here. */
        Value canonicalValue() {
            if (store.absent.isWritten(value)) {
                return Value.NIL;
            }
            return value.equals(Value.NIL) ? null : value;
        }
    }

    /** The key is bound to the value. */
    record Put(KeyValue store, Value key, Value value) implements Transition<Bindings<Value>> {
        @Override
        public Bindings<Value> apply(Bindings<Value> state) {
            return state.with(key, value);
        }

        @Override
        public boolean overwrites() {
            return true;
        }

        /** The value, with null for what a get could take for absent. */
        Value canonicalValue() {
            return store.absent.isWritten(value) ? Value.NIL : value;
        }
    }

    /** The text is added to what is there. */
    record Append(Value key, String text) implements Transition<Bindings<Value>> {
        @Override
        public Bindings<Value> apply(Bindings<Value> state) {
            Value bound = state.get(key, EMPTY);
            if (bound instanceof Value.Text prefix) {
                return state.with(key, new Value.Text(prefix.value() + text));
            }
            return bound.equals(Value.NIL) ? state.with(key, new Value.Text(text)) : null;
        }
    }

    private record CompareAndSet(KeyValue store, Value key, Value expected, Value value)
            implements Transition<Bindings<Value>> {
        @Override
        public Bindings<Value> apply(Bindings<Value> state) {
            return store.holds(state, key, expected) ? state.with(key, value) : null;
        }
    }
}
