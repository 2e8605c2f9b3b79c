package next700.transactions;

/** What became of a transaction, as far as its client knows. */
public enum Outcome {
    COMMITTED,
    ABORTED,
    /** It may have committed at any time since its invocation, or never will. */
    UNKNOWN
}
