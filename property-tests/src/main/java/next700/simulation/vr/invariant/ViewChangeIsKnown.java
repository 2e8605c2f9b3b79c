package next700.simulation.vr.invariant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import next700.process.ProcessId;
import next700.protocol.vr.VrStep;

/** 8.2: "when a view change happens, at least f+1 replicas already know that the view change is in progress". */
final class ViewChangeIsKnown implements VrInvariant {
    private final Map<Long, Set<ProcessId>> knowing = new HashMap<>();

    @Override
    public String id() {
        return "VR.ViewChangeIsKnown";
    }

    @Override
    public Optional<String> broken(VrMoment moment) {
        moment.steps("VR.StartViewChange").forEach(this::knows);
        moment.steps("VR.DoViewChange").forEach(this::knows);
        return moment.steps("VR.DoViewChange")
                .filter(step -> knowing.get(step.view()).size()
                        <= moment.configuration().f())
                .findFirst()
                .map(step -> "%s sends a DOVIEWCHANGE for view %d. Only %s know of it."
                        .formatted(step.process(), step.view(), knowing.get(step.view())));
    }

    private void knows(VrStep step) {
        knowing.computeIfAbsent(step.view(), any -> new HashSet<>()).add(step.process());
    }
}
