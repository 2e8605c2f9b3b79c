package next700.trial;

import java.util.List;
import java.util.Set;
import next700.process.ProcessId;

/** Remembers what happened in a run, and holds against it what must hold. */
public interface Observer {
    /** The event as the observer wants it recorded, say with histories spelled out; called before {@link #sees}. */
    default Event asSeen(Event raw) {
        return raw;
    }

    /** An event whose effects have been carried out; returns what it violates. */
    List<Violation> sees(Event event);

    /**
     * The run is over.
     *
     * @param isDone whether all that was asked for has come to its end, or nothing more can happen
     */
    default List<Violation> atTheEnd(Event last, boolean isDone) {
        return List.of();
    }

    /** A process failed on an input. It takes no more part in the run. */
    default Violation failed(Event event, RuntimeException cause) {
        return new Violation(
                "NeverFails",
                "%s failed on an input with %s. A process must never fail on what it receives."
                        .formatted(event.process(), cause),
                event.number());
    }

    /**
     * After an event a process does not keep its own invariants ({@link next700.process.Automaton#check}). It goes on, so that
     * what comes of it shows, too.
     */
    default Violation isInconsistent(Event event, IllegalStateException cause) {
        return new Violation(
                "OwnInvariants",
                "%s is inconsistent: %s.".formatted(event.process(), cause.getMessage()),
                event.number());
    }

    /** A process crashed. */
    default void crashed(ProcessId process) {}

    /** A message set out; it may be lost already. */
    default void sent(Flight flight) {}

    /** The link between two processes was broken. */
    default void cut(ProcessId one, ProcessId other) {}

    /** Which goals the run reached. */
    Set<Goal> reached();
}
