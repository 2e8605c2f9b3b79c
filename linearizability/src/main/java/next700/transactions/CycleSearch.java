package next700.transactions;

import static next700.transactions.DependencyGraph.RW;
import static next700.transactions.DependencyGraph.WR;
import static next700.transactions.DependencyGraph.WW;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import next700.linearizability.Deadline;

/**
 * Finds cycles of dependencies, some of the shortest of each kind, and never gives up before it knows whether there is
 * one.
 *
 * <p>All cycles lie in strongly connected components, which Tarjan's algorithm finds in linear time; for each kind there
 * is a graph whose components decide whether there is one:
 *
 * <ul>
 *   <li>G0: write dependencies; G1c: write and read dependencies, with one of the latter inside a component;
 *   <li>G-nonadjacent: the product of all dependencies with the automaton {@link Walk#NON_ADJACENT}, with an
 *       anti-dependency inside a component;
 *   <li>G2-item: all dependencies, with two anti-dependencies one after the other inside a component;
 *   <li>G-single: an anti-dependency from whose end its beginning can be reached by write and read dependencies. This is
 *       one search for each anti-dependency that leads back in a topological order of those. The order goes by time
 *       where it can, so that few lead back, and by little: a search sees what lies between. Where a history is so
 *       broken that this does not hold, it is anti-dependencies times dependencies of a component at the worst.
 * </ul>
 *
 * <p>A component in which there is a cycle of one kind is not searched for those that come after it in {@link
 * Phenomenon}: they could be made of it, and no model forbids only them.
 *
 * <p>From an edge that any cycle of the kind must have, a search in breadth finds the shortest way back to its
 * beginning. As soon as there is one cycle, searches go on for shorter and other ones only while they have cost less
 * than {@link #EFFORT}: in components too large for that, the cycles reported are the shortest of those through the
 * edges that were tried.
 */
final class CycleSearch {
    /** Edges looked at for each kind of cycle, once there is one. */
    private static final long EFFORT = 5_000_000;

    /** How many of each kind are kept. */
    private static final int KEPT = Evidence.KEPT;

    /** A cycle: each transaction, and the kind of the edge to the next, around. */
    static final class Found {
        private final int[] transactions;
        private final int[] kinds;

        Found(int[] transactions, int[] kinds) {
            this.transactions = transactions;
            this.kinds = kinds;
        }

        int length() {
            return transactions.length;
        }

        int transaction(int place) {
            return transactions[place % transactions.length];
        }

        /** The kind of the edge from the transaction at a place to the next. */
        int kind(int place) {
            return kinds[place];
        }

        /** The same without those that are passed on the way along one process, or in real time: both are transitive. */
        Found direct() {
            IntList passed = new IntList();
            IntList ways = new IntList();
            for (int i = 0; i < kinds.length; i++) {
                int before = kinds[(i + kinds.length - 1) % kinds.length];
                boolean isTransitive = kinds[i] == DependencyGraph.PROCESS || kinds[i] == DependencyGraph.REAL_TIME;
                if (before != kinds[i] || !isTransitive) {
                    passed.add(transactions[i]);
                    ways.add(kinds[i]);
                }
            }
            return new Found(passed.toArray(), ways.toArray());
        }

        Phenomenon phenomenon() {
            return Phenomenon.of(kinds);
        }

        /** The least order that has all its edges. */
        Ordering ordering() {
            Ordering least = Ordering.DEPENDENCIES;
            for (int kind : kinds) {
                if (kind == DependencyGraph.REAL_TIME) {
                    return Ordering.REAL_TIME;
                }
                if (kind == DependencyGraph.PROCESS) {
                    least = Ordering.PROCESS;
                }
            }
            return least;
        }
    }

    private final DependencyGraph graph;
    private final Deadline deadline;
    private final Map<Phenomenon, List<Found>> found = new EnumMap<>(Phenomenon.class);
    private final Set<List<Integer>> known = new HashSet<>();
    private final int[] stamp;
    private final int[] parent;
    private final byte[] parentKind;
    private BitSet convicted = new BitSet();
    private int searches;
    private long effort;
    private int looks;

    CycleSearch(DependencyGraph graph, Deadline deadline) {
        this.graph = graph;
        this.deadline = deadline;
        stamp = new int[Walk.STATES * graph.nodes()];
        parent = new int[Walk.STATES * graph.nodes()];
        parentKind = new byte[Walk.STATES * graph.nodes()];
    }

