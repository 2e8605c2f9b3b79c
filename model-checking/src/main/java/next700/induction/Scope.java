package next700.induction;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import tla2sany.semantic.ExprOrOpArgNode;

/**
 * Where an expression stands.
 *
 * @param next the variables after a step
 * @param primed whether the expression is of the state after
 */
record Scope(Map<Object, Object> bindings, Function<String, Value> next, boolean primed) {
    /** What a name stands for: a value, or an expression that is evaluated where it is used. */
    sealed interface Binding {}

    record Fixed(Value value) implements Binding {}

    record Deferred(ExprOrOpArgNode expression, Scope scope) implements Binding {}

    static Scope of(Function<String, Value> next) {
        return new Scope(Map.of(), next, false);
    }

    /** Of one state, in which nothing is primed. */
    static Scope ofState() {
        return of(variable -> {
            throw new OutsideLanguageException(variable + "' where there is no next state");
        });
    }

    Scope with(Object name, Value value) {
        return bind(name, new Fixed(value));
    }

    Scope bind(Object name, Binding binding) {
        Map<Object, Object> more = new HashMap<>(bindings);
        more.put(name, binding);
        return new Scope(more, next, primed);
    }

    Scope after() {
        return new Scope(bindings, next, true);
    }

    /** The same place, where the state after is that of another scope; so for what was bound on the way here. */
    Scope withNext(Scope other) {
        Map<Object, Object> rebound = new HashMap<>();
        bindings.forEach((name, binding) -> rebound.put(
                name,
                binding instanceof Deferred deferred
                        ? new Deferred(deferred.expression(), deferred.scope().withNext(other))
                        : binding));
        return new Scope(rebound, other.next, primed);
    }
}
