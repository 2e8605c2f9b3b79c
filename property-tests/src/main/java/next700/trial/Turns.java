package next700.trial;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import next700.process.Call;
import next700.process.ClientId;
import next700.process.ProcessId;

/** Clients that are asked for one thing after another, as often as the tape has it, each once it was answered. */
public final class Turns {
    private final ChoiceTape tape;
    private final Set<ProcessId> liars;
    private final SortedMap<ClientId, Integer> left = new TreeMap<>();
    private final Set<ProcessId> waiting = new TreeSet<>();
    private World world;
    private Supplier<? extends Call> calls;

    private Turns(ChoiceTape tape, Set<ProcessId> liars) {
        this.tape = tape;
        this.liars = liars;
    }

    /**
     * Draws how often each client is asked.
     *
     * @param most at least once, and at most so often
     * @param liars of which nobody expects anything; may still grow
     */
    public static Turns draw(ChoiceTape tape, List<ClientId> clients, int most, Set<ProcessId> liars) {
        Turns turns = new Turns(tape, liars);
        clients.forEach(client -> turns.left.put(client, 1 + tape.choose(most, Decision.OPTION, "operations")));
        return turns;
    }

    /**
     * Has each client asked for the first time.
     *
     * @param starts before this time
     * @param what is asked next
     */
    public void begin(World theirs, int starts, Supplier<? extends Call> what) {
        world = theirs;
        calls = what;
        left.keySet().forEach(client -> world.at(tape.choose(starts, Decision.INVOCATION, "start"), () -> ask(client)));
    }

    private void ask(ClientId client) {
        left.merge(client, -1, Integer::sum);
        if (!liars.contains(client)) {
            waiting.add(client);
        }
        world.call(client, calls.get());
    }

    /** A client was told how what it was asked for ended. */
    public void answered(ProcessId client) {
        waiting.remove(client);
    }

    /** Whether a client is to be asked again. */
    public boolean hasMore(ClientId client) {
        return left.get(client) > 0;
    }

    /** Asks a client again, later. */
    public void askAfter(long pause, ClientId client) {
        world.at(world.now() + pause, () -> ask(client));
    }

    /** A client is asked no more. */
    public void end(ClientId client) {
        left.put(client, 0);
    }

    /** The correct clients that have something outstanding, as it changes. */
    public Set<ProcessId> waiting() {
        return Collections.unmodifiableSet(waiting);
    }

    /** Whether every correct client was asked as often as it was to be, and answered. */
    public boolean areOver() {
        return waiting.isEmpty()
                && left.entrySet().stream()
                        .allMatch(client -> liars.contains(client.getKey()) || client.getValue() == 0);
    }
}
