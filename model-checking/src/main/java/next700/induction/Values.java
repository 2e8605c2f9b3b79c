package next700.induction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.induction.Term.Variable;
import next700.induction.Value.Collection;
import next700.induction.Value.Element;
import next700.induction.Value.Mapping;
import next700.induction.Value.Numeral;
import next700.induction.Value.Proposition;
import next700.induction.Value.Tuple;
import tla2sany.semantic.SemanticNode;

/** What can be done with values: sets compared and joined, elements found in them, tuples taken apart. */
final class Values {
    private Values() {}

    private static int numbers;

    static synchronized Variable variable(String name, Sort sort) {
        return new Variable(name, ++numbers, sort);
    }

    static Formula asFormula(Value value, SemanticNode node) {
        if (value instanceof Proposition proposition) {
            return proposition.formula();
        }
        throw outside(node, "something true or false is needed here, not " + kind(value));
    }

    static String kind(Value value) {
        return switch (value) {
            case Proposition p -> "a truth value";
            case Element e -> "an element of " + e.term().sort();
            case Numeral n -> "the number " + n.value();
            case Tuple t -> "a tuple";
            case Collection c -> "a set";
            case Mapping m -> "a function";
            case Value.EmptySequence s -> "<<>>";
            case Value.Power p -> "a set of sets (SUBSET)";
            case Value.Mappings m -> "a set of functions";
            case Value.Booleans b -> "BOOLEAN";
            case Value.AllNumbers n -> "the set of all numbers";
            case Value.AllSequences s -> "a set of sequences";
        };
    }

    static OutsideLanguageException outside(SemanticNode node, String cause) {
        return new OutsideLanguageException("line " + node.getLocation().beginLine() + " of module "
                + node.getLocation().source() + ": " + cause);
    }

    static Collection asSet(Value value, SemanticNode node) {
        if (value instanceof Collection collection) {
            return collection;
        } else if (value instanceof Element element && element.term().sort().kind() == Sort.Kind.SETS) {
            Sort sort = element.term().sort();
            return Collection.of(
                    List.of(sort.of().orElseThrow()),
                    terms -> new Formula.Atom(Theory.member(sort), List.of(terms.get(0), element.term())));
        }
        throw outside(node, "a set is needed here, not " + kind(value));
    }

