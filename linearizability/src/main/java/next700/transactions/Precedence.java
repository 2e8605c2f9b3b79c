package next700.transactions;

import java.util.Arrays;
import next700.linearizability.Deadline;

/**
 * What comes before what: events, and edges between them that can be taken back in the order in which they came. Events
 * stand in chains, each of which is in order; the clock of an event says for each chain how much of it comes before that
 * event, so that whether one precedes another is one comparison (Fidge 1988, Mattern 1989).
 */
final class Precedence {
    private static final int NONE = -1;

    private final Deadline deadline;
    private final int nodes;
    private final int chains;
    private final int[] chain;
    private final int[] place;
    private final int[][] clock;
    /** The clocks before they changed last. */
    private final int[][] former;

    private final boolean[] stale;
    private final int[] firstOut;
    private final int[] firstIn;
    private final int[] order;
    private final int[] open;
    private final int[] depth;
    private int ordered;
    private int[] from;
    private int[] to;
    private int[] nextOut;
    private int[] nextIn;
    private long[] reason;
    private int edges;
    // For paths.
    private final int[] seen;
    private final int[] toward;
    private int searches;

    /**
     * A graph of events without edges.
     *
     * @param chain the chain of each event, from 0
     * @param place its place in the chain
     */
    Precedence(int[] chain, int[] place, int chains, Deadline deadline) {
        this.deadline = deadline;
        this.chain = chain;
        this.place = place;
        this.chains = chains;
        nodes = chain.length;
        clock = new int[nodes][];
        former = new int[nodes][];
        stale = new boolean[nodes];
        Arrays.fill(stale, true);
        firstOut = filled(nodes);
        firstIn = filled(nodes);
        order = new int[nodes];
        open = new int[nodes];
        depth = new int[nodes];
        seen = new int[nodes];
        toward = new int[nodes];
        int capacity = Math.max(16, 4 * nodes);
        from = new int[capacity];
        to = new int[capacity];
        nextOut = new int[capacity];
        nextIn = new int[capacity];
        reason = new long[capacity];
    }

    private static int[] filled(int length) {
        int[] empty = new int[length];
        Arrays.fill(empty, NONE);
        return empty;
    }

    int nodes() {
        return nodes;
    }

    int chains() {
        return chains;
    }

    int chain(int node) {
        return chain[node];
    }

    int place(int node) {
        return place[node];
    }

    /** All of the clock of an event: not to be changed. */
    int[] clock(int node) {
        return clock[node];
    }

    /** The clock of an event before it changed last; null if it is the first. */
    int[] former(int node) {
        return former[node];
    }

    /** From now on the clock counts as unchanged. */
    void settle(int node) {
        former[node] = clock[node];
    }

    /** Whether the one is known to come before the other, as of the last propagation. */
    boolean precedes(int one, int other) {
        return one != other && clock[other][chain[one]] >= place[one];
    }

    int edges() {
        return edges;
    }

    int from(int edge) {
        return from[edge];
    }

    int to(int edge) {
        return to[edge];
    }

    long reason(int edge) {
        return reason[edge];
    }

    int firstOut(int node) {
        return firstOut[node];
    }

    int nextOut(int edge) {
        return nextOut[edge];
    }

    int firstIn(int node) {
        return firstIn[node];
    }

    int nextIn(int edge) {
        return nextIn[edge];
    }

    /** How many edges the longest way to the event has. */
    int depth(int node) {
        return depth[node];
    }

    /** Adds an edge unless there is one of these since some edge. */
    void addNew(int one, int other, long why, int since) {
        for (int edge = firstOut[one]; edge >= since; edge = nextOut[edge]) {
            if (to[edge] == other) {
                return;
            }
        }
        add(one, other, why);
    }

