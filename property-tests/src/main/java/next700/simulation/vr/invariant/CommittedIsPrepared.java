package next700.simulation.vr.invariant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import next700.process.ProcessId;
import next700.protocol.vr.VrMessage.PrepareOk;
import next700.protocol.vr.VrStep;

/** 4.2: "the operation is recorded in the logs of at least f+1 replicas (the old primary and the f backups that sent the PREPAREOK)". */
final class CommittedIsPrepared implements VrInvariant {
    private final Map<Long, Map<ProcessId, Long>> prepared = new HashMap<>();

    @Override
    public String id() {
        return "VR.CommittedIsPrepared";
    }

    @Override
    public Optional<String> broken(VrMoment moment) {
        moment.sent(PrepareOk.class)
                .forEach(ok -> prepared.computeIfAbsent(ok.v(), any -> new HashMap<>())
                        .merge(moment.event().process(), ok.n(), Math::max));
        return moment.steps("VR.Commit")
                .filter(step -> backups(step) < moment.configuration().f())
                .findFirst()
                .map(step -> "%s commits up to %d in view %d. %d backups have prepared it."
                        .formatted(step.process(), step.n(), step.view(), backups(step)));
    }

    private long backups(VrStep commit) {
        return prepared.getOrDefault(commit.view(), Map.of()).entrySet().stream()
                .filter(entry -> !entry.getKey().equals(commit.process()) && entry.getValue() >= commit.n())
                .count();
    }
}
