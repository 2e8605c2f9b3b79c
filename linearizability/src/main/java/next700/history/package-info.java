/**
 * Recorded histories: what clients of a concurrent object or a replicated service asked, what they were told, and in
 * which order the two happened. The checkers are elsewhere; this package only says what was seen.
 */
package next700.history;
