package next700.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import next700.model.trace.StepTrace;
import next700.model.trace.StepTraces;
import next700.process.ReplicaId;
import next700.process.Taken;
import next700.protocol.qu.QuGroup;
import next700.protocol.qu.QuStep;

/** How runs of Query/Update read in its specification: each object's by itself. */
final class QuTraces {
    /** TLC's numbers end here; a server that lies may claim to be later. */
    private static final long LARGEST = Integer.MAX_VALUE;

    private QuTraces() {}

    static StepTraces spec() {
        return StepTraces.of("QUTrace", QuTraces::constants).inParts(QuTraces::parts);
    }

    private static Map<String, String> constants(StepTrace run) {
        QuGroup group = QuGroup.of(run.f());
        Map<String, String> constants = new TreeMap<>();
        constants.put("Servers", StepTraces.upTo(group.size()));
        constants.put(
                "Liars",
                StepTraces.numbersOf(run.byzantine().stream()
                        .filter(ReplicaId.class::isInstance)
                        .toList()));
        constants.put("T", Integer.toString(group.t()));
        constants.put("B", Integer.toString(group.b()));
        constants.put("Ids", "{}");
        constants.put("LastTime", "0");
        constants.put("Most", "0");
        constants.put("Zero", "<- TraceZero");
        constants.put("None", "<- TraceNone");
        constants.put("Earlier", "<- TraceEarlier");
        constants.put("IdIn", "<- TraceIdIn");
        constants.put("OpIn", "<- TraceOpIn");
        return constants;
    }

    private static List<List<Taken>> parts(List<Taken> run) {
        Map<Integer, List<Taken>> byObject = new TreeMap<>();
        for (Taken taken : run) {
            if (!(taken instanceof QuStep step) || step.time().time() >= LARGEST || isLate(step)) {
                return List.of();
            }
            byObject.computeIfAbsent(step.object(), any -> new ArrayList<>()).add(step);
        }
        return List.copyOf(byObject.values());
    }

    private static boolean isLate(QuStep step) {
        return step.known().stream()
                .flatMap(known -> known.candidates().stream())
                .anyMatch(pair -> pair.time().time() >= LARGEST || pair.on().time() >= LARGEST);
    }
}
