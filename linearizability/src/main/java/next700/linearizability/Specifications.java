package next700.linearizability;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import next700.history.Completion;
import next700.history.History;
import next700.history.Operation;

/** The specifications that come with the checker, by name and by what a history calls. */
public final class Specifications {
    /** The plain one of each kind, which {@link #detect} chooses from. */
    private static final List<Specification<?>> PLAIN = List.of(
            new Register(),
            new CompareAndSetRegister(),
            new KeyValue(),
            new Counter(),
            new FifoQueue(),
            new Stack(),
            new ValueSet(),
            new Bank(),
            new Mutex(),
            new UniqueIds(),
            new ListAppend());

    private static final List<Specification<?>> VARIANTS = List.of(
            new KeyValue(KeyValue.Absent.NULL),
            new KeyValue(KeyValue.Absent.EMPTY_TEXT),
            new VersionedRegister(),
            new Bag(),
            new PriorityQueue(),
            new Mutex(true));

    /** How many operations are looked at to tell objects with the same functions from each other. */
    private static final int LOOKED_AT = 1_000;

    private Specifications() {}

    public static List<Specification<?>> all() {
        List<Specification<?>> all = new ArrayList<>(PLAIN);
        all.addAll(VARIANTS);
        return List.copyOf(all);
    }

    /** The one of that name, such as register or kv-null. */
    public static Optional<Specification<?>> named(String name) {
        return all().stream()
                .filter(specification -> specification.name().equals(name))
                .findFirst();
    }

    /**
     * The specification that knows all functions of a history, and understands its values if one does; {@link Keyed} where calls
     * name keys. Of two where one knows all that the other knows, it is
     * the smaller, since a compare-and-set register of which only reads and writes were asked is a register. Empty
     * where none knows them all, where the history has no operations, and where more than one remains: reads alone
     * may be of a register or of a counter.
     */
    public static Optional<Specification<?>> detect(History history) {
        return detect(history, Keyed.keysOf(history) == Keyed.Keys.NAMED);
    }

    /** The same of a history that has, or has not, an object at each key, which the values do not always tell. */
    public static Optional<Specification<?>> detect(History history, boolean keyed) {
        if (!keyed) {
            return detectOne(history.operations());
        }
        List<Operation> operations = Keyed.withoutKeys(history.operations());
        // Of all that can be read at keys, registers are what is recorded so.
        return detectOne(operations)
                .or(() -> operations.stream().map(Operation::function).allMatch("read"::equals) && !operations.isEmpty()
                        ? Optional.of(new Register())
                        : Optional.empty())
                .map(Keyed::new);
    }

    private static Optional<Specification<?>> detectOne(List<Operation> operations) {
        if (isVersioned(operations)) {
            return Optional.of(new VersionedRegister());
        }
        Set<String> called = operations.stream().map(Operation::function).collect(Collectors.toUnmodifiableSet());
        List<Specification<?>> knowing = PLAIN.stream()
                .filter(specification -> specification.functions().containsAll(called))
                .toList();
        if (knowing.size() < 2) {
            return knowing.stream().findFirst();
        }
        List<Specification<?>> understanding = knowing.stream()
                .filter(specification -> understands(specification, operations))
                .toList();
        // Where none understands the values, the one that knows the functions has the better complaint.
        List<Specification<?>> fitting = understanding.isEmpty() ? knowing : understanding;
        List<Specification<?>> smallest = fitting.stream()
                .filter(one -> fitting.stream()
                        .noneMatch(other -> !other.functions().equals(one.functions())
                                && one.functions().containsAll(other.functions())))
                .toList();
        return smallest.size() == 1 ? Optional.of(smallest.getFirst()) : Optional.empty();
    }

    /**
     * Whether a register is read as [value, version], and no such pairs were written: then it can be nothing else, for as a
     * plain register it would be read as what nobody wrote.
     */
    private static boolean isVersioned(List<Operation> operations) {
        VersionedRegister register = new VersionedRegister();
        boolean isRead = false;
        for (Operation operation : operations.stream().limit(LOOKED_AT).toList()) {
            if (!register.functions().contains(operation.function())
                    || Pair.of(operation.argument()).isPresent()) {
                return false;
            }
            isRead |= operation.function().equals("read") && operation.completion() instanceof Completion.Ok;
        }
        return isRead && understands(register, operations);
    }

    /** Whether the values have the right shapes: a set is read as a list, a counter as a number. */
    private static boolean understands(Specification<?> specification, List<Operation> operations) {
        try {
            operations.stream().limit(LOOKED_AT).forEach(specification::interpret);
            return true;
        } catch (UnintelligibleOperationException e) {
            return false;
        }
    }
}
