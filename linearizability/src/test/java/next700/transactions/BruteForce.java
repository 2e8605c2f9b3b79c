package next700.transactions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import next700.history.Completion;
import next700.history.History;
import next700.history.Operation;
import next700.history.Value;

/**
 * The definitions of some models, tried out on histories of a few transactions: all choices of what committed of the
 * unknown, in all orders. It shares nothing with the checker, not even the reading of transactions.
 */
final class BruteForce {
    /** What is kept beside the level: nothing, the order of each process, or that of real time. */
    enum Kept {
        NOTHING,
        PROCESSES,
        REAL_TIME;

        boolean orders(Operation one, Operation other) {
            return switch (this) {
                case NOTHING -> false;
                case PROCESSES -> one.process().equals(other.process()) && one.precedes(other);
                case REAL_TIME -> one.precedes(other);
            };
        }
    }

    private record Step(String function, Value key, Value value) {}

    private final Kept kept;
    private final List<Operation> required = new ArrayList<>();
    private final List<Operation> possible = new ArrayList<>();
    private boolean exclusive;

    private BruteForce(History history, Kept kept) {
        this.kept = kept;
        for (Operation operation : history.operations()) {
            switch (operation.completion()) {
                case Completion.Ok ok -> required.add(operation);
                case Completion.Failed failed -> {}
                case Completion.Unknown unknown -> possible.add(operation);
            }
        }
    }

    private static List<Step> steps(Operation operation) {
        Value value = operation.completion() instanceof Completion.Ok ok ? ok.value() : operation.argument();
        List<Step> steps = new ArrayList<>();
        for (Value step : ((Value.Sequence) value).elements()) {
            List<Value> parts = ((Value.Sequence) step).elements();
            steps.add(new Step(((Value.Text) parts.getFirst()).value(), parts.get(1), parts.get(2)));
        }
        return steps;
    }

    private static boolean isKnown(Operation operation) {
        return operation.completion() instanceof Completion.Ok;
    }

    /** What a transaction leaves of what it finds; null if it would not have read what it read. */
    private static Map<Value, Value> execute(Operation operation, Map<Value, Value> found) {
        Map<Value, Value> state = new HashMap<>(found);
        for (Step step : steps(operation)) {
            Value held = state.get(step.key);
            switch (step.function) {
                case "append" -> {
                    List<Value> list = new ArrayList<>(held == null ? List.of() : ((Value.Sequence) held).elements());
                    list.add(step.value);
                    state.put(step.key, new Value.Sequence(list));
                }
                case "w" -> state.put(step.key, step.value);
                default -> {
                    boolean emptyBoth = held == null
                            && (step.value.equals(Value.NIL) || step.value.equals(new Value.Sequence(List.of())));
                    if (isKnown(operation) && !emptyBoth && !step.value.equals(held)) {
                        return null;
                    }
                }
            }
        }
        return state;
    }

    private static Set<Value> written(Operation operation) {
        Set<Value> keys = new HashSet<>();
        for (Step step : steps(operation)) {
            if (!step.function.equals("r")) {
                keys.add(step.key);
            }
        }
        return keys;
    }

    /** Whether some serial order explains all reads. */
    static boolean isSerializable(History history, Kept kept) {
        BruteForce search = new BruteForce(history, kept);
        return search.extend(Map.of(), new ArrayList<>(search.required), new ArrayList<>(search.possible));
    }

