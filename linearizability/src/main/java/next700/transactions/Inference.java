package next700.transactions;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What can be said about the order of transactions from what they did; anomalies that need no cycle are found by it. */
interface Inference {
    /** The transactions that committed: those that say so, and those of unknown outcome of which something was read. */
    boolean[] committed();

    DependencyGraph graph();

    /** An edge of the graph, other than of processes or real time, as evidence, with names for the transactions. */
    Dependency explain(int from, int to, int kind, String one, String other);

    /** Transactions that wrote the same key in an order that any would do for, as far as that key goes. */
    Collection<IntList> unordered();

    /** Whether it is certain what each read found: then what forbids only cycles of reads and writes is decided. */
    boolean knowsReads();

    /** All that is known of what was read and written; empty if it is contradictory in itself, or too little. */
    Optional<Observations> observations();

    /**
     * What could not be inferred, and why, in sentences. Where there is nothing, nor anything unordered that matters,
     * the absence of anomalies is proof.
     */
    List<String> gaps();
}
