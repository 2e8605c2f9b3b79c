package next700.induction;

import java.util.Set;

/** The relations and functions that formulas are about. */
final class Symbols {
    private Symbols() {}

    static void collect(Formula formula, Set<Symbol> found) {
        switch (formula) {
            case Formula.Truth truth -> {}
            case Formula.Atom atom -> {
                found.add(atom.relation());
                atom.arguments().forEach(term -> collect(term, found));
            }
            case Formula.Same same -> {
                collect(same.left(), found);
                collect(same.right(), found);
            }
            case Formula.Not not -> collect(not.negated(), found);
            case Formula.And and -> and.parts().forEach(part -> collect(part, found));
            case Formula.Or or -> or.parts().forEach(part -> collect(part, found));
            case Formula.Iff iff -> {
                collect(iff.left(), found);
                collect(iff.right(), found);
            }
            case Formula.Quantified quantified -> collect(quantified.body(), found);
        }
    }

    static void collect(Term term, Set<Symbol> found) {
        switch (term) {
            case Term.Variable variable -> {}
            case Term.Application application -> {
                found.add(application.function());
                application.arguments().forEach(argument -> collect(argument, found));
            }
            case Term.Choice choice -> {
                collect(choice.condition(), found);
                collect(choice.then(), found);
                collect(choice.otherwise(), found);
            }
        }
    }
}
