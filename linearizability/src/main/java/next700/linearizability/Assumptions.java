package next700.linearizability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.history.Completion;
import next700.history.History;
import next700.history.Operation;
import next700.history.Value;

/**
 * Whether a history that is violated contradicts no more than what was assumed of it: what the object is at first, and what
 * a read of null says. Another assumption is tried only where the operations that contradict each other suggest it.
 */
final class Assumptions {
    /** How long each assumption is tried. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    /** How many initial values are tried. */
    private static final int TRIED = 4;

    private final Specification<?> specification;
    private final History history;
    private final Deadline deadline;

    private Assumptions(Specification<?> specification, History history, Deadline deadline) {
        this.specification = specification;
        this.history = history;
        this.deadline = deadline;
    }

    /** What would make the history linearizable, in a sentence each, as far as that is known before the deadline. */
    static List<String> behind(
            Specification<?> specification, History history, Violation violation, Deadline deadline) {
        return new Assumptions(specification, history, deadline).behind(violation);
    }

    private List<String> behind(Violation violation) {
        List<String> remarks = new ArrayList<>();
        for (Value other : initialValues(violation)) {
            Optional<Specification<?>> begun = Conventions.beginning(specification, other);
            if (begun.isPresent() && holds(begun.get())) {
                remarks.add("It contradicts itself only because of what is assumed of the beginning, "
                        + initial(specification) + ": were it " + other + ", the history would be linearizable"
                        + " (option --initial '" + other + "').");
                break;
            }
        }
        boolean readNull = violation.core().operations().stream().anyMatch(SilentReads::isSilent);
        if (readNull && remarks.isEmpty() && holds(silent(specification))) {
            remarks.add("It contradicts itself only if a read of null saw the initial state: if it says nothing, the"
                    + " history is linearizable (option --null-reads unknown).");
        }
        return remarks;
    }

    private boolean holds(Specification<?> other) {
        return Linearizability.of(other).withDeadline(deadline.left(LONGEST)).verdict(history) instanceof Verdict.Holds;
    }

    private static Specification<?> silent(Specification<?> object) {
        return object instanceof Keyed<?> keyed
                ? new Keyed<>(new SilentReads<>(keyed.object()))
                : new SilentReads<>(object);
    }

    private static Value initial(Specification<?> object) {
        return switch (object) {
            case Register register -> register.initial();
            case CompareAndSetRegister register -> register.initial();
            case VersionedRegister register -> register.initialValue();
            case Counter counter -> Value.of(counter.start());
            case Bank bank -> Value.from(bank.opening());
            case Keyed<?> keyed -> initial(keyed.object());
            case SilentReads<?> reads -> initial(reads.object());
            default -> Value.NIL;
        };
    }

    /** What the object may have been at first, as far as the operations that contradict each other saw it. */
    private Set<Value> initialValues(Violation violation) {
        Set<Value> values = new LinkedHashSet<>();
        boolean keyed = specification instanceof Keyed<?>;
        List<Operation> core = violation.core().operations();
        for (Operation operation : keyed ? Keyed.withoutKeys(core) : core) {
            if (values.size() < TRIED && isFirst(operation, violation)) {
                seen(operation).ifPresent(values::add);
            }
        }
        return values;
    }

    private static Optional<Value> seen(Operation operation) {
        if (!(operation.completion() instanceof Completion.Ok ok)) {
            return Optional.empty();
        }
        return switch (operation.function()) {
            case "read" -> Optional.of(ok.value());
            case "cas" -> Pair.of(operation.argument()).map(Pair::first);
            default -> Optional.empty();
        };
    }

    /** Whether nothing that changed the same object had ended before the operation began: else it saw no initial state. */
    private boolean isFirst(Operation operation, Violation violation) {
        for (Operation other : history.operations()) {
            if (other.invoked().position() >= operation.invoked().position()) {
                return true;
            }
            boolean changes = !other.function().equals("read") && other.completion() instanceof Completion.Ok;
            boolean concerns = violation.key().isEmpty()
                    || Pair.of(other.argument())
                            .filter(pair -> pair.first().equals(violation.key().get()))
                            .isPresent();
            if (changes && concerns && other.precedes(operation)) {
                return false;
            }
        }
        return true;
    }
}
