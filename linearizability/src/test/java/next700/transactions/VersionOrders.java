package next700.transactions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import next700.history.Completion;
import next700.history.History;
import next700.history.Operation;
import next700.history.Value;

/**
 * Adya's definitions (thesis, chapter 4), tried out on histories of a few transactions that read nothing absurd: all
 * choices of what committed of the unknown, of who wrote what was read, and of the orders of versions, and for each the
 * cycles that its graph has. A model holds if some choice has no cycle that it forbids. It shares nothing with the
 * checker, not even the reading of transactions.
 */
final class VersionOrders {
    private static final int WW = 1;
    private static final int WR = 2;
    private static final int RW = 4;

    private record Step(String function, Value key, Value value) {}

    /** What a transaction reads of others: a key, and the value, or null if it was the initial one. */
    private record Read(int reader, Value key, Value value) {}

    /** A version: the value that a transaction left at a key; of a list, its last element. */
    private record Version(int writer, Value key, Value value) {}

    private final List<Operation> committed;
    private final boolean lists;
    private final List<Read> reads = new ArrayList<>();
    private final Map<Value, List<Version>> versions = new LinkedHashMap<>();
    /** For each key of lists the elements that were read, in their order, and those that their reader added to them. */
    private final Map<Value, List<Value>> longest = new HashMap<>();

    private final Set<ConsistencyModel> holding;
    private boolean repeatable = true;

    /** The models that hold; empty if the history shows an anomaly that needs no cycle. */
    static Set<ConsistencyModel> holding(History history, boolean lists) {
        List<Operation> required = new ArrayList<>();
        List<Operation> possible = new ArrayList<>();
        for (Operation operation : history.operations()) {
            switch (operation.completion()) {
                case Completion.Ok ok -> required.add(operation);
                case Completion.Failed failed -> {}
                case Completion.Unknown unknown -> possible.add(operation);
            }
        }
        Set<ConsistencyModel> holding = new HashSet<>();
        for (int choice = 0; choice < 1 << possible.size(); choice++) {
            List<Operation> committed = new ArrayList<>(required);
            for (int i = 0; i < possible.size(); i++) {
                if (((choice >> i) & 1) == 1) {
                    committed.add(possible.get(i));
                }
            }
            new VersionOrders(committed, lists, holding).explore();
        }
        return holding;
    }

