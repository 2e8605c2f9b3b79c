package next700.induction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something to be proved: that certain assertions, the last of which denies what is to be proved, cannot all be so.
 *
 * @param action after which the claim is to hold; none, if it is to follow in every state
 * @param claim what is to hold
 * @param witnesses the elements that refute the claim, by the names that the module's quantifiers have for them
 */
record Condition(
        Kind kind, Optional<Action> action, Named claim, List<Assertion> assertions, Map<String, Symbol> witnesses) {
    /** What kind of step of the induction it is. */
    enum Kind {
        INITIALLY,
        STEP,
        FOLLOWS
    }

    /** What is to be proved, in words. */
    String title() {
        return switch (kind) {
            case INITIALLY -> claim + " holds initially";
            case STEP -> action.orElseThrow() + " keeps " + claim;
            case FOLLOWS -> claim + " follows from the lemmas";
        };
    }

    /** Of a module, all that its induction needs. */
    static List<Condition> of(AbstractModule module) {
        List<Condition> conditions = new ArrayList<>();
        for (Named lemma : module.lemmas()) {
            conditions.add(initially(module, lemma));
        }
        for (Action action : module.actions()) {
            for (Named lemma : module.lemmas()) {
                conditions.add(step(module, action, lemma));
            }
        }
        for (Named property : module.properties()) {
            if (module.lemmas().stream().noneMatch(lemma -> lemma.name().equals(property.name()))) {
                conditions.add(follows(module, property));
            }
        }
        return conditions;
    }

    static Condition initially(AbstractModule module, Named lemma) {
        Denial denial = Denial.of(module.after(lemma, module.init()));
        return new Condition(
                Kind.INITIALLY,
                Optional.of(module.init()),
                lemma,
                assertions(module, List.of(), Optional.of(module.init()), lemma, denial),
                denial.witnesses());
    }

    static Condition step(AbstractModule module, Action action, Named lemma) {
        return step(module, action, lemma, module.lemmas());
    }

    /** The same, if only some lemmas are known of the state before. */
    static Condition step(AbstractModule module, Action action, Named lemma, List<Named> known) {
        Denial denial = Denial.of(module.after(lemma, action));
        return new Condition(
                Kind.STEP,
                Optional.of(action),
                lemma,
                assertions(module, known, Optional.of(action), lemma, denial),
                denial.witnesses());
    }

    static Condition follows(AbstractModule module, Named property) {
        return follows(module, property, module.lemmas());
    }

    static Condition follows(AbstractModule module, Named property, List<Named> known) {
        Denial denial = Denial.of(module.before(property));
        return new Condition(
                Kind.FOLLOWS,
                Optional.empty(),
                property,
                assertions(module, known, Optional.empty(), property, denial),
                denial.witnesses());
    }

    /** That an action can be taken in some state in which the lemmas hold, or that there is a first state at all. */
    static List<Assertion> possible(AbstractModule module, Action action) {
        List<Assertion> assertions = new ArrayList<>(
                known(module, action.equals(module.init()) ? List.of() : module.lemmas(), Optional.of(action)));
        // What the variables become must be something: their equations are not asserted, since they always have a
        // solution.
        return withTheory(module, assertions);
    }

    private static List<Assertion> assertions(
            AbstractModule module, List<Named> lemmas, Optional<Action> action, Named claim, Denial denial) {
        List<Assertion> assertions = new ArrayList<>(known(module, lemmas, action));
        assertions.add(new Assertion(Assertion.Kind.GOAL, claim.name(), denial.formula()));
        return withTheory(module, assertions);
    }

    private static List<Assertion> known(AbstractModule module, List<Named> lemmas, Optional<Action> action) {
        List<Assertion> assertions = new ArrayList<>();
        module.axioms()
                .forEach(axiom -> assertions.add(new Assertion(Assertion.Kind.AXIOM, axiom.name(), axiom.formula())));
        lemmas.forEach(
                lemma -> assertions.add(new Assertion(Assertion.Kind.LEMMA, lemma.name(), module.before(lemma))));
        action.ifPresent(taken -> taken.guards()
                .forEach(guard ->
                        assertions.add(new Assertion(Assertion.Kind.GUARD, guard.toString(), guard.formula()))));
        return assertions;
    }

    private static List<Assertion> withTheory(AbstractModule module, List<Assertion> assertions) {
        Set<Symbol> used = new LinkedHashSet<>();
        assertions.forEach(assertion -> Symbols.collect(assertion.formula(), used));
        List<Assertion> all = new ArrayList<>();
        for (Formula axiom : Theory.axioms(Set.copyOf(module.sorts()), used)) {
            all.add(new Assertion(Assertion.Kind.THEORY, "", axiom));
        }
        all.addAll(assertions);
        return all;
    }

    /** That a formula is not so, with names for the elements for which it is not. */
    private record Denial(Formula formula, Map<String, Symbol> witnesses) {
        static Denial of(Formula formula) {
            Map<String, Symbol> witnesses = new LinkedHashMap<>();
            Formula denied = deny(formula, witnesses);
            return new Denial(denied, witnesses);
        }

        private static Formula deny(Formula formula, Map<String, Symbol> witnesses) {
            return switch (formula) {
                case Formula.Quantified quantified -> {
                    if (!quantified.forAll()) {
                        yield Formula.not(formula);
                    }
                    Map<Term.Variable, Term> replaced = new LinkedHashMap<>();
                    for (Term.Variable variable : quantified.variables()) {
                        String name = variable.name();
                        while (witnesses.containsKey(name)) {
                            name += "_";
                        }
                        Symbol symbol = Symbol.constant("?" + name, variable.sort());
                        witnesses.put(name, symbol);
                        replaced.put(variable, Term.constant(symbol));
                    }
                    yield deny(quantified.body().with(replaced), witnesses);
                }
                case Formula.Or or ->
                    Formula.and(or.parts().stream()
                            .map(part -> deny(part, witnesses))
                            .toList());
                case Formula.Not not -> affirm(not.negated(), witnesses);
                default -> Formula.not(formula);
            };
        }

        private static Formula affirm(Formula formula, Map<String, Symbol> witnesses) {
            return switch (formula) {
                case Formula.Quantified quantified ->
                    quantified.forAll()
                            ? formula
                            : deny(Formula.forAll(quantified.variables(), Formula.not(quantified.body())), witnesses);
                case Formula.And and ->
                    Formula.and(and.parts().stream()
                            .map(part -> affirm(part, witnesses))
                            .toList());
                default -> formula;
            };
        }
    }
}
