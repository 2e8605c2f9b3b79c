/**
 * Recorded histories: what clients of a concurrent object or a replicated service asked, what they were told, and in
 * which order the two happened. The checkers are elsewhere; this package only says what was seen.
 *
 * <h2>What values become</h2>
 *
 * {@link next700.history.Value} has the values of JSON, and what comes in EDN is one of them:
 *
 * <ul>
 *   <li>keywords and symbols are texts, without the colon and with their namespace: {@code :ok} and {@code "ok"} are
 *       the same, and so are {@code :txn/r} and {@code "txn/r"}; characters are texts of one;
 *   <li>vectors, lists and sets are sequences; a set has its elements in the order of their texts, so that equal sets
 *       are equal;
 *   <li>maps have texts for keys: a key that is none is its text, so that 1 and "1" are the same, and must not both be
 *       there; {@code #:a{:b 1}} is {@code {:a/b 1}};
 *   <li>tags are dropped: of {@code #jepsen.history.Op{..}} the map is left, of {@code #inst "2026-01-01"} the string;
 *   <li>whole numbers of up to 64 bits are exact, with or without {@code N}; larger ones, fractions, exponents and
 *       {@code M} make decimals, which are exact as well. Ratios are refused: a history has no use for them, and no
 *       other value is equal to one. So are {@code ##Inf} and {@code ##NaN}.
 * </ul>
 *
 * <p>Nothing is nested deeper than {@link next700.history.Value#NESTING_LIMIT}, no number is longer than
 * {@link next700.history.Value#NUMBER_LIMIT} digits, and no line or entry longer than the reader was told; what is, or
 * is not well-formed in any other way, ends in a {@link next700.history.MalformedHistoryException} with line and
 * column, whatever it is.
 *
 * <h2>What null, failures and missing answers mean</h2>
 *
 * The reader takes no decision: null is {@link next700.history.Value#NIL}, a failure
 * {@link next700.history.Completion.Failed} with what it answered, and an operation that ended in {@code info}, or not
 * at all, {@link next700.history.Completion.Unknown}: it may have taken effect at any time since its invocation, may
 * still do so, or never will. What null and failures say is for the specification ({@code
 * next700.linearizability.Specification}: {@code kv}, {@code kv-null} and {@code kv-empty} differ in what an absent key
 * reads as) and for the checker of transactions, which has switches for both.
 */
package next700.history;
