package next700.simulation.lcr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import next700.process.Effect;
import next700.process.Input;
import next700.process.ProcessId;
import next700.protocol.lcr.LcrCall;
import next700.protocol.lcr.LcrNotice;
import next700.protocol.lcr.LcrProcess;
import next700.protocol.lcr.LcrSettings;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Payload;
import next700.protocol.lcr.View;
import next700.trial.Event;
import next700.trial.World;

/** What has happened in a run so far, as an observer sees it who sees everything. */
public final class LcrFacts {
    /** How a process ended. */
    public enum End {
        CRASHED,
        LEFT,
        STOPPED
    }

    private final LcrSetup setup;
    private final Set<MemberId> cast;
    private final World world;
    private final Map<ProcessId, List<Payload>> broadcast = new HashMap<>();
    private final Map<ProcessId, List<Payload>> delivered = new HashMap<>();
    private final Map<ProcessId, List<View>> views = new HashMap<>();
    private final Map<ProcessId, End> ends = new HashMap<>();
    private final Set<ProcessId> cutOff = new HashSet<>();

    LcrFacts(LcrSetup setup, List<MemberId> cast, World world) {
        this.setup = setup;
        this.cast = new TreeSet<>(cast);
        this.world = world;
    }

    public LcrSetup setup() {
        return setup;
    }

    public LcrSettings settings() {
        return setup.settings();
    }

    /** What a process was given to broadcast, in order. */
    public List<Payload> broadcastBy(ProcessId process) {
        return broadcast.getOrDefault(process, List.of());
    }

    /** What a process delivered, in order. */
    public List<Payload> deliveredBy(ProcessId process) {
        return delivered.getOrDefault(process, List.of());
    }

    /** The views that a process installed after its first, or all of a joiner's. */
    public List<View> viewsOf(ProcessId process) {
        return views.getOrDefault(process, List.of());
    }

    /** The number of the first view that a process was in; it has been in one. */
    public long firstViewOf(ProcessId process) {
        return isFounder(process) ? 0 : viewsOf(process).get(0).number();
    }

    public boolean isFounder(ProcessId process) {
        return setup.founders().contains(process);
    }

    public Optional<End> endOf(ProcessId process) {
        return Optional.ofNullable(ends.get(process));
    }

    /** Who is in a view, or on the way to one, and did not end. */
    public List<MemberId> alive() {
        return cast.stream().filter(process -> !ends.containsKey(process)).toList();
    }

    /** A process as it is; for reading only. */
    public LcrProcess process(ProcessId process) {
        return (LcrProcess) world.process(process);
    }

    public Set<MemberId> processes() {
        return cast;
    }

    /**
     * Some connection of the process broke although neither of its ends had ended, or one end closed it because it excludes
     * the other, which the other cannot tell apart.
     */
    public boolean isCutOff(ProcessId process) {
        return cutOff.contains(process);
    }

    private void closed(ProcessId process, ProcessId excluded) {
        if (endOf(excluded).isEmpty()) {
            cut(process, excluded);
        }
    }

    void cut(ProcessId one, ProcessId other) {
        cutOff.add(one);
        cutOff.add(other);
    }

    void ended(ProcessId process, End end) {
        ends.put(process, end);
    }

    void absorb(Event event) {
        ProcessId process = event.process();
        if (event.input() instanceof Input.Called called && called.call() instanceof LcrCall.Broadcast given) {
            broadcast.computeIfAbsent(process, unused -> new ArrayList<>()).add(given.payload());
        }
        for (Effect effect : event.effects()) {
            switch (effect) {
                case Effect.Tell tell -> absorb(process, (LcrNotice) tell.notice());
                case Effect.Disconnect disconnect -> closed(process, disconnect.peer());
                default -> {}
            }
        }
    }

    private void absorb(ProcessId process, LcrNotice notice) {
        switch (notice) {
            case LcrNotice.Deliver deliver ->
                delivered
                        .computeIfAbsent(process, unused -> new ArrayList<>())
                        .addAll(deliver.data().payloads());
            case LcrNotice.Installed installed ->
                views.computeIfAbsent(process, unused -> new ArrayList<>()).add(installed.view());
            case LcrNotice.Left left -> ended(process, End.LEFT);
            case LcrNotice.Stopped stopped -> ended(process, End.STOPPED);
            case LcrNotice.Discard discard -> {}
            case LcrNotice.Refused refused -> {}
        }
    }
}
