package next700.induction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import next700.induction.Induction.Outcome;

/**
 * Finds out what each part of a module is needed for, by leaving it out and proving again what its proof used. What a proof
 * did not use it can do without.
 */
final class Leanings {
    /** Does many things at a time. */
    interface Pool {
        List<Leaning> all(List<Callable<Leaning>> tasks);
    }

    private final AbstractModule module;
    private final Induction.Effort effort;
    private final Pool pool;

    Leanings(AbstractModule module, Induction.Effort effort, Pool pool) {
        this.module = module;
        this.effort = effort;
        this.pool = pool;
    }

    List<Leaning> of(List<Outcome> outcomes) {
        List<Callable<Leaning>> tasks = new ArrayList<>();
        for (Action action : module.actions()) {
            for (Guard guard : action.guards()) {
                tasks.add(() -> guard(action, guard, outcomes));
            }
            for (String variable : module.variables().keySet()) {
                if (!isUnchanged(action, variable)) {
                    tasks.add(() -> update(action, variable, outcomes));
                }
            }
        }
        for (Axiom axiom : module.axioms()) {
            tasks.add(() -> without(Leaning.Kind.AXIOM, axiom.name(), axiom.line(), outcomes));
        }
        for (Named lemma : module.lemmas()) {
            tasks.add(() -> without(Leaning.Kind.LEMMA, lemma.name(), lemma.line(), outcomes));
        }
        return pool.all(tasks);
    }

    private static boolean uses(Outcome outcome, Assertion.Kind kind, String name) {
        return outcome.core().stream()
                .anyMatch(assertion ->
                        assertion.kind() == kind && assertion.name().equals(name));
    }

    private Leaning guard(Action action, Guard guard, List<Outcome> outcomes) {
        List<Condition> again = outcomes.stream()
                .filter(outcome -> isOf(outcome, action) && uses(outcome, Assertion.Kind.GUARD, guard.toString()))
                .map(outcome -> Condition.step(
                        module, action.without(guard), outcome.condition().claim()))
                .toList();
        return leaning(Leaning.Kind.GUARD, guard.text(), action.name(), guard.line(), again);
    }

    private static boolean isOf(Outcome outcome, Action action) {
        return outcome.condition().kind() == Condition.Kind.STEP
                && outcome.condition().action().orElseThrow().equals(action);
    }

    private boolean isUnchanged(Action action, String variable) {
        Shape shape = module.variables().get(variable);
        Value before = shape.value(shape.symbol(variable, Symbol.Moment.BEFORE));
        return isSame(before, action.after().get(variable));
    }

    private boolean isSame(Value before, Value after) {
        return Values.same(before, after, null).equals(Formula.TRUE);
    }

    /** Where a variable stays as it is. */
    private Leaning update(Action action, String variable, List<Outcome> outcomes) {
        Map<String, Value> after = new HashMap<>(action.after());
        Shape shape = module.variables().get(variable);
        after.put(variable, shape.value(shape.symbol(variable, Symbol.Moment.BEFORE)));
        Action broken = new Action(action.name(), action.parameters(), action.guards(), after, action.line());
        List<Condition> again = outcomes.stream()
                .filter(outcome -> isOf(outcome, action) && outcome.isProved())
                .map(outcome ->
                        Condition.step(module, broken, outcome.condition().claim()))
                .toList();
        return leaning(Leaning.Kind.UPDATE, variable + "'", action.name(), action.line(), again);
    }

    private Leaning without(Leaning.Kind kind, String name, int line, List<Outcome> outcomes) {
        Assertion.Kind of = kind == Leaning.Kind.AXIOM ? Assertion.Kind.AXIOM : Assertion.Kind.LEMMA;
        List<Condition> again = outcomes.stream()
                .filter(outcome -> uses(outcome, of, name)
                        && !(kind == Leaning.Kind.LEMMA
                                && outcome.condition().claim().name().equals(name)))
                .map(outcome -> without(outcome.condition(), of, name))
                .toList();
        return leaning(kind, name, "", line, again);
    }

    private static Condition without(Condition condition, Assertion.Kind kind, String name) {
        return new Condition(
                condition.kind(),
                condition.action(),
                condition.claim(),
                condition.assertions().stream()
                        .filter(assertion ->
                                assertion.kind() != kind || !assertion.name().equals(name))
                        .toList(),
                condition.witnesses());
    }

    /** What of these conditions is not so; only of the first is it shown how. */
    private Leaning leaning(Leaning.Kind kind, String part, String action, int line, List<Condition> conditions) {
        Map<String, Breach> breaks = new LinkedHashMap<>();
        Breach first = null;
        for (Condition condition : conditions) {
            if (breaks.containsKey(condition.claim().name())) {
                continue;
            }
            try (Z3 z3 = new Z3(effort.timeoutMillis())) {
                if (z3.ask(condition.assertions(), first == null) instanceof Z3.Possible possible) {
                    if (first == null) {
                        possible.world()
                                .thinOut(condition.assertions(), symbol -> symbol.moment() != Symbol.Moment.ALWAYS);
                        first = Narration.of(module, condition, possible.world());
                    }
                    breaks.put(condition.claim().name(), first);
                }
            }
        }
        return new Leaning(kind, part, action, line, List.copyOf(breaks.keySet()), Optional.ofNullable(first));
    }
}
