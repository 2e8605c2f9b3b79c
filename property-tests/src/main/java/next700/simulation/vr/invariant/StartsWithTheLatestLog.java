package next700.simulation.vr.invariant;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.process.Input;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.vr.VrMessage.DoViewChange;
import next700.protocol.vr.VrMessage.Request;
import next700.protocol.vr.VrMessage.StartView;
import next700.protocol.vr.VrReplica;

/**
 * 4.2, step 3: the new log is "the one contained in the message with the largest v'; if several messages have the same v' ... the
 * one among them with the largest n", of all that the new primary has received, its own included.
 */
final class StartsWithTheLatestLog implements VrInvariant {
    /** A log, and the latest view in which its replica's status was normal. */
    private record Told(long lastNormal, List<Request> log) {
        private static final Comparator<Told> LATEST = Comparator.comparingLong(Told::lastNormal)
                .thenComparingInt(told -> told.log().size());
    }

    private record Change(ProcessId primary, long view) {}

    private final Map<ReplicaId, Told> before = new HashMap<>();
    private final Map<Change, Map<ProcessId, Told>> received = new HashMap<>();

    @Override
    public String id() {
        return "VR.StartsWithTheLatestLog";
    }

    @Override
    public void crashes(VrReplica replica) {
        before.remove(replica.self());
        received.keySet().removeIf(change -> change.primary().equals(replica.self()));
    }

    @Override
    public Optional<String> broken(VrMoment moment) {
        if (moment.event().input() instanceof Input.Received from && from.message() instanceof DoViewChange m) {
            told(moment, m.v()).put(from.from(), new Told(m.lastNormal(), m.l()));
        }
        moment.steps("VR.DoViewChange")
                .filter(step -> before.containsKey((ReplicaId) step.process()))
                .forEach(step -> told(moment, step.view()).put(step.process(), before.get((ReplicaId) step.process())));
        Optional<String> broken = moment.sent(StartView.class)
                .findFirst()
                .flatMap(start -> other(
                        moment.replica().orElseThrow(),
                        start,
                        told(moment, start.v()).values()));
        moment.replica().ifPresent(now -> before.put(now.self(), new Told(now.lastNormal(), now.log())));
        return broken;
    }

    private Map<ProcessId, Told> told(VrMoment moment, long view) {
        return received.computeIfAbsent(new Change(moment.event().process(), view), any -> new HashMap<>());
    }

    private static Optional<String> other(VrReplica primary, StartView start, Collection<Told> told) {
        Told latest = told.stream().max(Told.LATEST).orElseThrow();
        return told.stream()
                        .filter(each -> Told.LATEST.compare(each, latest) == 0)
                        .anyMatch(each -> each.log().equals(start.l()))
                ? Optional.empty()
                : Optional.of(
                        "%s was told of a log of %d entries, normal in view %d. It starts view %d with another, of %d."
                                .formatted(
                                        primary.self(),
                                        latest.log().size(),
                                        latest.lastNormal(),
                                        start.v(),
                                        start.l().size()));
    }
}
