package next700.history;

/**
 * One event of a recording as it stands there: an invocation, or what came of one. {@link HistoryReader} hands them on
 * one by one for those who need no {@link History} of them all.
 *
 * @param process who called; it has one open operation at most
 * @param function what was called, the same in a completion as in its invocation
 * @param value the argument, or the answer
 * @param time in nanoseconds or in ticks of the recorder's own; never less than that of the event before
 * @param line the line it was read from, from 1
 */
public record RecordedEvent(Type type, String process, String function, Value value, long time, int line) {
    /** What happened; {@link #INFO} is that nobody will know. */
    public enum Type {
        INVOKE,
        OK,
        FAIL,
        INFO
    }
}
