package next700.induction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A formula of first-order logic with sorts. */
sealed interface Formula {
    Formula TRUE = new Truth(true);
    Formula FALSE = new Truth(false);

    /** This formula, with other terms for some variables. */
    Formula with(Map<Term.Variable, Term> replaced);

    /** True or false. */
    record Truth(boolean value) implements Formula {
        @Override
        public Formula with(Map<Term.Variable, Term> replaced) {
            return this;
        }
    }

    /** That a relation holds. */
    record Atom(Symbol relation, List<Term> arguments) implements Formula {
        public Atom {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Formula with(Map<Term.Variable, Term> replaced) {
            return new Atom(
                    relation, arguments.stream().map(a -> a.with(replaced)).toList());
        }
    }

    /** An equation. */
    record Same(Term left, Term right) implements Formula {
        @Override
        public Formula with(Map<Term.Variable, Term> replaced) {
            return same(left.with(replaced), right.with(replaced));
        }
    }

    /** A negation. */
    record Not(Formula negated) implements Formula {
        @Override
        public Formula with(Map<Term.Variable, Term> replaced) {
            return not(negated.with(replaced));
        }
    }

    /** A conjunction. */
    record And(List<Formula> parts) implements Formula {
        @Override
        public Formula with(Map<Term.Variable, Term> replaced) {
            return and(parts.stream().map(part -> part.with(replaced)).toList());
        }
    }

    /** A disjunction. */
    record Or(List<Formula> parts) implements Formula {
        @Override
        public Formula with(Map<Term.Variable, Term> replaced) {
            return or(parts.stream().map(part -> part.with(replaced)).toList());
        }
    }

    /** That both are so, or neither. */
    record Iff(Formula left, Formula right) implements Formula {
        @Override
        public Formula with(Map<Term.Variable, Term> replaced) {
            return iff(left.with(replaced), right.with(replaced));
        }
    }

    /** Of all, or of some. */
    record Quantified(boolean forAll, List<Term.Variable> variables, Formula body) implements Formula {
        @Override
        public Formula with(Map<Term.Variable, Term> replaced) {
            return new Quantified(forAll, variables, body.with(replaced));
        }
    }

    static Formula same(Term left, Term right) {
        return left.equals(right) ? TRUE : new Same(left, right);
    }

    static Formula not(Formula formula) {
        return switch (formula) {
            case Truth truth -> truth.value() ? FALSE : TRUE;
            case Not not -> not.negated();
            default -> new Not(formula);
        };
    }

    static Formula and(Formula... parts) {
        return and(List.of(parts));
    }

    static Formula and(List<Formula> parts) {
        List<Formula> kept = new ArrayList<>();
        for (Formula part : parts) {
            if (part.equals(FALSE)) {
                return FALSE;
            } else if (part instanceof And and) {
                kept.addAll(and.parts());
            } else if (!part.equals(TRUE)) {
                kept.add(part);
            }
        }
        return kept.isEmpty() ? TRUE : kept.size() == 1 ? kept.get(0) : new And(List.copyOf(kept));
    }

    static Formula or(Formula... parts) {
        return or(List.of(parts));
    }

    static Formula or(List<Formula> parts) {
        List<Formula> kept = new ArrayList<>();
        for (Formula part : parts) {
            if (part.equals(TRUE)) {
                return TRUE;
            } else if (part instanceof Or or) {
                kept.addAll(or.parts());
            } else if (!part.equals(FALSE)) {
                kept.add(part);
            }
        }
        return kept.isEmpty() ? FALSE : kept.size() == 1 ? kept.get(0) : new Or(List.copyOf(kept));
    }

    static Formula implies(Formula premise, Formula conclusion) {
        return or(not(premise), conclusion);
    }

    static Formula iff(Formula left, Formula right) {
        if (left.equals(right)) {
            return TRUE;
        } else if (left instanceof Truth truth) {
            return truth.value() ? right : not(right);
        } else if (right instanceof Truth truth) {
            return truth.value() ? left : not(left);
        }
        return new Iff(left, right);
    }

    static Formula forAll(List<Term.Variable> variables, Formula body) {
        return quantified(true, variables, body);
    }

    static Formula exists(List<Term.Variable> variables, Formula body) {
        return quantified(false, variables, body);
    }

    private static Formula quantified(boolean forAll, List<Term.Variable> variables, Formula body) {
        return variables.isEmpty() || body instanceof Truth
                ? body
                : new Quantified(forAll, List.copyOf(variables), body);
    }
}
