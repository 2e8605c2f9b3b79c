package next700.process;

import java.util.List;

/**
 * A process, replica or client, as a pure state machine: it takes one input at a time, changes its own state, and says what
 * is to be done. It knows no clock, thread, socket, file or randomness, and so behaves the same in the simulator, on
 * the network and under the model checker's trace replay.
 *
 * <p>Whatever arrives may be forged: a process acts on a message only after its own guards, and never fails on one.
 */
public interface Automaton {
    /** What the process does of its own accord when its host starts it, before any input. */
    default List<Effect> start() {
        return List.of();
    }

    /** Takes one input and returns the effects, in the order in which the host is to carry them out. */
    List<Effect> on(Input input);

    /**
     * Looks whether the process' own invariants hold, those that no message may break. Simulators call it after every
     * input; networks do not.
     *
     * @throws IllegalStateException naming the invariant that does not hold
     */
    default void check() {}
}
