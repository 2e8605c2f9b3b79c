package next700.simulation.vr.invariant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import next700.protocol.vr.VrMessage.Request;
import next700.protocol.vr.VrStep;

/** 3: "replicas will end up in the same state if they execute the same sequence of operations". */
final class ExecutesAlike implements VrInvariant {
    private final Map<Long, VrStep> first = new HashMap<>();

    @Override
    public String id() {
        return "VR.ExecutesAlike";
    }

    @Override
    public Optional<String> broken(VrMoment moment) {
        return moment.steps("VR.Execute")
                .flatMap(step -> contradicted(step).stream())
                .findFirst();
    }

    private Optional<String> contradicted(VrStep step) {
        VrStep other = first.putIfAbsent(step.n(), step);
        if (other == null || other.request().equals(step.request())) {
            return Optional.empty();
        }
        return Optional.of("%s executed %s as number %d in view %d. %s executes %s in its place in view %d."
                .formatted(
                        other.process(), name(other), step.n(), other.view(), step.process(), name(step), step.view()));
    }

    static String name(VrStep step) {
        Request request = step.request().orElseThrow();
        return request.c() + "." + request.s();
    }
}
