package next700.induction;

import java.util.List;
import java.util.Optional;

/**
 * A relation or function between sorts.
 *
 * @param result of a function; a relation has none
 * @param moment of which state it is, where it changes
 */
record Symbol(String name, List<Sort> arguments, Optional<Sort> result, Moment moment) {
    /** When. */
    enum Moment {
        /** At all times the same. */
        ALWAYS,
        /** In the state before a step. */
        BEFORE,
        /** In the state after it. */
        AFTER
    }

    Symbol {
        arguments = List.copyOf(arguments);
    }

    static Symbol relation(String name, List<Sort> arguments) {
        return new Symbol(name, arguments, Optional.empty(), Moment.ALWAYS);
    }

    static Symbol constant(String name, Sort sort) {
        return new Symbol(name, List.of(), Optional.of(sort), Moment.ALWAYS);
    }

    Symbol at(Moment when) {
        return new Symbol(name, arguments, result, when);
    }

    boolean isRelation() {
        return result.isEmpty();
    }

    @Override
    public String toString() {
        return moment == Moment.AFTER ? name + "'" : name;
    }
}
