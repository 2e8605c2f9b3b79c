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
}
