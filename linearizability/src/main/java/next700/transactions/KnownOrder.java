package next700.transactions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import next700.linearizability.Deadline;

/**
 * The order of events that is known before anything is concluded: a transaction's own, that of processes or of real time,
 * readers behind those whom they certainly read from, versions of lists as they were read.
 *
 * <p>Real time orders up to half of all pairs; so it leads through <em>moments</em>, each before the invocation of a
 * transaction, and each behind the one before (as in {@link DependencyGraph}).
 *
 * <p>For the clocks of {@link Precedence} the events are put in chains: a transaction goes on the chain of the one before
 * in its process, or else on that of one that is known to come before it and has no follower yet. So there are about as
 * many chains as there were clients at one time, even if each crashed process has a new name.
 */
final class KnownOrder {
    /** How many ends of chains each event knows of that come before it. */
    private static final int ENDS = 6;

    private final Observations facts;
    private final Isolation isolation;
    private final Ordering ordering;
    private final IntList from = new IntList();
    private final IntList to = new IntList();
    private final List<Why> kind = new ArrayList<>();
    private final IntList number = new IntList();
    private int nodes;

    KnownOrder(Observations facts, Isolation isolation, Ordering ordering) {
        this(facts, isolation, ordering, true);
    }

    /** What leads from one transaction to another by processes and by certain reads. */
    static KnownOrder ofCauses(Observations facts) {
        return new KnownOrder(facts, Isolation.SERIALIZABILITY, Ordering.PROCESS, false);
    }

    private KnownOrder(Observations facts, Isolation isolation, Ordering ordering, boolean ofVersions) {
        this.facts = facts;
        this.isolation = isolation;
        this.ordering = ordering;
        nodes = isolation.events() * facts.size();
        for (int i = 0; i < facts.size(); i++) {
            if (isolation.events() > 1) {
                edge(isolation.begin(i), isolation.commit(i), Why.OWN, 0);
            }
        }
        switch (ordering) {
            case DEPENDENCIES -> {}
            case PROCESS -> addProcesses();
            case REAL_TIME -> addMoments();
        }
        for (int read = 0; read < facts.reads(); read++) {
            int version = facts.source(facts.firstSource(read));
            if (!facts.isUncertain(read) && !facts.isInitial(version)) {
                edge(isolation.commit(facts.writer(version)), isolation.begin(facts.reader(read)), Why.READ, read);
            }
        }
        for (int i = 0; ofVersions && i < facts.successions(); i++) {
            int one = facts.writer(facts.earlier(i));
            int other = facts.writer(facts.later(i));
            if (one != other) {
                edge(isolation.commit(one), isolation.heir(other), Why.VERSIONS, facts.later(i));
            }
        }
    }

    private void edge(int one, int other, Why why, int about) {
        from.add(one);
        to.add(other);
        kind.add(why);
        number.add(about);
    }

    private void addProcesses() {
        Transactions history = facts.history();
        int[] last = new int[history.processes()];
        for (int i = 0; i < facts.size(); i++) {
            int process = history.process(facts.number(i));
            int before = last[process] - 1;
            if (before >= 0 && history.precedes(facts.number(before), facts.number(i))) {
                edge(isolation.commit(before), isolation.begin(i), Why.PROCESS, 0);
            }
            if (history.next(facts.number(i)) != Transactions.NEVER) {
                last[process] = i + 1;
            }
        }
    }

    private void addMoments() {
        Transactions history = facts.history();
        int[] firstAfter = new int[history.size() + 1];
        firstAfter[history.size()] = facts.size();
        int following = facts.size();
        for (int i = history.size() - 1; i >= 0; i--) {
            if (following > 0 && facts.number(following - 1) == i) {
                following--;
            }
            firstAfter[i] = following;
        }
        boolean[] needed = new boolean[facts.size()];
        for (int i = 0; i < facts.size(); i++) {
            int next = history.next(facts.number(i));
            if (next < history.size() && firstAfter[next] < facts.size()) {
                needed[firstAfter[next]] = true;
            }
        }
        int[] moment = new int[facts.size()];
        int last = -1;
        for (int i = 0; i < facts.size(); i++) {
            if (needed[i]) {
                if (last >= 0) {
                    edge(last, nodes, Why.REAL_TIME, 0);
                }
                last = nodes++;
                moment[i] = last;
            }
            if (last >= 0) {
                edge(last, isolation.begin(i), Why.REAL_TIME, 0);
            }
        }
        for (int i = 0; i < facts.size(); i++) {
            int next = history.next(facts.number(i));
            if (next < history.size() && firstAfter[next] < facts.size()) {
                edge(isolation.commit(i), moment[firstAfter[next]], Why.REAL_TIME, 0);
            }
        }
    }