    /**
     * Looks for the cycles of each phenomenon that need no order beside the dependencies; where there are none, for those
     * that need the order of processes; where there are none either, for those that need that of real time.
     *
     * @throws Deadline.PassedException if it did not end before the deadline
     */
    void run() {
        for (Ordering ordering : Ordering.values()) {
            Set<Phenomenon> open = EnumSet.allOf(Phenomenon.class);
            open.removeAll(found.keySet());
            Components whole = Components.of(View.of(graph, WW | WR | RW | ordering.mask()), deadline);
            if (!whole.areTrivial()) {
                open.forEach(phenomenon -> search(phenomenon, ordering, whole));
            }
        }
    }

    /** The cycles found so far. */
    List<Found> found() {
        List<Found> all = new ArrayList<>();
        found.values().forEach(all::addAll);
        return all;
    }

    private void search(Phenomenon phenomenon, Ordering ordering, Components whole) {
        int order = ordering.mask();
        effort = 0;
        convicted = convicted(phenomenon, whole);
        if (convicted.cardinality() == whole.nonTrivial()) {
            return;
        }
        switch (phenomenon) {
            case G0 -> searchWithin(phenomenon, new View(graph, WW | order, whole), WW);
            case G1C -> searchWithin(phenomenon, new View(graph, WW | WR | order, whole), WR);
            case G_SINGLE -> searchSingle(new View(graph, WW | WR | order, whole));
            case G_NONADJACENT -> searchNonAdjacent(new View(graph, WW | WR | RW | order, whole));
            case G2_ITEM -> searchAdjacent(new View(graph, WW | WR | RW | order, whole));
        }
    }

    /** The components in which there is a worse reproach already: what else goes around there would be noise. */
    private BitSet convicted(Phenomenon sought, Components whole) {
        BitSet components = new BitSet();
        found.forEach((phenomenon, cycles) -> {
            if (phenomenon.compareTo(sought) <= 0) {
                cycles.forEach(cycle -> components.set(whole.of(cycle.transaction(0))));
            }
        });
        return components;
    }

    /** Cycles of a graph with an edge of a kind: there is one for each such edge within a component. */
    private void searchWithin(Phenomenon phenomenon, View view, int kind) {
        Components components = Components.of(view, deadline);
        forEachEdge(view, kind, (node, target) -> {
            if (components.of(node) == components.of(target)) {
                seek(
                        phenomenon,
                        view,
                        Walk.ANY,
                        node,
                        kind,
                        target,
                        0,
                        0,
                        next -> components.of(next / Walk.STATES) == components.of(node));
            }
        });
    }

    private void searchSingle(View view) {
        int[] rank = ranks(view);
        forEachEdge(new View(graph, RW, view.within()), RW, (node, target) -> {
            if (rank[target] <= rank[node]) {
                seek(
                        Phenomenon.G_SINGLE,
                        view,
                        Walk.ANY,
                        node,
                        RW,
                        target,
                        0,
                        0,
                        next -> rank[next / Walk.STATES] <= rank[node]);
            }
        });
    }

    private void searchNonAdjacent(View view) {
        Components components = Components.of(Walk.NON_ADJACENT.product(view), deadline);
        forEachEdge(view, RW, (node, target) -> {
            int from = Walk.STATES * node;
            int to = Walk.STATES * target + 1;
            if (components.of(from) == components.of(to)) {
                seek(
                        Phenomenon.G_NONADJACENT,
                        view,
                        Walk.NON_ADJACENT,
                        node,
                        RW,
                        target,
                        1,
                        0,
                        next -> components.of(next) == components.of(from));
            }
        });
    }

    private void searchAdjacent(View view) {
        forEachEdge(
                view,
                RW,
                (node, target) -> seek(
                        Phenomenon.G2_ITEM, view, Walk.ANTI_DEPENDENCY_FIRST, node, RW, target, 0, 1, next -> true));
    }

    private interface EdgeVisitor {
        void visit(int node, int target);
    }

