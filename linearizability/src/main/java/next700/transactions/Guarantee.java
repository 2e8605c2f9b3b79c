package next700.transactions;

/**
 * Levels at which transactions agree on an order of commits, and each must have seen some that committed before: who must
 * have seen another that wrote a key reads that one's version, or a later one (Biswas and Enea, "On the complexity of
 * checking transactional consistency", OOPSLA 2019, where read atomic and causal are so defined; the guarantees of
 * sessions are those of Terry et al., "Session guarantees for weakly consistent replicated data", PDIS 1994, for
 * transactions). But for the first, transactions of one process commit in its order. Which transactions must have been seen follows from processes and reads alone; so the order either
 * follows, too, or there is none, and nothing has to be tried.
 */
enum Guarantee {
    /** What the reader read from before, in the order of its steps. */
    MONOTONIC_ATOMIC_VIEW(false),
    /** What its process ran before. */
    READ_YOUR_WRITES(true),
    /** What its process read from before. */
    MONOTONIC_READS(true),
    /** What had been run before by the process of a transaction that it read from. */
    MONOTONIC_WRITES(true),
    /** What had been read from before by the process of a transaction that it read from, or by that one. */
    WRITES_FOLLOW_READS(true),
    /** What its process ran before, and what it read from. */
    READ_ATOMIC(true),
    /** All that processes had run before a transaction that its own process read from. */
    PRAM(true),
    /** All that leads to it by processes and reads. */
    CAUSAL_CONSISTENCY(true);

    private final boolean ordersProcesses;

    Guarantee(boolean ordersProcesses) {
        this.ordersProcesses = ordersProcesses;
    }

    /** Whether transactions of one process commit in its order. */
    boolean ordersProcesses() {
        return ordersProcesses;
    }
}
