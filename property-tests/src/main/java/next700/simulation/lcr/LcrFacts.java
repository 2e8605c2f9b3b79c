package next700.simulation.lcr;

import next700.protocol.lcr.LcrNotice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import next700.process.Effect;
import next700.process.Input;
import next700.protocol.lcr.LcrProcess;
import next700.protocol.lcr.LcrSettings;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Payload;
import next700.protocol.lcr.View;

/** What has happened in a run so far, as an observer sees it who sees everything. */
public final class LcrFacts {
    /** How a process ended. */
    public enum End {
        CRASHED,
        LEFT,
        STOPPED
    }

    private final LcrSetup setup;
    private final Map<MemberId, List<Payload>> broadcast = new TreeMap<>();
    private final Map<MemberId, List<Payload>> delivered = new TreeMap<>();
    private final Map<MemberId, List<View>> views = new TreeMap<>();
    private final Map<MemberId, End> ends = new TreeMap<>();
    private final Map<MemberId, LcrProcess> processes;
    private final Set<MemberId> cutOff = new TreeSet<>();

    LcrFacts(LcrSetup setup, Map<MemberId, LcrProcess> processes) {
        this.setup = setup;
        this.processes = processes;
    }

    public LcrSetup setup() {
        return setup;
    }

    public LcrSettings settings() {
        return setup.settings();
    }

    /** What a process was given to broadcast, in order. */
    public List<Payload> broadcastBy(MemberId process) {
        return broadcast.getOrDefault(process, List.of());
    }

    /** What a process delivered, in order. */
    public List<Payload> deliveredBy(MemberId process) {
        return delivered.getOrDefault(process, List.of());
    }

    /** The views that a process installed after its first, or all of a joiner's. */
    public List<View> viewsOf(MemberId process) {
        return views.getOrDefault(process, List.of());
    }

    public boolean isFounder(MemberId process) {
        return setup.founders().contains(process);
    }

    public Optional<End> endOf(MemberId process) {
        return Optional.ofNullable(ends.get(process));
    }

    /** Who is in a view, or on the way to one, and did not end. */
    public List<MemberId> alive() {
        return processes.keySet().stream()
                .filter(process -> !ends.containsKey(process))
                .toList();
    }

    /** A process as it is; for reading only. */
    public LcrProcess process(MemberId process) {
        return processes.get(process);
    }

    public Set<MemberId> processes() {
        return processes.keySet();
    }

    /** Some connection of the process broke although neither of its ends had crashed. */
    public boolean isCutOff(MemberId process) {
        return cutOff.contains(process);
    }

    void cut(MemberId one, MemberId other) {
        cutOff.add(one);
        cutOff.add(other);
    }

    void ended(MemberId process, End end) {
        ends.put(process, end);
    }

    void absorb(LcrEvent event) {
        MemberId process = event.process();
        if (event.input() instanceof Input.Broadcast given) {
            broadcast.computeIfAbsent(process, unused -> new ArrayList<>()).add(given.payload());
        }
        for (Effect effect : event.effects()) {
            switch (effect) {
                case LcrNotice.Deliver deliver ->
                    delivered
                            .computeIfAbsent(process, unused -> new ArrayList<>())
                            .addAll(deliver.data().payloads());
                case LcrNotice.Installed installed ->
                    views.computeIfAbsent(process, unused -> new ArrayList<>()).add(installed.view());
                case LcrNotice.Left left -> ended(process, End.LEFT);
                case LcrNotice.Stopped stopped -> ended(process, End.STOPPED);
                default -> {}
            }
        }
    }
}
