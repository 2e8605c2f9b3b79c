package next700.induction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which sorts of elements exist for elements of which other ones: a graph with an edge from S to T where a formula says that
 * for all of S there is one of T, and where a function leads from S to T. Without a cycle only finitely many elements can be
 * named, starting from the constants; then satisfiability is decidable, and what is satisfiable has a finite model (Ge and de
 * Moura, "Complete instantiation for quantified formulas in satisfiability modulo theories", CAV 2009; Padon, Losa, Sagiv and
 * Shoham, "Paxos made EPR", OOPSLA 2017).
 */
final class Alternation {
    /** Why there is an edge. */
    private record Edge(Sort from, Sort to, String because) {}

    private final Map<Sort, Map<Sort, Edge>> edges = new LinkedHashMap<>();

    private Alternation() {}

    static Alternation of(List<Assertion> assertions) {
        Alternation graph = new Alternation();
        for (Assertion assertion : assertions) {
            String because =
                    assertion.kind() == Assertion.Kind.GOAL ? "the denial of " + assertion.name() : assertion.name();
            graph.look(assertion.formula(), true, Set.of(), because);
            Set<Symbol> used = new LinkedHashSet<>();
            Symbols.collect(assertion.formula(), used);
            for (Symbol symbol : used) {
                symbol.result()
                        .ifPresent(to ->
                                symbol.arguments().forEach(from -> graph.edge(from, to, "the function " + symbol)));
            }
        }
        return graph;
    }

    private void edge(Sort from, Sort to, String because) {
        edges.computeIfAbsent(from, any -> new LinkedHashMap<>()).putIfAbsent(to, new Edge(from, to, because));
    }

    private void look(Formula formula, boolean isPositive, Set<Term.Variable> universals, String because) {
        switch (formula) {
            case Formula.Truth truth -> {}
            case Formula.Atom atom -> atom.arguments().forEach(term -> look(term, universals, because));
            case Formula.Same same -> {
                look(same.left(), universals, because);
                look(same.right(), universals, because);
            }
            case Formula.Not not -> look(not.negated(), !isPositive, universals, because);
            case Formula.And and -> and.parts().forEach(part -> look(part, isPositive, universals, because));
            case Formula.Or or -> or.parts().forEach(part -> look(part, isPositive, universals, because));
            case Formula.Iff iff -> {
                for (boolean sign : new boolean[] {true, false}) {
                    look(iff.left(), sign, universals, because);
                    look(iff.right(), sign, universals, because);
                }
            }
            case Formula.Quantified quantified -> {
                if (quantified.forAll() == isPositive) {
                    Set<Term.Variable> more = new LinkedHashSet<>(universals);
                    more.addAll(quantified.variables());
                    look(quantified.body(), isPositive, more, because);
                } else {
                    Set<Term.Variable> free = new LinkedHashSet<>();
                    free(quantified.body(), free);
                    for (Term.Variable universal : universals) {
                        if (free.contains(universal)) {
                            quantified.variables().forEach(some -> edge(universal.sort(), some.sort(), because));
                        }
                    }
                    // What exists for the universals stands for them further in.
                    Set<Term.Variable> rest = new LinkedHashSet<>(universals);
                    look(quantified.body(), isPositive, rest, because);
                }
            }
        }
    }

    private void look(Term term, Set<Term.Variable> universals, String because) {
        switch (term) {
            case Term.Variable variable -> {}
            case Term.Application application ->
                application.arguments().forEach(argument -> look(argument, universals, because));
            case Term.Choice choice -> {
                look(choice.condition(), true, universals, because);
                look(choice.condition(), false, universals, because);
                look(choice.then(), universals, because);
                look(choice.otherwise(), universals, because);
            }
        }
    }

    private static void free(Formula formula, Set<Term.Variable> found) {
        switch (formula) {
            case Formula.Truth truth -> {}
            case Formula.Atom atom -> atom.arguments().forEach(term -> free(term, found));
            case Formula.Same same -> {
                free(same.left(), found);
                free(same.right(), found);
            }
            case Formula.Not not -> free(not.negated(), found);
            case Formula.And and -> and.parts().forEach(part -> free(part, found));
            case Formula.Or or -> or.parts().forEach(part -> free(part, found));
            case Formula.Iff iff -> {
                free(iff.left(), found);
                free(iff.right(), found);
            }
            case Formula.Quantified quantified -> free(quantified.body(), found);
        }
    }

    private static void free(Term term, Set<Term.Variable> found) {
        switch (term) {
            case Term.Variable variable -> found.add(variable);
            case Term.Application application -> application.arguments().forEach(argument -> free(argument, found));
            case Term.Choice choice -> {
                free(choice.condition(), found);
                free(choice.then(), found);
                free(choice.otherwise(), found);
            }
        }
    }

    /** A cycle in words, if there is one. */
    Optional<String> cycle() {
        for (Sort start : edges.keySet()) {
            Optional<List<Edge>> way = shortestWayBack(start);
            if (way.isPresent()) {
                StringBuilder text = new StringBuilder(start.name());
                way.get()
                        .forEach(edge -> text.append(" -> ")
                                .append(edge.to())
                                .append(" (")
                                .append(edge.because())
                                .append(")"));
                return Optional.of(text.toString());
            }
        }
        return Optional.empty();
    }

    private Optional<List<Edge>> shortestWayBack(Sort start) {
        Map<Sort, List<Edge>> ways = new LinkedHashMap<>();
        Deque<Sort> open = new ArrayDeque<>();
        open.add(start);
        ways.put(start, List.of());
        while (!open.isEmpty()) {
            Sort at = open.remove();
            for (Edge edge : edges.getOrDefault(at, Map.of()).values()) {
                List<Edge> way = new ArrayList<>(ways.get(at));
                way.add(edge);
                if (edge.to().equals(start)) {
                    return Optional.of(way);
                }
                if (ways.putIfAbsent(edge.to(), way) == null) {
                    open.add(edge.to());
                }
            }
        }
        return Optional.empty();
    }
}
