package next700.linearizability;

import java.util.ArrayList;
import java.util.List;
import next700.history.History;
import next700.history.Operation;
import next700.linearizability.Meaning.Fate;

/**
 * The definition of linearizability, tried out: all choices of operations nobody knows about, in all orders. For
 * histories of a few operations; shares nothing with the checker but the meaning of operations.
 */
final class BruteForce<S> {
    private final Specification<S> specification;
    private final List<Operation> operations;

    private BruteForce(Specification<S> specification, List<Operation> operations) {
        this.specification = specification;
        this.operations = operations;
    }

    static <S> boolean isLinearizable(Specification<S> specification, History history) {
        return new BruteForce<>(specification, history.operations()).extend(specification.initial(), new ArrayList<>());
    }

    private boolean extend(S state, List<Operation> order) {
        if (operations.stream().allMatch(operation -> order.contains(operation) || !mustHappen(operation))) {
            return true;
        }
        for (Operation next : operations) {
            boolean late = order.contains(next)
                    || operations.stream()
                            .anyMatch(other -> mustHappen(other) && !order.contains(other) && other.precedes(next));
            Meaning<S> meaning = specification.interpret(next);
            if (late || meaning.fate() == Fate.IRRELEVANT) {
                continue;
            }
            S after = meaning.transition().apply(state);
            if (after != null) {
                order.add(next);
                if (extend(after, order)) {
                    return true;
                }
                order.removeLast();
            }
        }
        return false;
    }

    private boolean mustHappen(Operation operation) {
        Fate fate = specification.interpret(operation).fate();
        return fate == Fate.HAPPENED || fate == Fate.OBSERVED;
    }
}
