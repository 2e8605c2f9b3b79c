package next700.induction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What an expression of a module stands for. Sets are known by what they contain, functions by their values. */
sealed interface Value {
    /** Something true or false. */
    record Proposition(Formula formula) implements Value {}

    /** An element of a sort. */
    record Element(Term term) implements Value {}

    /** A numeral; of which sort, what it is compared with tells. */
    record Numeral(int value) implements Value {}

    /** A tuple. */
    record Tuple(List<Value> parts) implements Value {}

    /** The empty sequence. */
    record EmptySequence() implements Value {}

    /**
     * A set of elements, or of tuples of them.
     *
     * @param columns the sorts of a tuple; of the empty set nobody knows them
     */
    record Collection(Optional<List<Sort>> columns, Function<List<Term>, Formula> contains) implements Value {
        static final Collection EMPTY = new Collection(Optional.empty(), any -> Formula.FALSE);

        static Collection of(List<Sort> columns, Function<List<Term>, Formula> contains) {
            return new Collection(Optional.of(List.copyOf(columns)), contains);
        }
    }

    /** A function. */
    record Mapping(List<Sort> arguments, Function<List<Term>, Value> apply) implements Value {}

    /** All subsets of a set. */
    record Power(Collection of) implements Value {}

    /** All functions from one set into another. */
    record Mappings(Collection domain, Value range) implements Value {}

    /** TRUE and FALSE. */
    record Booleans() implements Value {}

    /** The set of all integers, or naturals. */
    record AllNumbers(boolean natural) implements Value {}

    /** All sequences over a set. */
    record AllSequences(Collection over) implements Value {}

    /** One of two values of one kind. */
    static Value choice(Formula condition, Value then, Value otherwise) {
        if (condition.equals(Formula.TRUE)) {
            return then;
        } else if (condition.equals(Formula.FALSE)) {
            return otherwise;
        }
        if (then instanceof Proposition a && otherwise instanceof Proposition b) {
            return new Proposition(
                    Formula.or(Formula.and(condition, a.formula()), Formula.and(Formula.not(condition), b.formula())));
        } else if (then instanceof Element a && otherwise instanceof Element b) {
            return new Element(a.equals(b) ? a.term() : new Term.Choice(condition, a.term(), b.term()));
        } else if (then instanceof Collection a && otherwise instanceof Collection b) {
            return new Collection(
                    a.columns().or(b::columns),
                    terms -> Formula.or(
                            Formula.and(condition, a.contains().apply(terms)),
                            Formula.and(Formula.not(condition), b.contains().apply(terms))));
        } else if (then instanceof Mapping a && otherwise instanceof Mapping b) {
            return new Mapping(
                    a.arguments(),
                    terms -> choice(condition, a.apply().apply(terms), b.apply().apply(terms)));
        } else if (then instanceof Tuple a
                && otherwise instanceof Tuple b
                && a.parts().size() == b.parts().size()) {
            List<Value> parts = new ArrayList<>();
            for (int i = 0; i < a.parts().size(); i++) {
                parts.add(choice(condition, a.parts().get(i), b.parts().get(i)));
            }
            return new Tuple(parts);
        }
        throw new OutsideLanguageException("IF has branches of different kinds");
    }
}
