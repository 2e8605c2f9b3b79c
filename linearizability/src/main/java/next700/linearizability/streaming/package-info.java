/**
 * Is a history linearizable that is still being recorded? {@link
 * next700.linearizability.streaming.StreamingChecker} is the entrance.
 */
package next700.linearizability.streaming;