    /**
     * The order as a graph. Its clocks take four bytes for each event and chain.
     *
     * @throws TooLargeException if they would take more than there may be
     */
    Precedence graph(long bytes, Deadline deadline) {
        Chains chains = new Chains();
        long needed = 4L * nodes * (chains.count + 4) + 100L * from.size();
        if (needed > bytes) {
            throw new TooLargeException(needed);
        }
        Precedence graph = new Precedence(chains.chain, chains.place, chains.count, deadline);
        for (int i = 0; i < from.size(); i++) {
            graph.add(from.get(i), to.get(i), kind.get(i).with(number.get(i)));
        }
        return graph;
    }

    /** There is not so much memory. */
    static final class TooLargeException extends RuntimeException {
        private final long bytes;

        TooLargeException(long bytes) {
            super("too large", null, false, false);
            this.bytes = bytes;
        }

        long bytes() {
            return bytes;
        }
    }

    private final class Chains {
        private final int[] chain = new int[nodes];
        private final int[] place = new int[nodes];
        private final boolean[] followed = new boolean[facts.size()];
        private final int[] before = new int[facts.size()];
        private final int[] length;
        private final int[][] ends = new int[nodes][];
        private int count;
        private int moments;
        private int momentChain = -1;

        Chains() {
            length = new int[nodes + 1];
            Arrays.fill(chain, -1);
            Arrays.fill(before, -1);
            for (int i = 0; i < from.size(); i++) {
                if (kind.get(i) == Why.PROCESS) {
                    before[isolation.transaction(to.get(i))] = isolation.transaction(from.get(i));
                }
            }
            if (ordering == Ordering.REAL_TIME) {
                findProcesses();
            }
            Adjacency graph = new Adjacency(nodes, from, to);
            int[] open = new int[nodes];
            for (int i = 0; i < to.size(); i++) {
                open[to.get(i)]++;
            }
            int[] order = new int[nodes];
            int size = 0;
            for (int node = 0; node < nodes; node++) {
                if (open[node] == 0) {
                    order[size++] = node;
                }
            }
            for (int next = 0; next < size; next++) {
                int node = order[next];
                enter(node);
                for (int i = 0; i < graph.degree(node); i++) {
                    int target = graph.target(node, i);
                    inherit(target, ends[node]);
                    if (--open[target] == 0) {
                        order[size++] = target;
                    }
                }
                ends[node] = null;
            }
            // What is on a cycle gets a chain of its own: it is refuted anyway.
            for (int node = 0; node < nodes; node++) {
                if (chain[node] < 0) {
                    if (node < isolation.events() * facts.size()) {
                        placeTransaction(isolation.transaction(node), count++);
                    } else {
                        chain[node] = count++;
                    }
                }
            }
        }

        private void findProcesses() {
            Transactions history = facts.history();
            int[] last = new int[history.processes()];
            for (int i = 0; i < facts.size(); i++) {
                int process = history.process(facts.number(i));
                if (last[process] > 0 && history.precedes(facts.number(last[process] - 1), facts.number(i))) {
                    before[i] = last[process] - 1;
                }
                last[process] = i + 1;
            }
        }

        private void enter(int node) {
            if (node >= isolation.events() * facts.size()) {
                if (momentChain < 0) {
                    momentChain = count++;
                }
                chain[node] = momentChain;
                place[node] = moments++;
                return;
            }
            int transaction = isolation.transaction(node);
            if (isolation.begins(node)) {
                int end = freeEnd(transaction, ends[node]);
                if (end >= 0) {
                    followed[end] = true;
                    placeTransaction(transaction, chain[isolation.begin(end)]);
                } else {
                    placeTransaction(transaction, count++);
                }
            }
            if (isolation.commits(node)) {
                int[] known = ends[node] == null ? fresh() : ends[node];
                for (int i = ENDS - 1; i > 0; i--) {
                    known[i] = known[i - 1];
                }
                known[0] = transaction;
                ends[node] = known;
            }
        }

        private void placeTransaction(int transaction, int on) {
            for (int event = isolation.begin(transaction); event <= isolation.commit(transaction); event++) {
                chain[event] = on;
                place[event] = length[on]++;
            }
        }

        private int freeEnd(int transaction, int[] known) {
            if (before[transaction] >= 0 && !followed[before[transaction]]) {
                return before[transaction];
            }
            for (int i = 0; known != null && i < ENDS; i++) {
                if (known[i] >= 0 && !followed[known[i]]) {
                    return known[i];
                }
            }
            return -1;
        }

        private int[] fresh() {
            int[] empty = new int[ENDS];
            Arrays.fill(empty, -1);
            return empty;
        }

        private void inherit(int target, int[] known) {
            if (known == null) {
                return;
            }
            int[] own = ends[target] == null ? fresh() : ends[target];
            ends[target] = own;
            for (int end : known) {
                if (end >= 0 && !followed[end]) {
                    keep(own, end);
                }
            }
        }

        private void keep(int[] own, int end) {
            int free = -1;
            for (int i = ENDS - 1; i >= 0; i--) {
                if (own[i] == end) {
                    return;
                }
                if (own[i] < 0 || followed[own[i]]) {
                    free = i;
                }
            }
            if (free >= 0) {
                own[free] = end;
            }
        }
    }
}
