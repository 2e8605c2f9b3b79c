package next700.transactions;

import next700.linearizability.Deadline;

/**
 * The strongly connected components of a graph, by Tarjan's algorithm ("Depth-first search and linear graph
 * algorithms", SIAM Journal on Computing 1972) without recursion: linear in nodes and edges, and four numbers per node.
 */
final class Components {
    /** From 1. */
    private final int[] component;

    private final int[] size;

    private Components(int[] component, int[] size) {
        this.component = component;
        this.size = size;
    }

    /**
     * The components of a graph.
     *
     * @throws Deadline.PassedException if they were not found before the deadline
     */
    static Components of(Digraph graph, Deadline deadline) {
        return new Search(graph, deadline).run();
    }

    /** The component of a node, from 0. An edge between two components leads to the one with the lower number. */
    int of(int node) {
        return component[node] - 1;
    }

    int count() {
        return size.length;
    }

    /** How many nodes a component has. */
    int size(int number) {
        return size[number];
    }

    /** Whether every node is alone in its own. */
    boolean areTrivial() {
        return size.length == component.length;
    }

    /** How many have more than one node. */
    int nonTrivial() {
        int count = 0;
        for (int nodes : size) {
            count += nodes > 1 ? 1 : 0;
        }
        return count;
    }

    private static final class Search {
        private final Digraph graph;
        private final Deadline deadline;
        /** From 1; 0 while it is not known. */
        private final int[] component;
        /** When a node was found, from 1; 0 if it was not. */
        private final int[] found;

        private final int[] low;
        private final int[] edge;
        private final IntList path = new IntList();
        private final IntList open = new IntList();
        private final IntList sizes = new IntList();
        private int time;

        Search(Digraph graph, Deadline deadline) {
            this.graph = graph;
            this.deadline = deadline;
            component = new int[graph.nodes()];
            found = new int[graph.nodes()];
            low = new int[graph.nodes()];
            edge = new int[graph.nodes()];
        }

        Components run() {
            for (int root = 0; root < component.length; root++) {
                if (found[root] == 0) {
                    visit(root);
                }
            }
            return new Components(component, sizes.toArray());
        }

        private void visit(int root) {
            enter(root);
            while (path.size() > 0) {
                int node = path.get(path.size() - 1);
                if (edge[node] == graph.degree(node)) {
                    path.removeLast();
                    leave(node);
                    continue;
                }
                int target = graph.target(node, edge[node]++);
                if (target == Digraph.NONE) {
                    continue;
                }
                if (found[target] == 0) {
                    enter(target);
                } else if (component[target] == 0) {
                    low[node] = Math.min(low[node], found[target]);
                }
            }
        }

        private void enter(int node) {
            deadline.look(time);
            found[node] = ++time;
            low[node] = time;
            path.add(node);
            open.add(node);
        }

        private void leave(int node) {
            if (low[node] == found[node]) {
                int number = sizes.size();
                int size = 0;
                int member;
                do {
                    member = open.removeLast();
                    component[member] = number + 1;
                    size++;
                } while (member != node);
                sizes.add(size);
            }
            if (path.size() > 0) {
                int parent = path.get(path.size() - 1);
                low[parent] = Math.min(low[parent], low[node]);
            }
        }
    }
}
