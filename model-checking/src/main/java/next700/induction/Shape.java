package next700.induction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What kind of thing a constant or variable of a module is, as its type says. */
sealed interface Shape {
    /** True or false. */
    record Flag() implements Shape {}

    /** An element of a sort. */
    record One(Sort sort) implements Shape {}

    /** A set of tuples. */
    record Tuples(List<Sort> columns) implements Shape {}

    /** A function. */
    record Table(List<Sort> arguments, Shape result) implements Shape {}

    /** The relation or function that stands for a thing of this shape. */
    default Symbol symbol(String name, Symbol.Moment moment) {
        List<Sort> arguments = new ArrayList<>();
        Shape rest = this;
        while (rest instanceof Table table) {
            arguments.addAll(table.arguments());
            rest = table.result();
        }
        if (rest instanceof Tuples tuples) {
            arguments.addAll(tuples.columns());
        }
        return new Symbol(
                name, arguments, rest instanceof One one ? Optional.of(one.sort()) : Optional.empty(), moment);
    }

    /** The value of a symbol of this shape. */
    default Value value(Symbol symbol) {
        return value(symbol, List.of());
    }

    private Value value(Symbol symbol, List<Term> first) {
        return switch (this) {
            case Flag flag -> new Value.Proposition(new Formula.Atom(symbol, first));
            case One one -> new Value.Element(new Term.Application(symbol, first));
            case Tuples tuples ->
                Value.Collection.of(tuples.columns(), terms -> new Formula.Atom(symbol, joined(first, terms)));
            case Table table ->
                new Value.Mapping(table.arguments(), terms -> table.result().value(symbol, joined(first, terms)));
        };
    }

    private static List<Term> joined(List<Term> first, List<Term> terms) {
        List<Term> all = new ArrayList<>(first);
        all.addAll(terms);
        return all;
    }
}
