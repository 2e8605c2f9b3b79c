package next700.linearizability;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.history.Completion;
import next700.history.History;
import next700.history.Operation;
import next700.history.Value;

/**
 * Where a value may have come from that was seen by an operation which is wrong by itself: from nobody, from an operation that
 * failed, or from one that was called only afterwards.
 */
final class Origin {
    private static final Set<String> SEEING = Set.of("read", "get", "dequeue", "pop");
    private static final Set<String> MAKING = Set.of("write", "put", "enqueue", "push", "cas");
    /** What makes values that nobody was given. */
    private static final Set<String> COMBINING = Set.of("append", "add");

    private Origin() {}

    /** A sentence on that, if one operation is the whole contradiction and there is something to say. */
    static List<String> of(History history, Violation violation) {
        List<Operation> core = violation.core().operations();
        if (core.size() != 1
                || !SEEING.contains(core.getFirst().function())
                || !(core.getFirst().completion() instanceof Completion.Ok ok)
                || history.operations().stream().anyMatch(operation -> COMBINING.contains(operation.function()))) {
            return List.of();
        }
        Operation seeing = core.getFirst();
        Value seen = value(violation, ok.value());
        List<Operation> sources = history.operations().stream()
                .filter(operation -> isSource(violation, operation, seen))
                .toList();
        if (seen.equals(Value.NIL)) {
            return List.of();
        }
        if (sources.isEmpty()) {
            return List.of("Nobody wrote " + seen + ".");
        }
        if (sources.stream().allMatch(source -> source.completion() instanceof Completion.Failed)) {
            return List.of("Only an operation that failed wrote " + seen + ": " + quoted(sources) + ".");
        }
        boolean later = sources.stream().allMatch(seeing::precedes);
        return later ? List.of(seen + " was written only afterwards: " + quoted(sources) + ".") : List.of();
    }

    private static boolean isSource(Violation violation, Operation operation, Value seen) {
        if (!MAKING.contains(operation.function())) {
            return false;
        }
        boolean concerns = violation.key().isEmpty()
                || Pair.of(operation.argument()).map(Pair::first).equals(violation.key());
        Value made = value(violation, operation.argument());
        Optional<Value> swapped =
                operation.function().equals("cas") ? Pair.of(made).map(Pair::second) : Optional.of(made);
        return concerns && swapped.filter(seen::equals).isPresent();
    }

    /** The value without the key. */
    private static Value value(Violation violation, Value recorded) {
        return violation.key().isEmpty()
                ? recorded
                : Pair.of(recorded).map(Pair::second).orElse(recorded);
    }

    private static String quoted(List<Operation> sources) {
        String more = sources.size() > 1 ? " and " + (sources.size() - 1) + " more" : "";
        return "'" + sources.getFirst().describe() + "'" + more;
    }
}
