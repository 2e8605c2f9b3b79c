package next700.simulation.vr.invariant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import next700.protocol.vr.VrMessage.Request;
import next700.protocol.vr.VrStep;

/** 4: "the request number is used by the replicas to avoid running requests more than once". */
final class ExecutesOnce implements VrInvariant {
    private final Map<Request, Long> numbers = new HashMap<>();

    @Override
    public String id() {
        return "VR.ExecutesOnce";
    }

    @Override
    public Optional<String> broken(VrMoment moment) {
        return moment.steps("VR.Execute").flatMap(step -> again(step).stream()).findFirst();
    }

    private Optional<String> again(VrStep step) {
        Long other = numbers.putIfAbsent(step.request().orElseThrow(), step.n());
        return other == null || other == step.n()
                ? Optional.empty()
                : Optional.of("%s was executed as number %d. %s executes it as number %d."
                        .formatted(ExecutesAlike.name(step), other, step.process(), step.n()));
    }
}