    private boolean extend(Map<Value, Value> state, List<Operation> left, List<Operation> maybe) {
        if (left.isEmpty()) {
            return true;
        }
        for (List<Operation> source : List.of(left, maybe)) {
            for (Operation next : List.copyOf(source)) {
                if (left.stream().anyMatch(other -> !other.equals(next) && kept.orders(other, next))) {
                    continue;
                }
                Map<Value, Value> after = execute(next, state);
                if (after != null) {
                    int place = source.indexOf(next);
                    source.remove(place);
                    boolean works = extend(after, left, maybe);
                    source.add(place, next);
                    if (works) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /**
     * Whether the transactions can be given starts and commits so that each reads what had committed when it started,
     * and no two that overlap write the same key (Berenson et al., "A critique of ANSI SQL isolation levels", 1995).
     */
    static boolean isSnapshotIsolated(History history, Kept kept) {
        return new BruteForce(history, kept).hasSnapshots(true);
    }

    /**
     * The same of transactions that may overlap and write the same key (Biswas and Enea, OOPSLA 2019): a list grows by what
     * each appended, at its commit, and who has read what it appended itself is not overlapped there.
     */
    static boolean isPrefixConsistent(History history, Kept kept) {
        return new BruteForce(history, kept).hasSnapshots(false);
    }

    private boolean hasSnapshots(boolean exclusive) {
        this.exclusive = exclusive;
        return snapshot(Map.of(), new HashMap<>(), new ArrayList<>(required), new ArrayList<>(possible), Set.of());
    }

    /** The keys at which a transaction is alone with those of them that overlap it. */
    private Set<Value> alone(Operation operation) {
        Set<Value> keys = new HashSet<>();
        Set<Value> appended = new HashSet<>();
        for (Step step : steps(operation)) {
            if (step.function.equals("append")) {
                appended.add(step.key);
            } else if (step.function.equals("r") && isKnown(operation) && appended.contains(step.key)) {
                keys.add(step.key);
            }
        }
        return exclusive ? written(operation) : keys;
    }

    /** What a key holds when a transaction has committed that will leave something else than what it found. */
    private static Value left(Operation operation, Value key, Map<Value, Value> committed, Map<Value, Value> after) {
        long own = steps(operation).stream()
                .filter(step -> step.function.equals("append") && step.key.equals(key))
                .count();
        if (own == 0) {
            return after.get(key);
        }
        List<Value> list = new ArrayList<>(
                committed.containsKey(key) ? ((Value.Sequence) committed.get(key)).elements() : List.of());
        List<Value> whole = ((Value.Sequence) after.get(key)).elements();
        list.addAll(whole.subList(whole.size() - (int) own, whole.size()));
        return new Value.Sequence(list);
    }

    /** What a running transaction will leave, and the keys that others committed since it started. */
    private record Running(Map<Value, Value> after, Set<Value> overtaken) {}

    private boolean snapshot(
            Map<Value, Value> committed,
            Map<Operation, Running> running,
            List<Operation> left,
            List<Operation> maybe,
            Set<Operation> done) {
        if (left.isEmpty() && running.keySet().stream().noneMatch(BruteForce::isKnown)) {
            return true;
        }
        for (Operation next : List.copyOf(running.keySet())) {
            Running at = running.get(next);
            if (alone(next).stream().anyMatch(at.overtaken::contains)) {
                continue;
            }
            Map<Value, Value> after = new HashMap<>(committed);
            Map<Operation, Running> others = new HashMap<>();
            written(next).forEach(key -> after.put(key, left(next, key, committed, at.after)));
            running.forEach((operation, one) -> {
                if (!operation.equals(next)) {
                    Set<Value> overtaken = new HashSet<>(one.overtaken);
                    overtaken.addAll(written(next));
                    others.put(operation, new Running(one.after, overtaken));
                }
            });
            Set<Operation> ended = new HashSet<>(done);
            ended.add(next);
            if (snapshot(after, others, left, maybe, ended)) {
                return true;
            }
        }
        for (List<Operation> source : List.of(left, maybe)) {
            for (Operation next : List.copyOf(source)) {
                boolean early = required.stream()
                        .anyMatch(other -> !other.equals(next) && !done.contains(other) && kept.orders(other, next));
                Map<Value, Value> after = early ? null : execute(next, committed);
                if (after == null) {
                    continue;
                }
                int place = source.indexOf(next);
                source.remove(place);
                Map<Operation, Running> more = new HashMap<>(running);
                more.put(next, new Running(after, Set.of()));
                boolean works = snapshot(committed, more, left, maybe, done);
                source.add(place, next);
                if (works) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Whether lists are read committed by Adya's definition (PL-2): for some order of the committed appends at each key,
     * which has those of each transaction in the order of the transaction, reads are beginnings of it that end with the last append of a transaction, with the reader's own appends behind
     * them, and what overwrites and what reads do not order transactions in a circle.
     */
    static boolean isReadCommitted(History history) {
        BruteForce search = new BruteForce(history, Kept.NOTHING);
        for (int choice = 0; choice < 1 << search.possible.size(); choice++) {
            List<Operation> committed = new ArrayList<>(search.required);
            for (int i = 0; i < search.possible.size(); i++) {
                if (((choice >> i) & 1) == 1) {
                    committed.add(search.possible.get(i));
                }
            }
            Map<Value, List<Value>> appended = new HashMap<>();
            for (Operation operation : committed) {
                for (Step step : steps(operation)) {
                    if (step.function.equals("append")) {
                        appended.computeIfAbsent(step.key, none -> new ArrayList<>())
                                .add(step.value);
                    }
                }
            }
            if (arrange(committed, new ArrayList<>(appended.keySet()), appended, new HashMap<>())) {
                return true;
            }
        }
        return false;
    }

    private static boolean arrange(
            List<Operation> committed,
            List<Value> keys,
            Map<Value, List<Value>> appended,
            Map<Value, List<Value>> orders) {
        if (keys.size() == orders.size()) {
            return isReadCommitted(committed, orders);
        }
        Value key = keys.get(orders.size());
        for (List<Value> order : Permutations.of(appended.get(key))) {
            orders.put(key, order);
            if (arrange(committed, keys, appended, orders)) {
                return true;
            }
            orders.remove(key);
        }
        return false;
    }

    private static boolean isReadCommitted(List<Operation> committed, Map<Value, List<Value>> orders) {
        Map<Operation, Set<Operation>> before = new HashMap<>();
        for (List<Value> order : orders.values()) {
            for (int i = 0; i + 1 < order.size(); i++) {
                Value key = keyOf(orders, order);
                before.computeIfAbsent(appender(committed, key, order.get(i)), none -> new HashSet<>())
                        .add(appender(committed, key, order.get(i + 1)));
            }
        }
        for (Operation operation : committed) {
            Map<Value, List<Value>> own = new HashMap<>();
            Map<Value, Integer> reached = new HashMap<>();
            for (Step step : steps(operation)) {
                if (step.function.equals("append")) {
                    int place = orders.get(step.key).indexOf(step.value);
                    if (place < reached.getOrDefault(step.key, 0)) {
                        return false;
                    }
                    reached.put(step.key, place);
                }
                List<Value> mine = own.computeIfAbsent(step.key, none -> new ArrayList<>());
                if (step.function.equals("append")) {
                    mine.add(step.value);
                    continue;
                }
                if (!isKnown(operation)) {
                    continue;
                }
                List<Value> read = step.value.equals(Value.NIL) ? List.of() : ((Value.Sequence) step.value).elements();
                int others = read.size() - mine.size();
                if (others < 0 || !read.subList(others, read.size()).equals(mine)) {
                    return false;
                }
                List<Value> order = orders.getOrDefault(step.key, List.of());
                if (others > order.size() || !read.subList(0, others).equals(order.subList(0, others))) {
                    return false;
                }
                if (!mine.isEmpty()
                        && !(others + mine.size() <= order.size()
                                && order.subList(others, others + mine.size()).equals(mine))) {
                    return false;
                }
                if (others > 0) {
                    Operation writer = appender(committed, step.key, read.get(others - 1));
                    if (writer.equals(operation) || !read.get(others - 1).equals(lastAppend(writer, step.key))) {
                        return false;
                    }
                    before.computeIfAbsent(writer, none -> new HashSet<>()).add(operation);
                }
            }
        }
        return committed.stream().noneMatch(operation -> reaches(before, operation, operation, new HashSet<>()));
    }

    private static Value keyOf(Map<Value, List<Value>> orders, List<Value> order) {
        return orders.entrySet().stream()
                .filter(entry -> entry.getValue().equals(order))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static Operation appender(List<Operation> committed, Value key, Value element) {
        return committed.stream()
                .filter(operation -> steps(operation).contains(new Step("append", key, element)))
                .findFirst()
                .orElseThrow();
    }

    private static Value lastAppend(Operation operation, Value key) {
        Value last = null;
        for (Step step : steps(operation)) {
            last = step.function.equals("append") && step.key.equals(key) ? step.value : last;
        }
        return last;
    }

    private static boolean reaches(
            Map<Operation, Set<Operation>> before, Operation from, Operation goal, Set<Operation> seen) {
        for (Operation next : before.getOrDefault(from, Set.of())) {
            if (!next.equals(from) && (next.equals(goal) || (seen.add(next) && reaches(before, next, goal, seen)))) {
                return true;
            }
        }
        return false;
    }
}
