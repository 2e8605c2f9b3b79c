package next700.linearizability;

/**
 * What one operation with its observed answer does to a state.
 *
 * <p>Transitions that are equal are interchangeable, of which the search makes use; so a change is best a record, while
 * for observations a lambda does.
 */
@FunctionalInterface
public interface Transition<S> {
    /** The state afterwards; null if the operation could not have had its answer in this state. */
    S apply(S state);

    /** What the operation does where nobody knows its answer; the same, if the answer said nothing about the state. */
    default Transition<S> unanswered() {
        return this;
    }

    /**
     * Whether it is possible in every state and leads to the same one from each, as far as the key is concerned where
     * it concerns only one. Nobody can tell whether it happened just before another such transition.
     */
    default boolean overwrites() {
        return false;
    }
}
