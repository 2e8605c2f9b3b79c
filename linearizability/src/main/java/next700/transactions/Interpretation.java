package next700.transactions;

/**
 * What a recording means where systems and recorders differ.
 *
 * @param nullRead what a committed transaction says whose read is null
 * @param failure what a transaction says that failed
 */
public record Interpretation(NullRead nullRead, Failure failure) {
    /** Null is the initial state (of a list, the empty list), and who failed has aborted. */
    public static final Interpretation USUAL = new Interpretation(NullRead.INITIAL, Failure.ABORTED);

    /** The meaning of null as the result of a read. */
    public enum NullRead {
        /** The key had its initial value. */
        INITIAL,
        /** The recorder does not tell what was read. */
        NOT_KNOWN
    }

    /** The meaning of {@code fail}. */
    public enum Failure {
        /** It did not happen, and nothing of it may be seen. */
        ABORTED,
        /** It may have happened nevertheless, as after {@code info}: for systems whose errors are not definite. */
        NOT_KNOWN
    }
}
