package next700.linearizability;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import next700.history.Operation;
import next700.history.Value;

/**
 * Why a history is not linearizable.
 *
 * @param specification the name of what it was checked against
 * @param key the key whose operations contradict each other; empty if the object was checked as a whole
 * @param operations how many operations of that part took effect or may have
 * @param blocked the operation that cannot be placed: every legal order ends before its completion
 * @param order a legal order that comes as far as any. It was prolonged while anything open could be next, so that no
 *     further operation fits at its end; another that comes as far may be longer. What answers say that came only after the
 *     blocked operation had ended does not count yet
 * @param state the state after it
 * @param open the operations that could come next, {@code blocked} among them: invoked before its completion and not
 *     in the order. Each is illegal in the state, or (if nobody knows whether it happened) would change nothing
 * @param core operations that suffice for the contradiction
 * @param remarks what else is to be known, a sentence each: that another assumption would make it no contradiction
 */
public record Violation(
        String specification,
        Optional<Value> key,
        int operations,
        Operation blocked,
        List<Operation> order,
        String state,
        List<Operation> open,
        Core core,
        List<String> remarks) {
    private static final int SHOWN = 8;
    private static final int STATE_SHOWN = 200;

    public Violation {
        order = List.copyOf(order);
        open = List.copyOf(open);
        remarks = List.copyOf(remarks);
    }

    /** The same with something else to be known. */
    Violation remarking(List<String> known) {
        return new Violation(specification, key, operations, blocked, order, state, open, core, known);
    }

    /**
     * Operations that contradict each other even where every other change of the object may have taken effect at any
     * time after its invocation, or never.
     *
     * @param operations in the order of their invocations
     * @param minimal whether without any single one of them there would be no contradiction; if not, the search for
     *     fewer was ended by a bound
     */
    public record Core(List<Operation> operations, boolean minimal) {
        public Core {
            operations = List.copyOf(operations);
        }
    }

    /** The contradiction in a few sentences. */
    public String explain() {
        StringBuilder text = new StringBuilder();
        text.append("The history is not linearizable as a ").append(specification);
        key.ifPresent(concerned -> text.append(", at the key ").append(concerned));
        text.append(": '").append(blocked.describe()).append("' has no place. ");
        if (order.isEmpty()) {
            text.append("At the start, in the state ").append(shortened(state)).append(",");
        } else {
            text.append("A legal order that comes as far as any has ").append(order.size());
            text.append(" of ").append(operations).append(" operations, ends with ");
            text.append(last(order)).append(", and leaves ").append(shortened(state));
            text.append("; there");
        }
        text.append(" none of the operations then open can be next: ");
        text.append(first(open)).append(". ");
        text.append(contradiction());
        remarks.forEach(remark -> text.append(' ').append(remark));
        return text.toString();
    }

    private String contradiction() {
        int size = core.operations.size();
        if (!core.minimal && size > SHOWN) {
            return "Which operations contradict each other could not be narrowed down to fewer than " + size + ".";
        }
        if (size == 1) {
            return "Nothing that the others may have done could let this be: " + first(core.operations) + ".";
        }
        return (core.minimal ? "These " : "At most these ") + size
                + " operations contradict each other, whatever became of all others: " + first(core.operations) + ".";
    }

    private static String first(List<Operation> operations) {
        String more = operations.size() > SHOWN ? " and " + (operations.size() - SHOWN) + " more" : "";
        return operations.stream().limit(SHOWN).map(Violation::quoted).collect(Collectors.joining(", ")) + more;
    }

    private static String last(List<Operation> operations) {
        return operations.stream()
                .skip(Math.max(0, operations.size() - 3))
                .map(Violation::quoted)
                .collect(Collectors.joining(", "));
    }

    private static String quoted(Operation operation) {
        return "'" + operation.describe() + "'";
    }

    private static String shortened(String state) {
        return state.length() <= STATE_SHOWN ? state : state.substring(0, STATE_SHOWN) + "...";
    }
}
