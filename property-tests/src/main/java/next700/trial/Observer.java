package next700.trial;

import java.util.List;
import java.util.Set;
import next700.process.ProcessId;

/** Remembers what happened in a run, and holds against it what must hold. */
public interface Observer {
    /** No process fails on an input, whatever its peers send. The run itself sees to that. */
    String NEVER_FAILS = "NeverFails";

    /** Each process keeps the invariants of its own state ({@link next700.process.Automaton#check}). Seen to by the run, too. */
    String OWN_INVARIANTS = "OwnInvariants";

    /** How the subject calls one of these two. */
    default String named(String upkeep) {
        return upkeep;
    }

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
    default void failed(Event event) {}

    /** After an event a process does not keep its own invariants. It goes on, so that what comes of it shows, too. */
    default void isInconsistent(Event event) {}

    /** A process crashed. */
    default void crashed(ProcessId process) {}

    /** A message set out; it may be lost already. */
    default void sent(Flight flight) {}

    /** The link between two processes was broken. */
    default void cut(ProcessId one, ProcessId other) {}

    /** Which goals the run reached. */
    Set<Goal> reached();
}
