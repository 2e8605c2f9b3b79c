package next700.induction;

import java.util.List;
import java.util.Map;

/**
 * A module as the logic sees it.
 *
 * @param sorts its sets of elements
 * @param constants its other constants
 * @param variables its variables, by name in the order of their declaration
 * @param axioms what it assumes
 * @param sizes what it says of sizes
 * @param init how it begins
 * @param actions how it goes on
 * @param lemmas which together are to be inductive
 * @param properties which are to follow from the lemmas
 */
record AbstractModule(
        String name,
        List<Sort> sorts,
        Map<String, Shape> constants,
        Map<String, Shape> variables,
        List<Axiom> axioms,
        Sizes sizes,
        Action init,
        List<Action> actions,
        List<Named> lemmas,
        List<Named> properties,
        Evaluator evaluator) {

    /** A lemma or property of the state before a step. */
    Formula before(Named named) {
        return evaluator.formula(named.body(), Scope.ofState());
    }

    /** A lemma or property of the state to which an action leads. */
    Formula after(Named named, Action action) {
        return evaluator.formula(
                named.body(), Scope.of(variable -> action.after().get(variable)).after());
    }

    /** The symbol of a constant that is no sort. */
    Symbol constant(String constant) {
        return constants.get(constant).symbol(constant, Symbol.Moment.ALWAYS);
    }

    Symbol variable(String variable) {
        return variables.get(variable).symbol(variable, Symbol.Moment.BEFORE);
    }
}
