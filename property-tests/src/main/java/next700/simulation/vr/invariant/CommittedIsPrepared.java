package next700.simulation.vr.invariant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.vr.VrMessage.PrepareOk;
import next700.protocol.vr.VrStep;

/**
 * 4.2: "up-calls occur only for committed operations", and "the operation is recorded in the logs of at least f+1 replicas (the
 * old primary and the f backups that sent the PREPAREOK messages)".
 */
final class CommittedIsPrepared implements VrInvariant {
    private final Map<Long, Map<ProcessId, Long>> prepared = new HashMap<>();
    private int size = 1;

    @Override
    public String id() {
        return "VR.CommittedIsPrepared";
    }

    @Override
    public Optional<String> broken(VrMoment moment) {
        size = moment.configuration().size();
        moment.sent(PrepareOk.class)
                .forEach(ok -> prepared.computeIfAbsent(ok.v(), any -> new HashMap<>())
                        .merge(moment.event().process(), ok.n(), Math::max));
        return moment.steps("VR.Commit")
                .filter(step ->
                        backups(step.view(), step) < moment.configuration().f())
                .findFirst()
                .map(step -> "%s commits up to %d in view %d. %d backups have prepared it."
                        .formatted(step.process(), step.n(), step.view(), backups(step.view(), step)))
                .or(() -> moment.steps("VR.Execute")
                        .filter(step -> prepared.keySet().stream()
                                .noneMatch(view -> backups(view, step)
                                        >= moment.configuration().f()))
                        .findFirst()
                        .map(step -> "%s executes number %d in view %d. In no view have f backups prepared so much."
                                .formatted(step.process(), step.n(), step.view())));
    }

    /** How many backups have prepared in a view what a step is about. */
    private long backups(long view, VrStep step) {
        int primary = (int) (view % size) + 1;
        return prepared.getOrDefault(view, Map.of()).entrySet().stream()
                .filter(entry -> ((ReplicaId) entry.getKey()).number() != primary && entry.getValue() >= step.n())
                .count();
    }
}
