package next700.transactions;

/**
 * The dependencies of some kinds, within the components of another graph if they are given: no cycle crosses from one
 * to another.
 */
record View(DependencyGraph graph, int kinds, Components within) implements Digraph {
    /** The dependencies of some kinds. */
    static View of(DependencyGraph graph, int kinds) {
        return new View(graph, kinds, null);
    }

    @Override
    public int nodes() {
        return graph.nodes();
    }

    @Override
    public int degree(int node) {
        return within != null && within.size(within.of(node)) == 1 ? 0 : graph.degree(node);
    }

    @Override
    public int target(int node, int edge) {
        if ((graph.kind(node, edge) & (kinds | DependencyGraph.SILENT)) == 0) {
            return NONE;
        }
        int target = graph.target(node, edge);
        return within == null || within.of(node) == within.of(target) ? target : NONE;
    }
}