    /** The elements that a value is made of, one for each column of a tuple. */
    static List<Term> terms(Value value, List<Sort> columns, SemanticNode node) {
        List<Value> parts = value instanceof Tuple tuple ? tuple.parts() : List.of(value);
        if (parts.size() != columns.size()) {
            throw outside(node, kind(value) + " of " + parts.size() + " is compared with tuples of " + columns.size());
        }
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            terms.add(term(parts.get(i), columns.get(i), node));
        }
        return terms;
    }

    static Term term(Value value, Sort sort, SemanticNode node) {
        Term term;
        if (value instanceof Element element) {
            term = element.term();
        } else if (value instanceof Numeral numeral && sort.isOrdered()) {
            term = Term.constant(Theory.numeral(numeral.value(), sort));
        } else if (value instanceof Value.EmptySequence && sort.kind() == Sort.Kind.SEQUENCES) {
            term = Term.constant(Theory.empty(sort));
        } else {
            throw outside(node, "an element of " + sort + " is needed here, not " + kind(value));
        }
        if (!term.sort().equals(sort)) {
            throw outside(node, "an element of " + sort + " is needed here, not one of " + term.sort());
        }
        return term;
    }

    static Formula same(Value left, Value right, SemanticNode node) {
        if (left instanceof Proposition a && right instanceof Proposition b) {
            return Formula.iff(a.formula(), b.formula());
        } else if (left instanceof Element a) {
            if (right instanceof Collection) {
                return equal(asSet(left, node), asSet(right, node), node);
            }
            return Formula.same(a.term(), term(right, a.term().sort(), node));
        } else if (right instanceof Element) {
            return same(right, left, node);
        } else if (left instanceof Collection a && right instanceof Collection b) {
            return equal(a, b, node);
        } else if (left instanceof Mapping a && right instanceof Mapping b) {
            List<Variable> variables = variables(a.arguments());
            return Formula.forAll(
                    variables,
                    same(a.apply().apply(List.copyOf(variables)), b.apply().apply(List.copyOf(variables)), node));
        } else if (left instanceof Tuple a
                && right instanceof Tuple b
                && a.parts().size() == b.parts().size()) {
            List<Formula> parts = new ArrayList<>();
            for (int i = 0; i < a.parts().size(); i++) {
                parts.add(same(a.parts().get(i), b.parts().get(i), node));
            }
            return Formula.and(parts);
        } else if (left instanceof Numeral a && right instanceof Numeral b) {
            return a.value() == b.value() ? Formula.TRUE : Formula.FALSE;
        }
        throw outside(node, kind(left) + " is compared with " + kind(right));
    }

    static List<Variable> variables(List<Sort> sorts) {
        return sorts.stream()
                .map(sort -> variable(sort.name().substring(0, 1).toLowerCase(java.util.Locale.ROOT), sort))
                .toList();
    }

    static Formula equal(Collection a, Collection b, SemanticNode node) {
        return each(a, b, Formula::iff, node);
    }

    static Formula subset(Collection a, Collection b, SemanticNode node) {
        return each(a, b, Formula::implies, node);
    }

    interface Connective {
        Formula of(Formula a, Formula b);
    }

    static Formula each(Collection a, Collection b, Connective connective, SemanticNode node) {
        Optional<List<Sort>> columns = columns(a, b, node);
        if (columns.isEmpty()) {
            return Formula.TRUE;
        }
        List<Variable> variables = variables(columns.get());
        List<Term> terms = List.copyOf(variables);
        return Formula.forAll(
                variables, connective.of(a.contains().apply(terms), b.contains().apply(terms)));
    }

    static Collection combined(Collection a, Collection b, Connective connective, SemanticNode node) {
        return new Collection(
                columns(a, b, node),
                terms -> connective.of(a.contains().apply(terms), b.contains().apply(terms)));
    }

    /** The sorts of the columns that two sets have in common; none if both are empty. */
    static Optional<List<Sort>> columns(Collection a, Collection b, SemanticNode node) {
        if (a.columns().isPresent() && b.columns().isPresent() && !a.columns().equals(b.columns())) {
            throw outside(
                    node,
                    "a set of " + product(a.columns().get()) + " beside a set of "
                            + product(b.columns().get()));
        }
        return a.columns().or(b::columns);
    }

    static String product(List<Sort> columns) {
        return String.join(" \\X ", columns.stream().map(Sort::name).toList());
    }

    static Formula in(Value element, Value set, SemanticNode node) {
        return switch (set) {
            case Collection collection -> {
                if (collection.columns().isEmpty()) {
                    yield Formula.FALSE;
                }
                yield collection
                        .contains()
                        .apply(terms(element, collection.columns().get(), node));
            }
            case Value.Power power -> subset(asSet(element, node), power.of(), node);
            case Value.Booleans booleans -> {
                asFormula(element, node);
                yield Formula.TRUE;
            }
            case Value.Mappings mappings -> {
                if (!(element instanceof Mapping mapping)) {
                    throw outside(node, "a function is needed here, not " + kind(element));
                }
                List<Variable> variables = variables(mapping.arguments());
                yield Formula.forAll(
                        variables, in(mapping.apply().apply(List.copyOf(variables)), mappings.range(), node));
            }
            case Element of -> in(element, asSet(of, node), node);
            default -> throw outside(node, "a set is needed here, not " + kind(set));
        };
    }

    static Collection enumerated(List<Value> values, SemanticNode node) {
        if (values.isEmpty()) {
            return Collection.EMPTY;
        }
        List<Sort> columns = columns(values, node);
        List<List<Term>> members =
                values.stream().map(value -> terms(value, columns, node)).toList();
        return Collection.of(
                columns,
                terms -> Formula.or(
                        members.stream().map(member -> sameTerms(member, terms)).toList()));
    }

    static Formula sameTerms(List<Term> left, List<Term> right) {
        List<Formula> parts = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            parts.add(Formula.same(left.get(i), right.get(i)));
        }
        return Formula.and(parts);
    }

    /** The sorts of the columns, of the first value that tells them all. */
    static List<Sort> columns(List<Value> values, SemanticNode node) {
        for (Value value : values) {
            List<Value> parts = value instanceof Tuple tuple ? tuple.parts() : List.of(value);
            if (parts.stream().allMatch(Element.class::isInstance)) {
                return parts.stream()
                        .map(part -> ((Element) part).term().sort())
                        .toList();
            }
        }
        throw outside(node, "of which sort the elements of this set are cannot be told");
    }

    static Value applied(Value function, Value argument, SemanticNode node) {
        if (function instanceof Tuple tuple && argument instanceof Numeral index) {
            if (index.value() < 1 || index.value() > tuple.parts().size()) {
                throw outside(node, "a tuple of " + tuple.parts().size() + " has no part " + index.value());
            }
            return tuple.parts().get(index.value() - 1);
        } else if (function instanceof Mapping mapping) {
            int given = argument instanceof Tuple tuple ? tuple.parts().size() : 1;
            List<Sort> first = mapping.arguments()
                    .subList(0, Math.min(given, mapping.arguments().size()));
            List<Term> terms = terms(argument, first, node);
            return mapping.apply().apply(terms);
        }
        throw outside(node, "a function is needed here, not " + kind(function));
    }

    static Formula atMost(Value a, Value b, SemanticNode node) {
        Sort sort = sortOf(a, b, node);
        if (!sort.isOrdered()) {
            throw outside(node, sort + " is not a set of numbers; say so with ASSUME " + sort + " \\subseteq Nat");
        }
        return new Formula.Atom(Theory.atMost(sort), List.of(term(a, sort, node), term(b, sort, node)));
    }

    static Sort sortOf(Value a, Value b, SemanticNode node) {
        if (a instanceof Element element) {
            return element.term().sort();
        } else if (b instanceof Element element) {
            return element.term().sort();
        }
        throw outside(node, "of which sort this is cannot be told");
    }

    static Formula prefix(Value a, Value b, SemanticNode node) {
        Sort shorter = sequence(sortOf(a, b, node), node);
        Sort longer = sequence(sortOf(b, a, node), node);
        return new Formula.Atom(Theory.prefix(shorter, longer), List.of(term(a, shorter, node), term(b, longer, node)));
    }

    static Formula append(Value g, Value e, Value h, SemanticNode node) {
        Sort sort = sequence(sortOf(g, h, node), node);
        Sort of = sort.of().orElseThrow();
        return new Formula.Atom(
                Theory.append(sort), List.of(term(g, sort, node), term(e, of, node), term(h, sort, node)));
    }

    static Sort sequence(Sort sort, SemanticNode node) {
        if (sort.kind() != Sort.Kind.SEQUENCES) {
            throw outside(
                    node, sort + " is not a set of sequences; say so with ASSUME " + sort + " \\subseteq Seq(...)");
        }
        return sort;
    }

    static Collection range(Value of, SemanticNode node) {
        if (of instanceof Value.EmptySequence) {
            return Collection.EMPTY;
        } else if (of instanceof Element element) {
            Sort sort = sequence(element.term().sort(), node);
            return Collection.of(
                    List.of(sort.of().orElseThrow()),
                    terms -> new Formula.Atom(Theory.range(sort), List.of(terms.get(0), element.term())));
        }
        throw outside(node, "Range of " + kind(of));
    }
}
