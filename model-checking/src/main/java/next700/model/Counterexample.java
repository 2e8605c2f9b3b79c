package next700.model;

import java.util.List;
import java.util.Optional;

/**
 * A behaviour that violates a property.
 *
 * @param loop the number of the state to which the behaviour goes back, for ever, after the last one
 * @param stutters whether nothing happens any more after the last state
 */
public record Counterexample(List<State> states, Optional<Integer> loop, boolean stutters) {
    public Counterexample {
        states = List.copyOf(states);
    }

    /** The number of states. */
    public int length() {
        return states.size();
    }

    /** The names of the steps, in order. */
    public List<String> steps() {
        return states.stream().skip(1).map(State::action).toList();
    }

    /** For people: step by step, only what changed. */
    @Override
    public String toString() {
        return CounterexamplePrinter.print(this);
    }
}
