package next700.linearizability;

import java.util.Optional;
import next700.history.Value;

/** A value of two elements, such as {@code [key, value]}. */
public record Pair(Value first, Value second) {
    /** The two elements of a list of two; empty for anything else. */
    public static Optional<Pair> of(Value value) {
        return value instanceof Value.Sequence sequence && sequence.elements().size() == 2
                ? Optional.of(
                        new Pair(sequence.elements().get(0), sequence.elements().get(1)))
                : Optional.empty();
    }
}
