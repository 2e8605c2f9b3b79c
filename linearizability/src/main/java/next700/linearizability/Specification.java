package next700.linearizability;

import java.util.Set;
import next700.history.Operation;

/**
 * A sequential specification (Herlihy and Wing, "Linearizability", TOPLAS 1990): the object as it would be
 * with one caller at a time. It gives each recorded operation its {@link Meaning}, and with it what a failure or a
 * missing answer says.
 *
 * @param <S> the states: immutable, with {@code equals} and {@code hashCode} by content, and a readable
 *     {@code toString}, since checkers remember, compare and print them
 */
public interface Specification<S> {
    /** The name it is asked for by, for instance {@code cas-register}. */
    String name();

    /** The functions it knows. */
    Set<String> functions();

    S initial();

    /**
     * About how many bytes it takes to remember a state, apart from what it shares with the history and with the state
     * that it was made from. Checkers keep their memory budgets by it.
     */
    default long sizeBytes(S state) {
        return 64 + 2L * state.toString().length();
    }

    /**
     * Whether an operation's key is known as soon as it is invoked. Of a container whose keys are the values in it, it is not:
     * what will be taken out is known with the answer.
     */
    default boolean tellsKeysWhenInvoked() {
        return true;
    }

    /**
     * What a recorded operation says about the object.
     *
     * @throws UnintelligibleOperationException if the function is not one of this object's, or a value has not the
     *     shape that the function asks for
     */
    Meaning<S> interpret(Operation operation);
}
