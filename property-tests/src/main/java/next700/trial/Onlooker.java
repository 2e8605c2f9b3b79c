package next700.trial;

import next700.process.Automaton;
import next700.process.ProcessId;

/** Looks into the processes of a run while it goes on. It changes nothing. */
public interface Onlooker {
    /** Looks away. */
    Onlooker NOBODY = new Onlooker() {};

    /** A process is there, for the first time or again after a crash; {@code event} is the number of the next event. */
    default void entered(int event, ProcessId self, Automaton process) {}

    /** A correct process has taken an input, and its effects were carried out. */
    default void took(Event event, Automaton process) {}

    /** A process has crashed or ended; {@code event} is the number of the next event. */
    default void left(int event, ProcessId self) {}
}
