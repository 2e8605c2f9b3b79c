package next700.model.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import next700.model.Specifications;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Protocol;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.composition.Composition;
import next700.trial.Subject;

/** The specifications on which recorded runs can be replayed. */
public enum TraceModule implements TraceSpec {
    QUORUM("QuorumTrace", "Place", "  Instances = %d\n"),
    ZLIGHT("ZLightTrace", "Place", "  Instances = %d\n  Primary = 1\n"),
    CHAIN("ChainTrace", "Place", "  Instances = %d\n") {
        @Override
        List<List<StepRecord>> parts(List<StepRecord> steps) {
            return withoutOrdering(steps);
        }
    },
    BACKUP("BackupTrace", "PlaceInOrder", "  Id = 2\n  K <- Term\n  Valid <- ValidInTrace\n") {
        @Override
        List<List<StepRecord>> parts(List<StepRecord> steps) {
            return byInstance(steps);
        }

        @Override
        boolean takesPart(Composition composition) {
            return composition.cycle().stream().anyMatch(this::isOf);
        }
    },
    PBFT("PBFTTrace", "Place", "") {
        @Override
        List<List<StepRecord>> parts(List<StepRecord> steps) {
            return agreements(steps);
        }

        // Backup stands on it.
        @Override
        boolean takesPart(Composition composition) {
            return composition.cycle().stream().anyMatch(protocol -> isOf(protocol) || BACKUP.isOf(protocol));
        }

        @Override
        String configuration(List<Trace> traces, List<Request> requests) {
            return TraceConfiguration.ofOrder(this, traces);
        }

        @Override
        public boolean isNeeded(StepRecord step) {
            return step.step().equals("PBFT.PrePrepare");
        }

        @Override
        public boolean needsOthers(StepRecord step) {
            return step.step().equals("PBFT.Execute");
        }
    };

    private static final Set<String> OF_BACKUP = Set.of("B1", "B2", "B3", "B4", "B5");
    private static final ReplicaId HEAD = new ReplicaId(1);
    private static final String CHECKPOINTS = "LCS.";

    private final String module;
    private final String view;
    private final String constants;

    TraceModule(String module, String view, String constants) {
        this.module = module;
        this.view = view;
        this.constants = constants;
    }

    /** The one of a protocol, by its name. */
    public static Optional<TraceModule> of(String protocol) {
        return Stream.of(values())
                .filter(each -> each.name().equalsIgnoreCase(protocol))
                .findFirst();
    }

    /** Those that have words for runs of a composition, or for its instances of a protocol. */
    public static List<TraceModule> of(Composition composition) {
        return Stream.of(values()).filter(each -> each.takesPart(composition)).toList();
    }

    /** A specification of chains of instances follows them only if all are its protocol's. */
    boolean takesPart(Composition composition) {
        return composition.cycle().stream().allMatch(this::isOf);
    }

    boolean isOf(Protocol protocol) {
        return name().equalsIgnoreCase(protocol.name());
    }

    @Override
    public List<TraceVerdict> simulated(
            List<? extends Subject> subjects, long seed, int wanted, Duration timeout, Specifications specifications) {
        return new TraceValidation(this, timeout, specifications)
                .validate(SimulatedTraces.of(this, subjects, seed, wanted));
    }

    /** The module that TLC starts from. */
    String module() {
        return module;
    }

    /** What tells one state of a replay from another. */
    String view() {
        return view;
    }

    /** Its cfg for runs with the same faults. */
    String configuration(List<Trace> traces, List<Request> requests) {
        return TraceConfiguration.ofInstances(this, traces, requests);
    }

    /** Whether others lean on the step: there is a first one without which those that end with them cannot be. */
    public boolean isNeeded(StepRecord step) {
        return step.kind() == StepKind.INVOKES;
    }

    /** Whether the step is an end to which the first needed one led. */
    public boolean needsOthers(StepRecord step) {
        return step.kind() == StepKind.COMMITS;
    }

    /** What its cfg says beside what those of all protocols say. */
    String constants(long instances) {
        return constants.formatted(instances);
    }

    /**
     * The steps of a run as the specification takes them, in parts if it is about one instance; no part where it has no words
     * for the run. To it, histories are whole, so that it does not see checkpoints; but a replica stops only when a client
     * panics.
     */
    public List<List<StepRecord>> asSpecified(List<StepRecord> steps) {
        return steps.stream().anyMatch(step -> step.step().equals("LCS.2"))
                ? List.of()
                : parts(steps.stream()
                        .filter(step -> !step.step().startsWith(CHECKPOINTS))
                        .toList());
    }

    /** What of a run it is about. */
    List<List<StepRecord>> parts(List<StepRecord> steps) {
        return List.of(steps);
    }

    /**
     * The specification of Backup has one instance. Of the one before it takes what replicas signed when they stopped; what was
     * signed after the instance's own last step matters to nobody.
     */
    private static List<List<StepRecord>> byInstance(List<StepRecord> steps) {
        List<InstanceId> instances = steps.stream()
                .filter(step -> OF_BACKUP.contains(step.step()))
                .map(StepRecord::instance)
                .distinct()
                .sorted()
                .toList();
        List<List<StepRecord>> parts = new ArrayList<>();
        for (InstanceId instance : instances) {
            List<StepRecord> part = new ArrayList<>(steps.stream()
                    .filter(step -> step.kind() != StepKind.INTERNAL)
                    .filter(step -> step.instance().equals(instance)
                            || (step.kind() == StepKind.STOPS && step.instance().number() == instance.number() - 1))
                    .toList());
            while (!part.getLast().instance().equals(instance)) {
                part.removeLast();
            }
            parts.add(part);
        }
        return parts;
    }

    /** PBFT's specification is about agreement, in one instance: what stands at which number. */
    private static List<List<StepRecord>> agreements(List<StepRecord> steps) {
        Map<InstanceId, List<StepRecord>> parts = new TreeMap<>();
        for (StepRecord step : steps) {
            if (step.placement().isPresent()) {
                parts.computeIfAbsent(step.instance(), any -> new ArrayList<>()).add(step);
            }
        }
        return List.copyOf(parts.values());
    }

    /**
     * In the specification of Chain the head orders a request and executes it in one step, C2; here a batch may be waited
     * for in between. What the head adopts when it orders belongs to its next step then, which must be the execution.
     */
    private static List<List<StepRecord>> withoutOrdering(List<StepRecord> steps) {
        Map<InstanceId, History> adopted = new HashMap<>();
        List<StepRecord> specified = new ArrayList<>();
        for (StepRecord step : steps) {
            if (step.kind() == StepKind.ORDERS) {
                step.init().ifPresent(init -> adopted.put(step.instance(), init));
            } else if (step.step().equals("C2")) {
                specified.add(step.initialisedBy(Optional.ofNullable(adopted.remove(step.instance()))));
            } else if (step.step().equals("P2")
                    && step.process().equals(HEAD)
                    && adopted.containsKey(step.instance())) {
                return List.of();
            } else {
                specified.add(step);
            }
        }
        return List.of(specified);
    }
}