    private VersionOrders(List<Operation> committed, boolean lists, Set<ConsistencyModel> holding) {
        this.committed = committed;
        this.lists = lists;
        this.holding = holding;
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

    private void explore() {
        for (int i = 0; i < committed.size(); i++) {
            if (!(lists ? readLists(i) : readRegisters(i))) {
                return;
            }
        }
        if (lists && !readsArePrefixes()) {
            return;
        }
        source(0, new ArrayList<>());
    }

    private boolean readRegisters(int transaction) {
        boolean known = committed.get(transaction).completion() instanceof Completion.Ok;
        Map<Value, Value> own = new LinkedHashMap<>();
        Map<Value, Value> seen = new HashMap<>();
        for (Step step : steps(committed.get(transaction))) {
            if (step.function.equals("w")) {
                own.put(step.key, step.value);
            } else if (known && own.containsKey(step.key)) {
                if (!own.get(step.key).equals(step.value)) {
                    return false;
                }
            } else if (known) {
                repeatable &= seen.getOrDefault(step.key, step.value).equals(step.value);
                seen.put(step.key, step.value);
                reads.add(new Read(transaction, step.key, step.value.equals(Value.NIL) ? null : step.value));
            }
        }
        own.forEach((key, value) ->
                versions.computeIfAbsent(key, none -> new ArrayList<>()).add(new Version(transaction, key, value)));
        return true;
    }

    private boolean readLists(int transaction) {
        boolean known = committed.get(transaction).completion() instanceof Completion.Ok;
        Map<Value, List<Value>> own = new LinkedHashMap<>();
        Map<Value, Integer> seen = new HashMap<>();
        for (Step step : steps(committed.get(transaction))) {
            List<Value> mine = own.computeIfAbsent(step.key, none -> new ArrayList<>());
            if (step.function.equals("append")) {
                mine.add(step.value);
                continue;
            }
            if (!known) {
                continue;
            }
            List<Value> read = step.value.equals(Value.NIL) ? List.of() : ((Value.Sequence) step.value).elements();
            int others = read.size() - mine.size();
            if (others < 0 || !read.subList(others, read.size()).equals(mine)) {
                return false;
            }
            repeatable &= seen.getOrDefault(step.key, others) == others;
            seen.put(step.key, others);
            List<Value> told = new ArrayList<>(read);
            if (!mine.isEmpty()) {
                List<Value> all = appended(committed.get(transaction), step.key);
                told.addAll(all.subList(mine.size(), all.size()));
            }
            List<Value> whole = longest.getOrDefault(step.key, List.of());
            int common = Math.min(whole.size(), told.size());
            if (!whole.subList(0, common).equals(told.subList(0, common))) {
                return false;
            }
            longest.put(step.key, whole.size() < told.size() ? told : whole);
            reads.add(new Read(transaction, step.key, others == 0 ? null : read.get(others - 1)));
        }
        own.forEach((key, elements) -> {
            if (!elements.isEmpty()) {
                versions.computeIfAbsent(key, none -> new ArrayList<>())
                        .add(new Version(transaction, key, elements.getLast()));
            }
        });
        return true;
    }

    /** Whether what was read of each list was appended by what committed, whole transactions one after the other. */
    private boolean readsArePrefixes() {
        for (var list : longest.entrySet()) {
            int at = 0;
            while (at < list.getValue().size()) {
                Value element = list.getValue().get(at);
                List<Value> run = committed.stream()
                        .map(operation -> appended(operation, list.getKey()))
                        .filter(elements -> elements.contains(element))
                        .findFirst()
                        .orElse(List.of());
                if (run.isEmpty()
                        || at + run.size() > list.getValue().size()
                        || !list.getValue().subList(at, at + run.size()).equals(run)) {
                    return false;
                }
                at += run.size();
            }
        }
        return true;
    }

    private static List<Value> appended(Operation operation, Value key) {
        return steps(operation).stream()
                .filter(step -> step.function.equals("append") && step.key.equals(key))
                .map(Step::value)
                .toList();
    }

    /** Who wrote what was read: all choices, one read after the other. */
    private void source(int read, List<Version> sources) {
        if (read == reads.size()) {
            arrange(new ArrayList<>(versions.keySet()), new HashMap<>(), sources);
            return;
        }
        Read next = reads.get(read);
        List<Version> candidates = new ArrayList<>();
        if (next.value == null) {
            candidates.add(null);
        }
        for (Version version : versions.getOrDefault(next.key, List.of())) {
            if (version.value.equals(next.value == null ? Value.NIL : next.value) && version.writer != next.reader) {
                candidates.add(version);
            }
        }
        for (Version candidate : candidates) {
            sources.add(candidate);
            source(read + 1, sources);
            sources.removeLast();
        }
    }

    private void arrange(List<Value> keys, Map<Value, List<Version>> orders, List<Version> sources) {
        if (orders.size() == keys.size()) {
            judge(orders, sources);
            return;
        }
        Value key = keys.get(orders.size());
        for (List<Version> order : Permutations.of(versions.get(key))) {
            if (lists ? agrees(order, longest.getOrDefault(key, List.of())) : followsReads(order, sources)) {
                orders.put(key, order);
                arrange(keys, orders, sources);
                orders.remove(key);
            }
        }
    }

    /** Whether the versions that were read come first, in the order in which they were read. */
    private static boolean agrees(List<Version> order, List<Value> read) {
        int place = -1;
        boolean behind = false;
        for (Version version : order) {
            int at = read.indexOf(version.value);
            if (at >= 0 && (behind || at < place)) {
                return false;
            }
            behind |= at < 0;
            place = Math.max(place, at);
        }
        return true;
    }

    /** Whether a transaction that read a register and wrote it made a later version: it is assumed of all systems. */
    private boolean followsReads(List<Version> order, List<Version> sources) {
        for (Version version : order) {
            for (int i = 0; i < reads.size(); i++) {
                if (reads.get(i).reader == version.writer
                        && sources.get(i) != null
                        && order.indexOf(sources.get(i)) > order.indexOf(version)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void judge(Map<Value, List<Version>> orders, List<Version> sources) {
        int n = committed.size();
        int[][] edges = new int[n][n];
        orders.values().forEach(order -> {
            for (int i = 0; i + 1 < order.size(); i++) {
                edges[order.get(i).writer][order.get(i + 1).writer] |= WW;
            }
        });
        boolean vanishing = false;
        for (int i = 0; i < reads.size(); i++) {
            Read read = reads.get(i);
            List<Version> order = orders.getOrDefault(read.key, List.of());
            int place = sources.get(i) == null ? -1 : order.indexOf(sources.get(i));
            if (place >= 0) {
                edges[sources.get(i).writer][read.reader] |= WR;
            }
            if (place + 1 < order.size() && order.get(place + 1).writer != read.reader) {
                edges[read.reader][order.get(place + 1).writer] |= RW;
            }
            for (int j = 0; j < i; j++) {
                if (reads.get(j).reader == read.reader && sources.get(j) != null) {
                    int writer = sources.get(j).writer;
                    for (int later = place + 1; later < order.size(); later++) {
                        vanishing |= order.get(later).writer == writer;
                    }
                }
            }
        }
        for (ConsistencyModel model : ConsistencyModel.values()) {
            boolean[][] ordered = new boolean[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    ordered[i][j] = i != j && isOrdered(model, committed.get(i), committed.get(j));
                }
            }
            if (!holding.contains(model) && isAllowed(model, edges, ordered, vanishing)) {
                holding.add(model);
            }
        }
    }

    private static boolean isOrdered(ConsistencyModel model, Operation one, Operation other) {
        return switch (model.ordering()) {
            case DEPENDENCIES -> false;
            case PROCESS -> one.process().equals(other.process()) && one.precedes(other);
            case REAL_TIME -> one.precedes(other);
        };
    }

    private boolean isAllowed(ConsistencyModel model, int[][] edges, boolean[][] ordered, boolean vanishing) {
        boolean[][] writes = paths(edges, ordered, WW);
        boolean[][] reads = paths(edges, ordered, WW | WR);
        boolean[][] all = paths(edges, ordered, WW | WR | RW);
        boolean circle = hasCircle(reads);
        return switch (model) {
            case READ_UNCOMMITTED, STRONG_SESSION_READ_UNCOMMITTED, STRONG_READ_UNCOMMITTED -> !hasCircle(writes);
            case READ_COMMITTED, STRONG_SESSION_READ_COMMITTED, STRONG_READ_COMMITTED -> !circle;
            case MONOTONIC_ATOMIC_VIEW -> !circle && !vanishing;
            case PARALLEL_SNAPSHOT_ISOLATION -> repeatable && !circle && !closesWithOne(edges, reads);
            case SNAPSHOT_ISOLATION, STRONG_SESSION_SNAPSHOT_ISOLATION, STRONG_SNAPSHOT_ISOLATION ->
                repeatable && !circle && !hasCircle(paths(composed(edges, ordered)));
            case REPEATABLE_READ, SERIALIZABLE, STRONG_SESSION_SERIALIZABLE, STRICT_SERIALIZABLE ->
                repeatable && !hasCircle(all);
            default -> false;
        };
    }

    private static boolean hasCircle(boolean[][] paths) {
        for (int i = 0; i < paths.length; i++) {
            if (paths[i][i]) {
                return true;
            }
        }
        return false;
    }

    private static boolean closesWithOne(int[][] edges, boolean[][] reads) {
        for (int i = 0; i < edges.length; i++) {
            for (int j = 0; j < edges.length; j++) {
                if ((edges[i][j] & RW) != 0 && reads[j][i]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** An edge that is no anti-dependency, and perhaps one behind it: in a circle of these no two anti-dependencies meet. */
    private static boolean[][] composed(int[][] edges, boolean[][] ordered) {
        int n = edges.length;
        boolean[][] composed = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (ordered[i][j] || (edges[i][j] & (WW | WR)) != 0) {
                    composed[i][j] = true;
                    for (int k = 0; k < n; k++) {
                        composed[i][k] |= (edges[j][k] & RW) != 0;
                    }
                }
            }
        }
        return composed;
    }

    private static boolean[][] paths(int[][] edges, boolean[][] ordered, int kinds) {
        boolean[][] paths = new boolean[edges.length][edges.length];
        for (int i = 0; i < edges.length; i++) {
            for (int j = 0; j < edges.length; j++) {
                paths[i][j] = ordered[i][j] || (edges[i][j] & kinds) != 0;
            }
        }
        return paths(paths);
    }

    private static boolean[][] paths(boolean[][] edges) {
        int n = edges.length;
        boolean[][] paths = new boolean[n][];
        for (int i = 0; i < n; i++) {
            paths[i] = edges[i].clone();
        }
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    paths[i][j] |= paths[i][k] && paths[k][j];
                }
            }
        }
        return paths;
    }
}
