package next700.linearizability.streaming;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import next700.history.Operation;
import next700.history.Value;

/**
 * An operation that ended as it cannot have ended, found while the history was still growing.
 *
 * @param specification the name of what it was checked against
 * @param key the key whose operations contradict each other; empty if the object was checked as a whole
 * @param operation the operation that has no place
 * @param states the states that the object can have been in just before its end, a few of them
 * @param open the operations that were open then and may have changed the state
 * @param recent the operations of the same part that ended last before it
 */
public record Contradiction(
        String specification,
        Optional<Value> key,
        Operation operation,
        List<String> states,
        List<Operation> open,
        List<Operation> recent) {
    private static final int SHOWN = 8;

    public Contradiction {
        states = List.copyOf(states);
        open = List.copyOf(open);
        recent = List.copyOf(recent);
    }

    /** The contradiction in a few sentences. */
    public String explain() {
        StringBuilder text = new StringBuilder("The history is not linearizable as a ").append(specification);
        key.ifPresent(concerned -> text.append(", at the key ").append(concerned));
        text.append(": ").append(quoted(operation));
        text.append(" has no place. Whatever happened before, the state must have been ")
                .append(states.stream().limit(SHOWN).collect(Collectors.joining(" or ")));
        if (states.size() > SHOWN) {
            text.append(" or one of ").append(states.size() - SHOWN).append(" more");
        }
        text.append(", and ");
        List<Operation> others = open.stream()
                .filter(other -> other.index() != operation.index())
                .toList();
        text.append(
                others.isEmpty()
                        ? "no other operation was open"
                        : "of the operations then open none could help: " + listed(others));
        return text.append('.').toString();
    }

    private static String listed(List<Operation> operations) {
        String more = operations.size() > SHOWN ? " and " + (operations.size() - SHOWN) + " more" : "";
        return operations.stream().limit(SHOWN).map(Contradiction::quoted).collect(Collectors.joining(", ")) + more;
    }

    private static String quoted(Operation operation) {
        return "'" + operation.describe() + "'";
    }
}
