/**
 * What a run leaves behind: the history of operations that clients saw, and the steps that processes took. Both are
 * JSON lines, and both are written so that a process that is killed loses no more than the end.
 *
 * <p>Times are nanoseconds of {@link java.lang.System#nanoTime}, which on Linux is {@code CLOCK_MONOTONIC}: times of
 * different processes on one machine can be compared, until it restarts.
 */
package next700.recording;
