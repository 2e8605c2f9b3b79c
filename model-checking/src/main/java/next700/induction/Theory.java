package next700.induction;

import static next700.induction.Formula.and;
import static next700.induction.Formula.forAll;
import static next700.induction.Formula.implies;
import static next700.induction.Formula.not;
import static next700.induction.Formula.or;
import static next700.induction.Formula.same;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import next700.induction.Term.Variable;

/**
 * What TLA+ itself says of numbers and sequences, as far as it can be said with one kind of quantifier: integers are totally
 * ordered; "is a prefix of" is a partial order in which what precedes a sequence is totally ordered; and a prefix has no
 * elements that the sequence lacks. Whatever follows from this is so of the real numbers and sequences; not the other way
 * round.
 */
final class Theory {
    private static final String MEMBER = "\\in ";
    private static final String AT_MOST = "<= ";
    private static final String PREFIX = "IsPrefix ";
    private static final String RANGE = "Range ";
    private static final String APPEND = "Append ";
    private static final String EMPTY = "<<>>";

    private Theory() {}

    /** That an element is in a set that is itself an element of a sort. */
    static Symbol member(Sort sets) {
        return Symbol.relation(MEMBER + sets, List.of(sets.of().orElseThrow(), sets));
    }

    static Symbol atMost(Sort numbers) {
        return Symbol.relation(AT_MOST + numbers, List.of(numbers, numbers));
    }

    /** That a sequence of one sort is a prefix of one of another, or the same, sort. */
    static Symbol prefix(Sort shorter, Sort longer) {
        return Symbol.relation(PREFIX + shorter + ' ' + longer, List.of(shorter, longer));
    }

    /** That an element stands in a sequence. */
    static Symbol range(Sort sequences) {
        return Symbol.relation(RANGE + sequences, List.of(sequences.of().orElseThrow(), sequences));
    }

    /** That a sequence is another one with one element more. */
    static Symbol append(Sort sequences) {
        return Symbol.relation(
                APPEND + sequences, List.of(sequences, sequences.of().orElseThrow(), sequences));
    }

    static Symbol empty(Sort sequences) {
        return Symbol.constant(EMPTY, sequences);
    }

    static Symbol numeral(int value, Sort numbers) {
        return Symbol.constant(Integer.toString(value), numbers);
    }

    static boolean isTheory(Symbol symbol) {
        String name = symbol.name();
        return List.of(MEMBER, AT_MOST, PREFIX, RANGE, APPEND, EMPTY).stream().anyMatch(name::startsWith)
                || isNumeral(symbol);
    }

    static boolean isNumeral(Symbol symbol) {
        return symbol.arguments().isEmpty()
                && !symbol.isRelation()
                && !symbol.name().isEmpty()
                && symbol.name().chars().allMatch(Character::isDigit);
    }

    /** What is known of the sorts, given the symbols that matter. */
    static List<Formula> axioms(Set<Sort> sorts, Set<Symbol> used) {
        List<Formula> axioms = new ArrayList<>();
        List<Sort> sequences = sorts.stream()
                .filter(sort -> sort.kind() == Sort.Kind.SEQUENCES)
                .toList();
        for (Sort sort : sorts) {
            if (sort.isOrdered()) {
                axioms.addAll(order(sort, used));
            }
        }
        for (Sort sort : sequences) {
            axioms.addAll(sequences(sort, used));
            for (Sort second : sequences) {
                for (Sort third : sequences) {
                    axioms.addAll(prefixes(sort, second, third, used));
                }
            }
        }
        return axioms;
    }

    private static Formula atom(Symbol relation, Term... terms) {
        return new Formula.Atom(relation, List.of(terms));
    }

    private static List<Formula> order(Sort sort, Set<Symbol> used) {
        List<Formula> axioms = new ArrayList<>();
        Symbol le = atMost(sort);
        Variable a = new Variable("a", -1, sort);
        Variable b = new Variable("b", -1, sort);
        Variable c = new Variable("c", -1, sort);
        axioms.add(forAll(List.of(a), atom(le, a, a)));
        axioms.add(forAll(List.of(a, b, c), implies(and(atom(le, a, b), atom(le, b, c)), atom(le, a, c))));
        axioms.add(forAll(List.of(a, b), implies(and(atom(le, a, b), atom(le, b, a)), same(a, b))));
        axioms.add(forAll(List.of(a, b), or(atom(le, a, b), atom(le, b, a))));
        List<Symbol> numerals = used.stream()
                .filter(symbol -> isNumeral(symbol)
                        && symbol.result().filter(sort::equals).isPresent())
                .toList();
        for (Symbol numeral : numerals) {
            Term term = Term.constant(numeral);
            if (sort.kind() == Sort.Kind.NATURALS && numeral.name().equals("0")) {
                axioms.add(forAll(List.of(a), atom(le, term, a)));
            }
            for (Symbol other : numerals) {
                if (Integer.parseInt(numeral.name()) < Integer.parseInt(other.name())) {
                    axioms.add(not(atom(le, Term.constant(other), term)));
                }
            }
        }
        return axioms;
    }

