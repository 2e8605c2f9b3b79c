package next700.linearizability;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.history.Completion;
import next700.history.History;
import next700.history.Operation;
import next700.history.Value;

/**
 * Many objects of one kind, each at a key, as Jepsen's {@code independent} records them: every value is
 * {@code [key, value]} and means what {@code value} means to the object at that key. A call that takes nothing is made
 * with {@code [key, null]}, or with null if its answer tells the key. Linearizability is local (Herlihy and Wing,
 * TOPLAS 1990), so that each key is checked on its own.
 *
 * @param object each of them
 */
public record Keyed<S>(Specification<S> object) implements Specification<Bindings<S>> {
    /** Calls that take nothing but a key. */
    private static final Set<String> TAKING_NOTHING = Set.of("read", "dequeue", "pop", "acquire", "release");

    /** Calls of these that answer nothing. */
    private static final Set<String> NOT_ASKING = Set.of("acquire", "release");

    private static final Set<String> OF_A_REGISTER = Set.of("read", "write");

    /** How many operations are looked at to find a call that names a key. */
    private static final int LOOKED_AT = 10_000;

    /** So many operations at a key, on the average, make its set of keys a small one. */
    private static final int OPERATIONS_PER_KEY = 2;

    /** Whether a history is of one object or of one at each key. */
    public enum Keys {
        /** Of one: it has no keys. */
        NONE,
        /** Of one at each key: a call that takes nothing names one. */
        NAMED,
        /** Of a register of pairs, or of a register at each key: no call says which, and there are few keys. */
        POSSIBLE
    }

    /** Whether the values of a history have keys. */
    public static Keys keysOf(History history) {
        List<Operation> operations = history.operations();
        if (operations.stream().limit(LOOKED_AT).anyMatch(operation -> namesKey(operation) || swapsAtKey(operation))) {
            return Keys.NAMED;
        }
        Set<Value> keys = new HashSet<>();
        for (Operation operation : operations) {
            Optional<Value> key = keyOf(operation);
            boolean isKeyed = key.isPresent() || saysNothing(operation);
            if (!isKeyed || !OF_A_REGISTER.contains(operation.function())) {
                return Keys.NONE;
            }
            key.ifPresent(keys::add);
        }
        return !keys.isEmpty() && keys.size() * OPERATIONS_PER_KEY <= operations.size() ? Keys.POSSIBLE : Keys.NONE;
    }

    /** Whether the call takes nothing but the key that it names. */
    private static boolean namesKey(Operation operation) {
        return TAKING_NOTHING.contains(operation.function())
                && Pair.of(operation.argument())
                        .filter(pair ->
                                pair.second().equals(Value.NIL) && !pair.first().equals(Value.NIL))
                        .isPresent();
    }

    /**
     * Whether it is a {@code cas} of {@code [key, [old, new]]}. One from a key to a pair would be of a register that has
     * now scalars and now pairs, which is no register that anybody has.
     */
    private static boolean swapsAtKey(Operation operation) {
        return operation.function().equals("cas")
                && Pair.of(operation.argument())
                        .filter(pair -> Pair.of(pair.second()).isPresent()
                                && !(pair.first() instanceof Value.Sequence)
                                && !pair.first().equals(Value.NIL))
                        .isPresent();
    }

    /** Whether it was called without a key, and its answer, which may tell the key, is not known. */
    private static boolean saysNothing(Operation operation) {
        return operation.argument().equals(Value.NIL) && !(operation.completion() instanceof Completion.Ok);
    }

