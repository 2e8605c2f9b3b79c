package next700.linearizability;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import next700.history.History;
import next700.history.Operation;
import next700.history.Value;
import next700.linearizability.Meaning.Fate;

/**
 * Replays a linearization against the definition (Herlihy and Wing, "Linearizability", TOPLAS 1990) in one
 * pass, and shares no code with the search that found it: the order has every operation that happened and none that did
 * not, each is legal where it stands, and none stands after one that was invoked only after it had ended.
 */
public final class CertificateChecker {
    private CertificateChecker() {}

    /** What is wrong with a certificate; empty if it proves that the history is linearizable. */
    public static <S> Optional<String> defect(
            Specification<S> specification, History history, Certificate certificate) {
        Set<Integer> seen = new HashSet<>();
        Map<Optional<Value>, S> states = new HashMap<>();
        boolean keyed = history.operations().stream()
                .map(specification::interpret)
                .allMatch(meaning ->
                        meaning.fate() == Fate.IRRELEVANT || meaning.key().isPresent());
        int latestInvocation = -1;
        for (Operation operation : certificate.order()) {
            int index = operation.index();
            if (index >= history.size() || !history.operations().get(index).equals(operation)) {
                return Optional.of("not of this history: " + operation.describe());
            }
            if (!seen.add(index)) {
                return Optional.of("twice in the order: " + operation.describe());
            }
            if (operation.deadline() < latestInvocation) {
                return Optional.of("after an operation that was invoked only later: " + operation.describe());
            }
            latestInvocation = Math.max(latestInvocation, operation.invoked().position());
            Meaning<S> meaning = specification.interpret(operation);
            if (meaning.fate() == Fate.IRRELEVANT) {
                return Optional.of("has no place in an order: " + operation.describe());
            }
            Optional<Value> part = keyed ? meaning.key() : Optional.empty();
            S before = states.getOrDefault(part, specification.initial());
            S after = meaning.transition().apply(before);
            if (after == null) {
                return Optional.of("illegal in the state " + before + ": " + operation.describe());
            }
            states.put(part, after);
        }
        return history.operations().stream()
                .filter(operation -> !seen.contains(operation.index()) && happened(specification, operation))
                .findFirst()
                .map(operation -> "missing in the order: " + operation.describe());
    }

    private static boolean happened(Specification<?> specification, Operation operation) {
        Fate fate = specification.interpret(operation).fate();
        return fate == Fate.HAPPENED || fate == Fate.OBSERVED;
    }
}
