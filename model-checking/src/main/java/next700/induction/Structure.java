package next700.induction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A finite world in which formulas are true or false: so many elements of each sort, 0, 1, and so on; the tuples of every
 * relation, and the values of every function.
 */
final class Structure {
    private final Map<Sort, Integer> sizes;
    private final Map<Symbol, Map<List<Integer>, Integer>> tables = new LinkedHashMap<>();

    Structure(Map<Sort, Integer> sizes) {
        this.sizes = new LinkedHashMap<>(sizes);
    }

    int size(Sort sort) {
        return sizes.getOrDefault(sort, 1);
    }

    Map<Sort, Integer> sizes() {
        return sizes;
    }

    /** Sets what a function's value is, or whether (1) or not (0) a relation holds. */
    void set(Symbol symbol, List<Integer> at, int value) {
        tables.computeIfAbsent(symbol, any -> new HashMap<>()).put(at, value);
    }

    int get(Symbol symbol, List<Integer> at) {
        return tables.getOrDefault(symbol, Map.of()).getOrDefault(at, 0);
    }

    Set<Symbol> symbols() {
        return tables.keySet();
    }

    /** All tuples of elements of some sorts, in order. */
    List<List<Integer>> tuples(List<Sort> columns) {
        List<List<Integer>> tuples = List.of(List.of());
        for (Sort column : columns) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> tuple : tuples) {
                for (int element = 0; element < size(column); element++) {
                    List<Integer> more = new ArrayList<>(tuple);
                    more.add(element);
                    longer.add(more);
                }
            }
            tuples = longer;
        }
        return tuples;
    }

    /** Whether all are so. */
    boolean satisfies(List<Assertion> assertions) {
        return assertions.stream().allMatch(assertion -> isTrue(assertion.formula(), Map.of()));
    }

    boolean isTrue(Formula formula, Map<Term.Variable, Integer> values) {
        return switch (formula) {
            case Formula.Truth truth -> truth.value();
            case Formula.Atom atom -> get(atom.relation(), valuesOf(atom.arguments(), values)) == 1;
            case Formula.Same same -> valueOf(same.left(), values) == valueOf(same.right(), values);
            case Formula.Not not -> !isTrue(not.negated(), values);
            case Formula.And and -> and.parts().stream().allMatch(part -> isTrue(part, values));
            case Formula.Or or -> or.parts().stream().anyMatch(part -> isTrue(part, values));
            case Formula.Iff iff -> isTrue(iff.left(), values) == isTrue(iff.right(), values);
            case Formula.Quantified quantified -> quantified(quantified, 0, new HashMap<>(values));
        };
    }

    private boolean quantified(Formula.Quantified formula, int next, Map<Term.Variable, Integer> values) {
        if (next == formula.variables().size()) {
            return isTrue(formula.body(), values);
        }
        Term.Variable variable = formula.variables().get(next);
        for (int element = 0; element < size(variable.sort()); element++) {
            values.put(variable, element);
            if (quantified(formula, next + 1, values) != formula.forAll()) {
                return !formula.forAll();
            }
        }
        return formula.forAll();
    }

    private List<Integer> valuesOf(List<Term> terms, Map<Term.Variable, Integer> values) {
        List<Integer> found = new ArrayList<>(terms.size());
        for (Term term : terms) {
            found.add(valueOf(term, values));
        }
        return found;
    }

    int valueOf(Term term, Map<Term.Variable, Integer> values) {
        return switch (term) {
            case Term.Variable variable -> values.get(variable);
            case Term.Application application -> get(application.function(), valuesOf(application.arguments(), values));
            case Term.Choice choice ->
                isTrue(choice.condition(), values)
                        ? valueOf(choice.then(), values)
                        : valueOf(choice.otherwise(), values);
        };
    }

    /** The tuples of a set, which is made of symbols that this structure knows. */
    Set<List<Integer>> members(Value.Collection set) {
        Set<List<Integer>> members = new TreeSet<>(Structure::compare);
        if (set.columns().isEmpty()) {
            return members;
        }
        List<Sort> columns = set.columns().get();
        List<Term.Variable> variables =
                columns.stream().map(sort -> Values.variable("x", sort)).toList();
        Formula contains = set.contains().apply(List.copyOf(variables));
        for (List<Integer> tuple : tuples(columns)) {
            Map<Term.Variable, Integer> values = new HashMap<>();
            for (int i = 0; i < tuple.size(); i++) {
                values.put(variables.get(i), tuple.get(i));
            }
            if (isTrue(contains, values)) {
                members.add(tuple);
            }
        }
        return members;
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!a.get(i).equals(b.get(i))) {
                return Integer.compare(a.get(i), b.get(i));
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** Takes away every fact that the assertions do not need, one after the other: what is left can be seen to matter. */
    void thinOut(List<Assertion> assertions, java.util.function.Predicate<Symbol> mayChange) {
        for (Symbol symbol : List.copyOf(tables.keySet())) {
            if (symbol.isRelation() && mayChange.test(symbol)) {
                for (List<Integer> tuple : tuples(symbol.arguments())) {
                    if (get(symbol, tuple) == 1) {
                        set(symbol, tuple, 0);
                        if (!satisfies(assertions)) {
                            set(symbol, tuple, 1);
                        }
                    }
                }
            }
        }
    }
}