    /** The operations as the objects at their keys see them; those that cannot be read are left out. */
    static List<Operation> withoutKeys(List<Operation> operations) {
        return operations.stream()
                .filter(operation -> keyOf(operation).isPresent())
                .map(operation -> atKey(operation, keyOf(operation).get()))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public String name() {
        return object.name() + " per key";
    }

    @Override
    public Set<String> functions() {
        return object.functions();
    }

    @Override
    public Bindings<S> initial() {
        return Bindings.empty();
    }

    @Override
    public long sizeBytes(Bindings<S> state) {
        return state.sizeBytes() + object.sizeBytes(object.initial());
    }

    @Override
    public Meaning<Bindings<S>> interpret(Operation operation) {
        Meaning<S> meaning = apart().interpret(operation);
        if (meaning.key().isEmpty()) {
            return Meaning.irrelevant();
        }
        Value key = meaning.key().get();
        return new Meaning<>(meaning.fate(), meaning.key(), new At<>(key, meaning.transition(), object.initial()));
    }

    /**
     * The same for whoever keeps keys apart: its states are those of the object at one key. Operations of which nothing is
     * to be learnt and that name no key have none.
     */
    Specification<S> apart() {
        return new Apart<>(this);
    }

    private static Optional<Value> keyOf(Operation operation) {
        Optional<Value> called = Pair.of(operation.argument()).map(Pair::first);
        boolean told = called.isEmpty()
                && operation.argument().equals(Value.NIL)
                && operation.completion() instanceof Completion.Ok;
        return told ? Pair.of(((Completion.Ok) operation.completion()).value()).map(Pair::first) : called;
    }

    /** A state without its key: what is bound to it, or the initial state. */
    private record At<S>(Value key, Transition<S> transition, S initial) implements Transition<Bindings<S>> {
        @Override
        public Bindings<S> apply(Bindings<S> state) {
            S after = transition.apply(state.get(key, initial));
            return after == null ? null : after.equals(initial) ? state.without(key) : state.with(key, after);
        }

        @Override
        public Transition<Bindings<S>> unanswered() {
            return new At<>(key, transition.unanswered(), initial);
        }

        @Override
        public boolean overwrites() {
            return transition.overwrites();
        }
    }

    /** The objects taken each on its own. */
    record Apart<S>(Keyed<S> keyed) implements Specification<S> {
        @Override
        public String name() {
            return keyed.name();
        }

        @Override
        public Set<String> functions() {
            return keyed.functions();
        }

        @Override
        public S initial() {
            return keyed.object.initial();
        }

        @Override
        public long sizeBytes(S state) {
            return keyed.object.sizeBytes(state);
        }

        @Override
        public Meaning<S> interpret(Operation operation) {
            if (saysNothing(operation)) {
                return Meaning.irrelevant();
            }
            Value key = keyOf(operation)
                    .orElseThrow(() ->
                            new UnintelligibleOperationException(this, operation, "the value is not [key, value]"));
            Operation seen = atKey(operation, key)
                    .orElseThrow(() ->
                            new UnintelligibleOperationException(this, operation, "the answer is of another key"));
            return keyed.object.interpret(seen).of(key);
        }
    }

    /** The operation as the object at the key sees it; empty if it was answered with something else than of that key. */
    private static Optional<Operation> atKey(Operation operation, Value key) {
        Value argument = Pair.of(operation.argument()).map(Pair::second).orElse(Value.NIL);
        Optional<Completion> completion = switch (operation.completion()) {
            case Completion.Ok ok -> answer(operation, key, ok.value()).map(value -> new Completion.Ok(value, ok.at()));
            case Completion.Failed failed -> Optional.of(new Completion.Failed(Value.NIL, failed.at()));
            case Completion.Unknown unknown -> Optional.of(unknown);
        };
        return completion.map(known -> new Operation(
                operation.index(), operation.process(), operation.function(), argument, operation.invoked(), known));
    }

    /** The answer without the key, which only what asks for something must have. */
    private static Optional<Value> answer(Operation operation, Value key, Value answer) {
        Optional<Pair> pair = Pair.of(answer);
        if (pair.isPresent()) {
            return pair.filter(told -> told.first().equals(key)).map(Pair::second);
        }
        boolean asks = TAKING_NOTHING.contains(operation.function()) && !NOT_ASKING.contains(operation.function());
        return asks ? Optional.empty() : Optional.of(answer);
    }
}
