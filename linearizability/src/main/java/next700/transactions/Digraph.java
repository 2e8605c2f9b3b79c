package next700.transactions;

/** A part or a product of a {@link DependencyGraph}, as algorithms on graphs see it. */
interface Digraph {
    /** In the place of a target: the edge does not belong to this graph. */
    int NONE = -1;

    /** How many nodes there are; they are numbers from 0. */
    int nodes();

    /** How many edges leave a node, those that do not belong to this graph included. */
    int degree(int node);

    /** Where the edge leads, or {@link #NONE}. */
    int target(int node, int edge);
}