    /** Of sequences of up to three sorts over the same elements. */
    private static List<Formula> prefixes(Sort first, Sort second, Sort third, Set<Symbol> used) {
        List<Formula> axioms = new ArrayList<>();
        if (!first.of().equals(second.of()) || !second.of().equals(third.of())) {
            return axioms;
        }
        Variable g = new Variable("g", -1, first);
        Variable h = new Variable("h", -2, second);
        Variable k = new Variable("k", -3, third);
        axioms.add(forAll(
                List.of(g, h, k),
                implies(
                        and(atom(prefix(first, second), g, h), atom(prefix(second, third), h, k)),
                        atom(prefix(first, third), g, k))));
        axioms.add(forAll(
                List.of(g, h, k),
                implies(
                        and(atom(prefix(first, third), g, k), atom(prefix(second, third), h, k)),
                        or(atom(prefix(first, second), g, h), atom(prefix(second, first), h, g)))));
        if (third.equals(first) && (used.contains(range(first)) || used.contains(range(second)))) {
            Variable e = new Variable("e", -4, first.of().orElseThrow());
            axioms.add(forAll(
                    List.of(e, g, h),
                    implies(
                            and(atom(prefix(first, second), g, h), atom(range(first), e, g)),
                            atom(range(second), e, h))));
        }
        return axioms;
    }

    private static List<Formula> sequences(Sort sort, Set<Symbol> used) {
        List<Formula> axioms = new ArrayList<>();
        Symbol prefix = prefix(sort, sort);
        Variable g = new Variable("g", -1, sort);
        Variable h = new Variable("h", -2, sort);
        Variable k = new Variable("k", -3, sort);
        axioms.add(forAll(List.of(g), atom(prefix, g, g)));
        axioms.add(forAll(List.of(g, h), implies(and(atom(prefix, g, h), atom(prefix, h, g)), same(g, h))));
        Variable e = new Variable("e", -4, sort.of().orElseThrow());
        Symbol range = range(sort);
        Symbol empty = empty(sort);
        Symbol append = append(sort);
        if (used.contains(empty)) {
            axioms.add(forAll(List.of(g), atom(prefix, Term.constant(empty), g)));
            if (used.contains(range)) {
                axioms.add(forAll(List.of(e), not(atom(range, e, Term.constant(empty)))));
            }
        }
        if (used.contains(append)) {
            Variable d = new Variable("d", -5, sort.of().orElseThrow());
            Formula appended = atom(append, g, e, h);
            axioms.add(forAll(List.of(g, e, h), implies(appended, and(atom(prefix, g, h), not(same(g, h))))));
            axioms.add(forAll(List.of(g, e, h, k), implies(and(appended, atom(append, g, e, k)), same(h, k))));
            axioms.add(forAll(
                    List.of(g, e, h, k),
                    implies(and(appended, atom(prefix, k, h)), or(same(k, h), atom(prefix, k, g)))));
            axioms.add(forAll(
                    List.of(g, e, h, k, d),
                    implies(and(appended, atom(append, k, d, h)), and(same(g, k), same(e, d)))));
            if (used.contains(range)) {
                axioms.add(forAll(
                        List.of(g, e, h, d),
                        implies(appended, Formula.iff(atom(range, d, h), or(same(d, e), atom(range, d, g))))));
            }
            if (used.contains(empty)) {
                axioms.add(forAll(List.of(g, e, h), implies(appended, not(same(h, Term.constant(empty))))));
            }
        }
        return axioms;
    }

    /** Whether two elements are in the order of their sort; of a plain sort never. */
    static Formula precedes(Term a, Term b) {
        return not(atom(atMost(a.sort()), b, a));
    }
}
