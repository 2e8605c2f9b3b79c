package next700.linearizability;

import java.util.BitSet;

/**
 * A decision procedure for one kind of object that needs no search. It knows the histories for which a theorem makes it
 * complete, and leaves all others to {@link WingGongLowe}.
 */
interface Monitor {
    /** What a monitor found out. */
    sealed interface Finding {}

    /** The problem has a linearization: the items in this order. */
    record Linearized(Order order) implements Finding {}

    /** The problem has none, because of these items. */
    sealed interface Contradiction extends Finding {
        BitSet items();

        /** The event with which they contradict each other: what is only known later is not needed for that. */
        int end();
    }

    /**
     * The problem has none, and neither has the problem of these items alone. The items are closed under what the object
     * keeps apart (all operations on a value of a queue, say), so that a linearization of the whole, with any of its
     * operations weakened, would be one of these items, weakened alike.
     */
    record Impossible(BitSet items, int end) implements Contradiction {
        static Impossible of(Problem<?> problem, BitSet items) {
            return new Impossible(items, problem.lastCompletion(items));
        }
    }

    /**
     * The problem has none: these items contradict each other even if all others are weakened, as {@link #proves} confirms.
     *
     * @param minimal whether it is known that none of them can be left out, if nothing was wrong before that event
     */
    record Proved(BitSet items, int end, boolean minimal) implements Contradiction {
        static Proved of(Problem<?> problem, BitSet items, boolean minimal) {
            return new Proved(items, problem.lastCompletion(items), minimal);
        }
    }

    /** The theorem says nothing of such histories. */
    record Beyond() implements Finding {}

    Finding BEYOND = new Beyond();

    /**
     * Decides a problem; {@link Beyond} where it cannot.
     *
     * @throws Deadline.PassedException if there was no answer before the deadline
     */
    <S> Finding decide(Problem<S> problem, Deadline deadline);

    /**
     * Holds a {@link Proved} contradiction against the definition: whether these items contradict each other, whatever became
     * of all others. To search for that would take too long, since so many others may have happened or not.
     */
    default <S> boolean proves(Problem<S> problem, BitSet core) {
        return false;
    }
}
