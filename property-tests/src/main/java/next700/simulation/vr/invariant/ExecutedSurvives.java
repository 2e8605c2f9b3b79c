package next700.simulation.vr.invariant;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.protocol.vr.VrMessage.Request;
import next700.protocol.vr.VrReplica;
import next700.protocol.vr.VrStep;

/**
 * 4.2: "every operation that has been executed by means of an up-call to the service code at one of the replicas must survive
 * into the new view in the same order selected for it at the time it was executed".
 */
final class ExecutedSurvives implements VrInvariant {
    private final SortedMap<Long, VrStep> executed = new TreeMap<>();

    @Override
    public String id() {
        return "VR.ExecutedSurvives";
    }

    @Override
    public Optional<String> broken(VrMoment moment) {
        Optional<String> lost = moment.steps("VR.StartView")
                .findFirst()
                .flatMap(step -> missing(moment.replica().orElseThrow()));
        moment.steps("VR.Execute").forEach(step -> executed.putIfAbsent(step.n(), step));
        return lost;
    }

    private Optional<String> missing(VrReplica primary) {
        List<Request> log = primary.log();
        return executed.values().stream()
                .filter(step -> step.view() < primary.view())
                .filter(step -> step.n() > log.size()
                        || !log.get((int) step.n() - 1).equals(step.request().orElseThrow()))
                .findFirst()
                .map(step -> "%s executed %s as number %d in view %d. %s starts view %d without it."
                        .formatted(
                                step.process(),
                                ExecutesAlike.name(step),
                                step.n(),
                                step.view(),
                                primary.self(),
                                primary.view()));
    }
}
