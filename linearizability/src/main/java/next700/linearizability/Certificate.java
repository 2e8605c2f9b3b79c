package next700.linearizability;

import java.util.List;
import next700.history.Operation;

/**
 * A linearization: the operations that took effect, in an order that is legal and that real time does not contradict.
 * It has every operation that is known to have happened, and of those that nobody knows about some.
 */
public record Certificate(List<Operation> order) {
    public Certificate {
        order = List.copyOf(order);
    }
}
