package next700.model.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import next700.protocol.History;
import next700.protocol.InstanceId;
import next700.protocol.StepKind;
import next700.protocol.StepRecord;

/** The specifications on which recorded runs can be replayed: one of each protocol that stops in panic. */
public enum TraceModule {
    QUORUM("QuorumTrace", ""),
    ZLIGHT("ZLightTrace", "  Primary = 1\n"),
    CHAIN("ChainTrace", "") {
        @Override
        public Optional<List<StepRecord>> asSpecified(List<StepRecord> steps) {
            return super.asSpecified(steps).flatMap(TraceModule::withoutOrdering);
        }
    };

    private static final String CHECKPOINTS = "LCS.";

    private final String module;
    private final String constants;

    TraceModule(String module, String constants) {
        this.module = module;
        this.constants = constants;
    }

    /** The one of a protocol, by its name. */
    public static Optional<TraceModule> of(String protocol) {
        return Stream.of(values())
                .filter(each -> each.name().equalsIgnoreCase(protocol))
                .findFirst();
    }

    /** The module that TLC starts from. */
    String module() {
        return module;
    }

    /** What its cfg says beside what those of all protocols say. */
    String constants() {
        return constants;
    }

    /**
     * The steps of a run as the specification takes them; nothing where it has no words for the run. To it, histories are
     * whole, so that it does not see checkpoints; but a replica stops only when a client panics.
     */
    public Optional<List<StepRecord>> asSpecified(List<StepRecord> steps) {
        return steps.stream().anyMatch(step -> step.step().equals("LCS.2"))
                ? Optional.empty()
                : Optional.of(steps.stream()
                        .filter(step -> !step.step().startsWith(CHECKPOINTS))
                        .toList());
    }

    /**
     * In the specification of Chain the head orders a request and executes it in one step, C2; here a batch may be waited
     * for in between. What the head adopts when it orders belongs to its next step then, which must be the execution.
     */
    private static Optional<List<StepRecord>> withoutOrdering(List<StepRecord> steps) {
        Map<InstanceId, History> adopted = new HashMap<>();
        List<StepRecord> specified = new ArrayList<>();
        for (StepRecord step : steps) {
            if (step.kind() == StepKind.ORDERS) {
                step.init().ifPresent(init -> adopted.put(step.instance(), init));
            } else if (step.step().equals("C2")) {
                specified.add(step.initialisedBy(Optional.ofNullable(adopted.remove(step.instance()))));
            } else if (step.step().equals("P2")
                    && step.process().number() == 1
                    && adopted.containsKey(step.instance())) {
                return Optional.empty();
            } else {
                specified.add(step);
            }
        }
        return Optional.of(specified);
    }
}
