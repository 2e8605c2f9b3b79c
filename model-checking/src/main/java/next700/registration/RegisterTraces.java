package next700.registration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.model.trace.StepTrace;
import next700.model.trace.StepTraces;
import next700.model.trace.TraceSpec;
import next700.process.ReplicaId;
import next700.process.Taken;
import next700.protocol.register.RegisterGroup;
import next700.protocol.register.RegisterStep;
import next700.protocol.register.Variant;
import next700.quorums.QuorumSystem;

/** How runs of a register read in its specification. */
record RegisterTraces(Variant variant) {
    private static final int CLIENTS = 3;
    private static final int OPERATIONS = 1_000_000;

    /** What liars may have said is tried for each of their answers: in larger groups for too long. */
    private static final int MOST_REPLICAS_WITH_LIARS = 5;

    /** From here on values are those of clients that lie, in simulated runs; what they say is in no specification. */
    private static final long FIRST_LIE = 1_000;

    /** None of a register whose runs would all be too large. */
    Optional<TraceSpec> spec() {
        boolean isTooLarge =
                variant.toleratesLiars() && new RegisterGroup(variant, 1).size() > MOST_REPLICAS_WITH_LIARS;
        return isTooLarge
                ? Optional.empty()
                : Optional.of(StepTraces.of("RegisterTrace", this::constants).inParts(this::parts));
    }

    private Map<String, String> constants(StepTrace run) {
        RegisterGroup group = new RegisterGroup(variant, run.f());
        Map<String, String> constants = new TreeMap<>();
        constants.put("Replicas", StepTraces.upTo(group.size()));
        constants.put(
                "Liars",
                StepTraces.setOf(run.byzantine().stream()
                        .filter(ReplicaId.class::isInstance)
                        .map(liar -> ((ReplicaId) liar).number())
                        .toList()));
        constants.put("Faults", Integer.toString(group.f()));
        constants.put("Asked", sets(group.reads()));
        constants.put("Told", sets(group.writes()));
        constants.put("Trust", quoted(variant.trust()));
        constants.put("Promise", quoted(variant.guarantee()));
        constants.put("Writers", StepTraces.upTo(CLIENTS));
        constants.put("Readers", StepTraces.upTo(CLIENTS));
        constants.put("Operations", Integer.toString(OPERATIONS));
        constants.put("Values", "{}");
        constants.put("Made", "<- LiarsMake");
        constants.put("GoesBy", "<- AnyOf");
        constants.put("ByALiar", "{}");
        return constants;
    }

    private static String quoted(Enum<?> word) {
        return "\"" + word.name().toLowerCase(Locale.ROOT) + "\"";
    }

    private static String sets(QuorumSystem system) {
        return StepTraces.setOf(system.minimal()
                .map(quorum -> StepTraces.setOf(
                        quorum.members().stream().map(server -> server + 1).toList()))
                .toList());
    }

    private List<List<Taken>> parts(List<Taken> run) {
        return run.stream().allMatch(this::isSpecified) ? List.of(run) : List.of();
    }

    private boolean isSpecified(Taken taken) {
        return taken instanceof RegisterStep step
                && step.stamp().number() < StepTraces.LARGEST
                && step.value() < StepTraces.LARGEST
                && !(variant.toleratesLiars()
                        && (step.value() >= FIRST_LIE
                                || (step.process() instanceof ReplicaId replica
                                        && replica.number() > MOST_REPLICAS_WITH_LIARS)));
    }
}
