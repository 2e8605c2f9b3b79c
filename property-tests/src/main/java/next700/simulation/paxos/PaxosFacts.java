package next700.simulation.paxos;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.ProcessId;
import next700.protocol.acceptors.Acceptors;
import next700.protocol.paxos.Update;

/** What happened in a run so far, over all lives of its servers. */
final class PaxosFacts {
    /** What is proposed at a sequence number in a view. */
    record Proposed(long view, long sequence) {}

    private final Acceptors group;
    private final Map<Proposed, List<Update>> proposals = new LinkedHashMap<>();
    private final Map<Proposed, Set<ProcessId>> acceptances = new LinkedHashMap<>();
    private final SortedMap<Long, SortedMap<Long, List<Update>>> chosen = new TreeMap<>();
    private final SortedMap<Long, List<Update>> ordered = new TreeMap<>();
    private final Map<ProcessId, Long> installed = new TreeMap<>();
    private final Map<ProcessId, Long> executed = new TreeMap<>();
    private final Set<Update> asked = new LinkedHashSet<>();

    PaxosFacts(Acceptors group) {
        this.group = group;
    }

    void asks(Update update) {
        asked.add(update);
    }

    boolean isAsked(Update update) {
        return asked.contains(update);
    }

    /** Returns what was proposed there before in the same view, if that was something else. */
    Optional<List<Update>> proposes(Proposed at, List<Update> updates) {
        List<Update> before = proposals.putIfAbsent(at, updates);
        return Optional.ofNullable(before).filter(other -> !other.equals(updates));
    }

    Map<Proposed, List<Update>> proposals() {
        return proposals;
    }

    /** A server has accepted; returns whether now enough have. */
    boolean accepts(ProcessId server, Proposed at, List<Update> updates) {
        Set<ProcessId> servers = acceptances.computeIfAbsent(at, any -> new LinkedHashSet<>());
        if (servers.add(server) && servers.size() == group.acceptQuorum()) {
            chosen.computeIfAbsent(at.sequence(), any -> new TreeMap<>()).put(at.view(), updates);
            return true;
        }
        return false;
    }

    /** What was chosen at a number, by view. */
    SortedMap<Long, List<Update>> chosen(long sequence) {
        return chosen.getOrDefault(sequence, new TreeMap<>());
    }

    /** A server says what is ordered at a number; returns what one said before, if that was something else. */
    Optional<List<Update>> orders(long sequence, List<Update> updates) {
        List<Update> before = ordered.putIfAbsent(sequence, updates);
        return Optional.ofNullable(before).filter(other -> !other.equals(updates));
    }

    Optional<List<Update>> ordered(long sequence) {
        return Optional.ofNullable(ordered.get(sequence));
    }

    void installs(ProcessId server, long view) {
        installed.merge(server, view, Math::max);
    }

    long installed(ProcessId server) {
        return installed.getOrDefault(server, 0L);
    }

    /** Up to where a server has executed in this life. */
    long executed(ProcessId server) {
        return executed.getOrDefault(server, 0L);
    }

    void executes(ProcessId server, long sequence) {
        executed.put(server, sequence);
    }

    void beginsAnew(ProcessId server) {
        executed.remove(server);
    }
}
