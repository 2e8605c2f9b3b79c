package next700.transactions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import next700.linearizability.Deadline;

/**
 * Looks for a serial order of transactions on registers, where the dependencies that are known leave a choice. It takes
 * the transaction that completed first, of those whose reads agree with the registers, and that replace no version which
 * others have still to read. It never goes back: where it is stuck, there may be an order nevertheless.
 */
final class RegisterSchedule {
    private final Transactions history;
    private final boolean[] committed;
    private final DependencyGraph graph;
    private final int kinds;
    private final int initial;
    /** How many transactions have still to read a version, by key and value. */
    private final Map<Long, Integer> readers = new HashMap<>();

    private final int[] held;
    private final int[] before;
    /** The first to have completed goes first: what it did, it did by then. */
    private final PriorityQueue<Integer> ready;

    private final Map<Integer, List<Integer>> waiting = new HashMap<>();
    private final IntList order = new IntList();

    private RegisterSchedule(
            Transactions history, boolean[] committed, DependencyGraph graph, Ordering ordering, int initial) {
        this.history = history;
        this.committed = committed;
        this.graph = graph;
        this.initial = initial;
        ready = new PriorityQueue<>(Comparator.comparingInt((Integer transaction) -> history.next(transaction))
                .thenComparingInt(transaction -> transaction));
        kinds = DependencyGraph.WW | DependencyGraph.WR | DependencyGraph.RW | ordering.mask();
        held = new int[history.keyCount()];
        Arrays.fill(held, initial);
        before = new int[graph.nodes()];
    }

    /**
     * The numbers of all committed transactions in such an order, if one was found.
     *
     * @param initial the number of the initial value, or -1
     * @throws Deadline.PassedException if it did not end before the deadline
     */
    static Optional<int[]> find(
            Transactions history,
            boolean[] committed,
            DependencyGraph graph,
            Ordering ordering,
            int initial,
            Deadline deadline) {
        return new RegisterSchedule(history, committed, graph, ordering, initial).run(deadline);
    }

    private Optional<int[]> run(Deadline deadline) {
        int total = 0;
        for (int i = 0; i < history.size(); i++) {
            deadline.look(i);
            if (committed[i]) {
                total++;
                forEachExternalRead(i, micro -> readers.merge(version(micro), 1, Integer::sum));
            }
        }
        View view = View.of(graph, kinds);
        for (int node = 0; node < graph.nodes(); node++) {
            for (int edge = 0; edge < view.degree(node); edge++) {
                if (view.target(node, edge) != Digraph.NONE) {
                    before[view.target(node, edge)]++;
                }
            }
        }
        IntList gone = new IntList();
        for (int node = 0; node < graph.nodes(); node++) {
            if (before[node] == 0) {
                if (isScheduled(node)) {
                    ready.add(node);
                } else {
                    gone.add(node);
                }
            }
        }
        leave(view, gone);
        for (int step = 0; !ready.isEmpty(); step++) {
            deadline.look(step);
            int transaction = ready.remove();
            int blocking = blockingKey(transaction);
            if (blocking >= 0) {
                waiting.computeIfAbsent(blocking, none -> new ArrayList<>()).add(transaction);
                continue;
            }
            execute(transaction);
            gone.add(transaction);
            leave(view, gone);
        }
        return order.size() == total ? Optional.of(order.toArray()) : Optional.empty();
    }

    /** Takes away nodes with their edges; what waits for nothing then is ready, or goes as well if it is nameless. */
    private void leave(View view, IntList gone) {
        IntList free = new IntList();
        while (gone.size() > 0) {
            int node = gone.removeLast();
            for (int edge = 0; edge < view.degree(node); edge++) {
                int target = view.target(node, edge);
                if (target != Digraph.NONE && --before[target] == 0) {
                    free.add(target);
                }
            }
            while (free.size() > 0) {
                int target = free.removeLast();
                if (isScheduled(target)) {
                    ready.add(target);
                } else {
                    gone.add(target);
                }
            }
        }
    }

    private boolean isScheduled(int node) {
        return graph.isTransaction(node) && committed[node];
    }

    /** A key for which the transaction has to wait, or -1. */
    private int blockingKey(int transaction) {
        for (int micro = history.begin(transaction); micro < history.end(transaction); micro++) {
            int key = history.key(micro);
            if (isExternalRead(transaction, micro) && value(micro) != held[key]) {
                return key;
            }
            if (history.writes(micro)) {
                int others = readers.getOrDefault(LongIntMap.pair(key, held[key]), 0);
                int own = 0;
                for (int read = history.begin(transaction); read < micro; read++) {
                    own += history.key(read) == key && isExternalRead(transaction, read) ? 1 : 0;
                }
                if (others > own) {
                    return key;
                }
            }
        }
        return -1;
    }

    private void execute(int transaction) {
        order.add(transaction);
        forEachExternalRead(transaction, micro -> readers.merge(version(micro), -1, Integer::sum));
        for (int micro = history.begin(transaction); micro < history.end(transaction); micro++) {
            if (history.writes(micro)) {
                held[history.key(micro)] = history.value(micro);
            }
        }
        for (int micro = history.begin(transaction); micro < history.end(transaction); micro++) {
            List<Integer> woken = waiting.remove(history.key(micro));
            if (woken != null) {
                ready.addAll(woken);
            }
        }
    }

    private interface Visitor {
        void visit(int micro);
    }

    private void forEachExternalRead(int transaction, Visitor visitor) {
        for (int micro = history.begin(transaction); micro < history.end(transaction); micro++) {
            if (isExternalRead(transaction, micro)) {
                visitor.visit(micro);
            }
        }
    }

    private boolean isExternalRead(int transaction, int micro) {
        if (!history.reads(micro)) {
            return false;
        }
        for (int earlier = history.begin(transaction); earlier < micro; earlier++) {
            if (history.writes(earlier) && history.key(earlier) == history.key(micro)) {
                return false;
            }
        }
        return true;
    }

    private long version(int read) {
        return LongIntMap.pair(history.key(read), value(read));
    }

    private int value(int read) {
        return history.readsInitial(read) ? initial : history.value(read);
    }
}
