package next700.transactions;

/**
 * Adya's direct serialization graph of a history ("Weak consistency", 1999; Elle, VLDB 2020), with the orders of processes
 * and of real time, as arrays.
 *
 * <p>Real time orders up to half of all pairs of transactions; even its transitive reduction has as many edges per
 * transaction as there are clients. So it has nodes of its own here: a <em>moment</em> before the invocation of each
 * transaction. A transaction leads to the first moment after its completion, a moment to the next one, and to the
 * transaction invoked at it: three edges per transaction, none of them stored, and the same reachability. In the same
 * way, where each of many transactions comes before each of many others but itself, {@link Builder#fan} puts nodes
 * between them. Only the edge into such a nameless node counts, as one dependency; the edges out of it are
 * {@link #SILENT}.
 */
final class DependencyGraph {
    static final int WW = 1;
    static final int WR = 1 << 1;
    static final int RW = 1 << 2;
    static final int PROCESS = 1 << 3;
    static final int REAL_TIME = 1 << 4;
    /** Goes on from a nameless node, and counts for nothing. */
    static final int SILENT = 1 << 5;

    private final int transactions;
    private final int[] next;
    private final int[] offset;
    private final int[] target;
    private final byte[] kind;

    private DependencyGraph(Builder builder) {
        transactions = builder.history.size();
        next = builder.next();
        int rows = transactions + builder.nameless;
        offset = new int[rows + 1];
        int edges = builder.from.size();
        for (int i = 0; i < edges; i++) {
            offset[builder.from.get(i) + 1]++;
        }
        for (int row = 0; row < rows; row++) {
            offset[row + 1] += offset[row];
        }
        int[] fill = offset.clone();
        target = new int[edges];
        kind = new byte[edges];
        for (int i = 0; i < edges; i++) {
            int at = fill[builder.from.get(i)]++;
            int to = builder.to.get(i);
            target[at] = to < transactions ? to : to + transactions;
            kind[at] = (byte) builder.kind.get(i);
        }
    }

    /** How many nodes there are: the transactions, from 0, then the moments, then the nameless ones. */
    int nodes() {
        return transactions + offset.length - 1;
    }

    int transactions() {
        return transactions;
    }

    boolean isTransaction(int node) {
        return node < transactions;
    }

    private boolean isMoment(int node) {
        return node >= transactions && node < 2 * transactions;
    }

    private int row(int node) {
        return node < transactions ? node : node - transactions;
    }

    /** The transaction invoked at a moment, the transaction itself, or -1: for going through nodes by time. */
    int time(int node) {
        return node < transactions ? node : isMoment(node) ? node - transactions : -1;
    }

    /** How many edges leave a node. */
    int degree(int node) {
        if (isMoment(node)) {
            return node + 1 < 2 * transactions ? 2 : 1;
        }
        int row = row(node);
        int stored = offset[row + 1] - offset[row];
        return node < transactions && next[node] < transactions ? stored + 1 : stored;
    }

    /** Where the edge leads. */
    int target(int node, int edge) {
        if (isMoment(node)) {
            return edge == 0 ? node - transactions : node + 1;
        }
        int row = row(node);
        int at = offset[row] + edge;
        return at < offset[row + 1] ? target[at] : transactions + next[node];
    }

    /** What the edge stands for. */
    int kind(int node, int edge) {
        if (isMoment(node)) {
            return SILENT;
        }
        int row = row(node);
        int at = offset[row] + edge;
        return at < offset[row + 1] ? kind[at] : REAL_TIME;
    }

    /** A graph being drawn. */
    static final class Builder {
        private final Transactions history;
        private final boolean[] committed;
        private final IntList from;
        private final IntList to;
        private final IntList kind;
        private int nameless;

        /** A graph of the transactions that are taken to have committed; the others have no edges. */
        Builder(Transactions history, boolean[] committed) {
            this.history = history;
            this.committed = committed;
            from = new IntList(4 * history.size());
            to = new IntList(4 * history.size());
            kind = new IntList(4 * history.size());
        }

        void edge(int one, int other, int why) {
            from.add(one);
            to.add(other);
            kind.add(why);
        }

        /**
         * Each source comes before each target, but not before itself. Where all pairs would be many, the edges lead
         * through two chains over the targets: one from each target to the next ones, one to those before it.
         *
         * @param targets all different
         */
        void fan(IntList sources, IntList targets, int why) {
            long pairs = (long) sources.size() * targets.size();
            if (pairs <= 4L * (sources.size() + targets.size())) {
                for (int i = 0; i < sources.size(); i++) {
                    for (int j = 0; j < targets.size(); j++) {
                        if (sources.get(i) != targets.get(j)) {
                            edge(sources.get(i), targets.get(j), why);
                        }
                    }
                }
                return;
            }
            int first = history.size() + nameless;
            int count = targets.size();
            nameless += 2 * count;
            LongIntMap places = new LongIntMap();
            for (int i = 0; i < count; i++) {
                places.put(targets.get(i), i);
                edge(first + i, targets.get(i), SILENT);
                edge(first + count + i, targets.get(i), SILENT);
                if (i + 1 < count) {
                    edge(first + i, first + i + 1, SILENT);
                    edge(first + count + i + 1, first + count + i, SILENT);
                }
            }
            for (int i = 0; i < sources.size(); i++) {
                int place = places.get(sources.get(i));
                if (place + 1 < count) {
                    edge(sources.get(i), first + place + 1, why);
                }
                if (place > 0) {
                    edge(sources.get(i), first + count + place - 1, why);
                }
            }
        }

        /** The orders of the processes: each transaction comes before the next of its process that committed. */
        void processes() {
            int[] last = new int[history.processes()];
            for (int i = 0; i < history.size(); i++) {
                if (!committed[i]) {
                    continue;
                }
                int process = history.process(i);
                int before = last[process] - 1;
                if (before >= 0 && history.precedes(before, i)) {
                    edge(before, i, PROCESS);
                }
                if (history.next(i) != Transactions.NEVER) {
                    last[process] = i + 1;
                }
            }
        }

        DependencyGraph build() {
            return new DependencyGraph(this);
        }

        private int[] next() {
            int[] next = new int[history.size()];
            for (int i = 0; i < next.length; i++) {
                next[i] = committed[i] ? history.next(i) : Transactions.NEVER;
            }
            return next;
        }
    }
}
