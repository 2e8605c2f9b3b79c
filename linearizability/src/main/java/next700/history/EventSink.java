package next700.history;

import java.util.Optional;

/**
 * Takes the events of a history in their order, one by one: to keep them, as {@link History.Builder} does, or to check
 * them while they come.
 *
 * <p>All of these throw {@link IllegalStateException} if the event cannot follow those before it: a process that waits
 * for an answer calls, one that does not wait is answered, or time goes back.
 */
public interface EventSink {
    /** The operation for whose answer the process waits. */
    Optional<Operation> open(String process);

    /** The time of the latest event, which the next one's must reach; the smallest long before the first. */
    long now();

    /**
     * A process calls a function.
     *
     * @param line where it was read, or 0
     */
    EventSink invoke(String process, String function, Value argument, long time, int line);

    /** The open operation of the process took effect. */
    EventSink ok(String process, Value result, long time, int line);

    /** The open operation of the process was refused. */
    EventSink fail(String process, Value result, long time, int line);

    /** The process gave up its open operation, of which nothing more will be known. */
    EventSink unknown(String process);
}
