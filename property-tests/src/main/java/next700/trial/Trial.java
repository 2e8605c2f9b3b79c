package next700.trial;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import next700.process.Automaton;
import next700.process.Effect;
import next700.process.Group;
import next700.process.Message;
import next700.process.Notice;
import next700.process.ProcessId;
import next700.process.Stored;
import next700.process.Taken;

/**
 * One run of a protocol on trial: who takes part, what they are asked to do, what may go wrong, and who watches. The host
 * ({@link Run}) does the rest.
 */
public interface Trial {
    /** How many processes may be faulty in this run. */
    int f();

    /** How links fail. */
    Network network();

    /** Who is there from the start, in an order that is the same every time. */
    List<? extends ProcessId> cast();

    /** A cast of a group's replicas, and of clients after them. */
    static List<ProcessId> everyone(Group group, Collection<? extends ProcessId> clients) {
        List<ProcessId> cast = new ArrayList<>(group.replicas());
        cast.addAll(clients);
        return cast;
    }

    /**
     * Makes a process, the first time or after a crash.
     *
     * @param stored by its former lives
     */
    Automaton make(ProcessId self, Stored stored);

    /** Sets the run going: what is asked of whom when, and which faults come when. */
    void begin(World world);

    /** What keeps watch. */
    Observer observer(World world);

    /** Whether all that was asked for has come to its end; until then a run goes on while anything can happen. */
    boolean isDone(World world);

    /** Every derived option, for reports. */
    SortedMap<String, String> describe();

    /** How much of what the protocol tolerates the run makes use of. */
    String faultBudget();

    /** The caller of a process was told something. */
    default void told(ProcessId process, Notice notice, World world) {}

    /** The processes that lie; nobody's word about them is taken. */
    default Set<ProcessId> byzantine() {
        return Collections.emptySet();
    }

    /** The mind of a process that lies; the others are correct. */
    default Optional<Liar> liar(ProcessId process) {
        return Optional.empty();
    }

    /** Whether nothing passes between two processes now. */
    default boolean separates(ProcessId from, ProcessId to, long now) {
        return false;
    }

    /** A message after which its sender waits until the link can take more. */
    default boolean isMetered(Message message) {
        return false;
    }

    /**
     * After an input was taken, an adversary may act of its own accord; but not at once upon what was said at that very moment,
     * or one that has just acted would go on for ever.
     */
    default void after(World world) {}

    /**
     * Whether a process crashes in the middle of these effects, although nobody set the time; of them, those are carried
     * out that are returned.
     */
    default Optional<List<Effect>> cutShort(ProcessId process, List<Effect> effects, World world) {
        return Optional.empty();
    }

    /** The delay of what a process says just before such a crash, if it is past the network. */
    default OptionalLong lastWordsDelay() {
        return OptionalLong.empty();
    }

    /** A correct process takes a step, before what it does after that is carried out. */
    default void took(ProcessId process, Taken step, World world) {}

    /** In units of virtual time: a run that goes on for longer has lost its way. */
    default long lastsUntil() {
        return Long.MAX_VALUE;
    }

    /** The same of a run with more events. */
    default int maxEvents() {
        return 6_000;
    }

    /** After a violation only its consequences are of interest. */
    default int maxEventsAfterViolation() {
        return 400;
    }
}