    void add(int one, int other, long why) {
        if (edges == from.length) {
            int capacity = edges + (edges >> 1);
            from = Arrays.copyOf(from, capacity);
            to = Arrays.copyOf(to, capacity);
            nextOut = Arrays.copyOf(nextOut, capacity);
            nextIn = Arrays.copyOf(nextIn, capacity);
            reason = Arrays.copyOf(reason, capacity);
        }
        from[edges] = one;
        to[edges] = other;
        reason[edges] = why;
        nextOut[edges] = firstOut[one];
        firstOut[one] = edges;
        nextIn[edges] = firstIn[other];
        firstIn[other] = edges;
        stale[other] = true;
        edges++;
    }

    /** Takes back the edges from this one on. */
    void truncate(int edge) {
        while (edges > edge) {
            edges--;
            firstOut[from[edges]] = nextOut[edges];
            firstIn[to[edges]] = nextIn[edges];
            stale[to[edges]] = true;
        }
    }

    /**
     * Brings the clocks up to date with the edges.
     *
     * @param changed where the events are put whose clocks have changed
     * @return whether there is no cycle
     */
    boolean propagate(IntList changed) {
        Arrays.fill(open, 0);
        for (int edge = 0; edge < edges; edge++) {
            open[to[edge]]++;
        }
        ordered = 0;
        for (int node = 0; node < nodes; node++) {
            if (open[node] == 0) {
                depth[node] = 0;
                order[ordered++] = node;
            } else {
                depth[node] = 1;
            }
        }
        int[] fresh = new int[chains];
        for (int next = 0; next < ordered; next++) {
            deadline.look(next);
            int node = order[next];
            boolean grown = stale[node] && join(node, fresh);
            if (grown) {
                changed.add(node);
            }
            stale[node] = false;
            for (int edge = firstOut[node]; edge != NONE; edge = nextOut[edge]) {
                int target = to[edge];
                stale[target] |= grown;
                depth[target] = Math.max(depth[target], depth[node] + 1);
                if (--open[target] == 0) {
                    order[ordered++] = target;
                }
            }
        }
        return ordered == nodes;
    }

    private boolean join(int node, int[] fresh) {
        Arrays.fill(fresh, NONE);
        for (int edge = firstIn[node]; edge != NONE; edge = nextIn[edge]) {
            int[] other = clock[from[edge]];
            for (int i = 0; i < fresh.length; i++) {
                fresh[i] = Math.max(fresh[i], other[i]);
            }
        }
        fresh[chain[node]] = place[node];
        int[] old = clock[node];
        if (old != null && Arrays.equals(old, fresh)) {
            return false;
        }
        former[node] = old;
        clock[node] = fresh.clone();
        return true;
    }

    /** The edges of a cycle; only after a propagation that found one. */
    IntList cycle() {
        int at = 0;
        while (open[at] == 0) {
            at++;
        }
        // Each event that is left has a predecessor that is left.
        int[] visited = filled(nodes);
        IntList backwards = new IntList();
        while (visited[at] == NONE) {
            visited[at] = backwards.size();
            int edge = firstIn[at];
            while (open[from[edge]] == 0) {
                edge = nextIn[edge];
            }
            backwards.add(edge);
            at = from[edge];
        }
        IntList cycle = new IntList();
        for (int i = backwards.size() - 1; i >= visited[at]; i--) {
            cycle.add(backwards.get(i));
        }
        return cycle;
    }

    /** The edges of a shortest way from the one to the other, of those added before some edge; empty if it is the same. */
    IntList path(int one, int other, int before) {
        searches++;
        IntList level = new IntList();
        level.add(other);
        seen[other] = searches;
        for (int i = 0; i < level.size(); i++) {
            int node = level.get(i);
            if (node == one) {
                IntList path = new IntList();
                for (int at = one; at != other; at = to[toward[at]]) {
                    path.add(toward[at]);
                }
                return path;
            }
            for (int edge = firstIn[node]; edge != NONE; edge = nextIn[edge]) {
                int source = from[edge];
                if (edge < before && seen[source] != searches && (source == one || precedes(one, source))) {
                    seen[source] = searches;
                    toward[source] = edge;
                    level.add(source);
                }
            }
        }
        throw new IllegalStateException("no way from event " + one + " to event " + other);
    }
}