    private void forEachEdge(View view, int kind, EdgeVisitor visitor) {
        for (int node = 0; node < view.nodes(); node++) {
            deadline.look(node);
            boolean skipped = convicted.get(view.within().of(node));
            for (int edge = 0; !skipped && edge < view.degree(node); edge++) {
                if (graph.kind(node, edge) == kind && view.target(node, edge) != Digraph.NONE) {
                    visitor.visit(node, view.target(node, edge));
                }
            }
        }
    }

    /**
     * Places in a topological order of the components of a graph, earliest first where the order leaves a choice. Nodes
     * of one component have the same.
     */
    private int[] ranks(View view) {
        Components components = Components.of(view, deadline);
        int[] time = new int[components.count()];
        int[] before = new int[components.count()];
        Arrays.fill(time, Integer.MAX_VALUE);
        IntList from = new IntList();
        IntList to = new IntList();
        for (int node = 0; node < view.nodes(); node++) {
            deadline.look(node);
            int component = components.of(node);
            time[component] = Math.min(time[component], view.graph().time(node));
            for (int edge = 0; edge < view.degree(node); edge++) {
                int target = view.target(node, edge);
                if (target != Digraph.NONE && components.of(target) != component) {
                    from.add(component);
                    to.add(components.of(target));
                    before[components.of(target)]++;
                }
            }
        }
        Adjacency successors = new Adjacency(components.count(), from, to);
        PriorityQueue<Integer> ready =
                new PriorityQueue<>(Comparator.comparingInt((Integer component) -> time[component])
                        .thenComparingInt(component -> component));
        for (int component = 0; component < before.length; component++) {
            if (before[component] == 0) {
                ready.add(component);
            }
        }
        int[] place = new int[components.count()];
        for (int next = 0; !ready.isEmpty(); next++) {
            deadline.look(next);
            int component = ready.remove();
            place[component] = next;
            for (int i = 0; i < successors.degree(component); i++) {
                if (--before[successors.target(component, i)] == 0) {
                    ready.add(successors.target(component, i));
                }
            }
        }
        int[] ranks = new int[view.nodes()];
        for (int node = 0; node < ranks.length; node++) {
            ranks[node] = place[components.of(node)];
        }
        return ranks;
    }

    /** Seeks the shortest walk that leads from the end of an edge back to its beginning, and keeps the cycle. */
    private void seek(
            Phenomenon sought,
            View view,
            Walk walk,
            int begin,
            int kind,
            int target,
            int state,
            int lastState,
            IntPredicate allowed) {
        if (effort > EFFORT && isDecided(sought)) {
            return;
        }
        int goal = Walk.STATES * begin + lastState;
        int start = Walk.STATES * target + state;
        if (reach(view, walk, start, goal, allowed, longestUseful(sought) - 1)) {
            keep(sought, extract(begin, kind, start, goal));
        }
    }

    /** Whether there is a cycle of the kind, or one that is a worse reproach still: no model forbids only the former. */
    private boolean isDecided(Phenomenon sought) {
        return found.keySet().stream().anyMatch(phenomenon -> phenomenon.compareTo(sought) <= 0);
    }

    /** Once there are enough cycles of a kind, only shorter ones are of use. */
    private int longestUseful(Phenomenon sought) {
        List<Found> kept = found.getOrDefault(sought, List.of());
        return kept.size() < KEPT ? Integer.MAX_VALUE : kept.getLast().length() - 1;
    }

    /** A search in breadth, where silent edges cost nothing. */
    private boolean reach(View view, Walk walk, int start, int goal, IntPredicate allowed, int longest) {
        searches++;
        IntList level = new IntList();
        IntList next = new IntList();
        stamp[start] = searches;
        parent[start] = -1;
        level.add(start);
        for (int distance = 0; level.size() > 0 && distance <= longest; distance++) {
            while (level.size() > 0) {
                deadline.look(looks++);
                int at = level.removeLast();
                if (at == goal) {
                    return true;
                }
                int node = at / Walk.STATES;
                for (int edge = 0; edge < view.degree(node); edge++) {
                    effort++;
                    int target = view.target(node, edge);
                    int kind = graph.kind(node, edge);
                    int state = target == Digraph.NONE ? Walk.REFUSED : walk.step(at % Walk.STATES, kind);
                    int reached = Walk.STATES * target + state;
                    if (state == Walk.REFUSED || stamp[reached] == searches || !allowed.test(reached)) {
                        continue;
                    }
                    stamp[reached] = searches;
                    parent[reached] = at;
                    parentKind[reached] = (byte) kind;
                    (kind == DependencyGraph.SILENT ? level : next).add(reached);
                }
            }
            IntList empty = level;
            level = next;
            next = empty;
        }
        return false;
    }

