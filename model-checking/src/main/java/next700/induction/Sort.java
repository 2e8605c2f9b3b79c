package next700.induction;

import java.util.Optional;

/**
 * A set of the module's whose elements are told apart by name only, or stand in an order that TLA+ gives them.
 *
 * @param of whose sets, or sequences, the elements are
 */
record Sort(String name, Kind kind, Optional<Sort> of) {
    /** What is known of the elements. */
    enum Kind {
        /** Nothing. */
        PLAIN,
        /** They are integers, and so in a total order. */
        NUMBERS,
        /** They are natural numbers: 0 is the least. */
        NATURALS,
        /** They are sets of elements of another sort. */
        SETS,
        /** They are sequences, which are prefixes of one another or not. */
        SEQUENCES
    }

    boolean isOrdered() {
        return kind == Kind.NUMBERS || kind == Kind.NATURALS;
    }

    @Override
    public String toString() {
        return name;
    }
}
