package next700.transactions;

/** A graph given by its edges. */
final class Adjacency implements Digraph {
    private final int[] offset;
    private final int[] target;

    /** A graph of so many nodes, with an edge from each of the one list to what stands there in the other. */
    Adjacency(int nodes, IntList from, IntList to) {
        offset = new int[nodes + 1];
        for (int i = 0; i < from.size(); i++) {
            offset[from.get(i) + 1]++;
        }
        for (int node = 0; node < nodes; node++) {
            offset[node + 1] += offset[node];
        }
        target = new int[from.size()];
        int[] fill = offset.clone();
        for (int i = 0; i < from.size(); i++) {
            target[fill[from.get(i)]++] = to.get(i);
        }
    }

    @Override
    public int nodes() {
        return offset.length - 1;
    }

    @Override
    public int degree(int node) {
        return offset[node + 1] - offset[node];
    }

    @Override
    public int target(int node, int edge) {
        return target[offset[node] + edge];
    }
}