    /** The walk found last, as the transactions that it passes and the kinds of the edges by which it leaves them. */
    private Found extract(int begin, int kind, int start, int goal) {
        IntList nodes = new IntList();
        IntList kinds = new IntList();
        for (int at = goal; at != start; at = parent[at]) {
            nodes.add(at / Walk.STATES);
            kinds.add(parentKind[at]);
        }
        nodes.add(start / Walk.STATES);
        kinds.add(kind);
        IntList transactions = new IntList();
        IntList leaving = new IntList();
        transactions.add(begin);
        // Backwards through the lists is forwards along the walk; what follows a nameless node belongs to its past.
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (kinds.get(i) != DependencyGraph.SILENT) {
                leaving.add(kinds.get(i));
            }
            if (graph.isTransaction(nodes.get(i)) && i > 0) {
                transactions.add(nodes.get(i));
            }
        }
        return simple(transactions.toArray(), leaving.toArray());
    }

    /**
     * A walk may pass a transaction twice. Then it consists of two; of these one is taken that is no weaker a reproach,
     * which there always is.
     */
    private static Found simple(int[] transactions, int[] kinds) {
        for (int i = 0; i < transactions.length; i++) {
            for (int j = i + 1; j < transactions.length; j++) {
                if (transactions[i] == transactions[j]) {
                    Found inner = simple(Arrays.copyOfRange(transactions, i, j), Arrays.copyOfRange(kinds, i, j));
                    Found outer = simple(without(transactions, i, j), without(kinds, i, j));
                    return inner.phenomenon().compareTo(outer.phenomenon()) <= 0 ? inner : outer;
                }
            }
        }
        return new Found(transactions, kinds);
    }

    private static int[] without(int[] numbers, int from, int to) {
        int[] rest = new int[numbers.length - (to - from)];
        System.arraycopy(numbers, 0, rest, 0, from);
        System.arraycopy(numbers, to, rest, from, numbers.length - to);
        return rest;
    }

    /** Keeps a cycle by its transactions and its edges: the same transactions may go around in two ways. */
    private void keep(Phenomenon sought, Found cycle) {
        Found turned = turned(cycle.direct());
        List<Integer> name = IntStream.concat(Arrays.stream(turned.transactions), Arrays.stream(turned.kinds))
                .boxed()
                .toList();
        if (turned.phenomenon() != sought && found.containsKey(turned.phenomenon())) {
            return;
        }
        if (!known.add(name)) {
            return;
        }
        List<Found> kept = found.computeIfAbsent(turned.phenomenon(), none -> new ArrayList<>());
        kept.add(turned);
        kept.sort(Comparator.comparingInt(Found::length));
        if (kept.size() > KEPT) {
            kept.removeLast();
        }
    }

    /**
     * The same cycle told so that it ends with what contradicts the rest: an edge of real time, or of a process, or
     * else an anti-dependency; of several the one after which the first of the transactions comes.
     */
    private static Found turned(Found cycle) {
        int best = 0;
        for (int i = 1; i < cycle.length(); i++) {
            int weight = weight(cycle.kinds[i]) - weight(cycle.kinds[best]);
            int after = cycle.transactions[(i + 1) % cycle.length()];
            if (weight > 0 || (weight == 0 && after < cycle.transactions[(best + 1) % cycle.length()])) {
                best = i;
            }
        }
        int first = best + 1;
        int[] transactions = new int[cycle.length()];
        int[] kinds = new int[cycle.length()];
        for (int i = 0; i < cycle.length(); i++) {
            transactions[i] = cycle.transactions[(first + i) % cycle.length()];
            kinds[i] = cycle.kinds[(first + i) % cycle.length()];
        }
        return new Found(transactions, kinds);
    }

    private static int weight(int kind) {
        return switch (kind) {
            case DependencyGraph.REAL_TIME -> 3;
            case DependencyGraph.PROCESS -> 2;
            case RW -> 1;
            default -> 0;
        };
    }
}
