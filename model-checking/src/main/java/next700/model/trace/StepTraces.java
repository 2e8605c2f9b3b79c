package next700.model.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import next700.model.Settings;
import next700.model.Specifications;
import next700.model.TlaValue;
import next700.process.ProcessId;
import next700.process.Taken;
import next700.trial.Campaign;
import next700.trial.FuzzOptions;
import next700.trial.RunResult;
import next700.trial.Subject;

/**
 * A specification on which the recorded runs of any protocol can be replayed: a module that says which action a recorded step is
 * (see {@code Replay.tla}), and the constants of a run. Nothing here knows what the steps are.
 *
 * <pre>{@code
 * StepTraces.of("RegisterTrace", run -> Map.of("Replicas", StepTraces.upTo(2 * run.f() + 1), "Operations", "9"))
 * }</pre>
 */
public final class StepTraces implements TraceSpec {
    /** So many traces of the simulator show what a specification has words for. */
    public static final int USUAL = 60;

    /** TLC's numbers end here: a run that tells of larger ones, as liars may, cannot be replayed. */
    public static final int LARGEST = Integer.MAX_VALUE;

    private static final String REPLAY = "Replay";
    private static final String MODULE = ".tla";

    /** What is true of a module that replays. */
    private static final String SPECIFICATION = "TraceSpec";

    /** What is true of every state of a run, where the module says so. */
    private static final String INVARIANT = "TraceInvariant";

    /** Of so many runs of the simulator one should do. */
    private static final int RUNS_FOR_EACH = 20;

    /** TLC is started once for all runs with the same constants; of the simulator's, with so many different ones at most. */
    private static final int STARTS = 4;

    private final String module;
    private final Function<StepTrace, Map<String, String>> constants;
    private final Function<List<Taken>, List<List<Taken>>> parts;

    private StepTraces(
            String module,
            Function<StepTrace, Map<String, String>> constants,
            Function<List<Taken>, List<List<Taken>>> parts) {
        this.module = module;
        this.constants = constants;
        this.parts = parts;
    }

    /**
     * Replays whole runs.
     *
     * @param module that extends the specification and {@code Replay}, and defines {@code TraceSpec}; and, if it likes,
     *     {@code TraceInvariant}, which must hold in every state of a run
     * @param constants what each constant of the specification is for a run, as TLA+ writes it, or {@code <- Operator}; the
     *     fewer different ones there are, the fewer times TLC is started
     */
    public static StepTraces of(String module, Function<StepTrace, Map<String, String>> constants) {
        return new StepTraces(module, constants, List::of);
    }

    /**
     * Replays parts of runs, each for itself: of a run with several instances each, say, or without the steps that the
     * specification leaves out. A run that the specification has no words for has no parts.
     */
    public StepTraces inParts(Function<List<Taken>, List<List<Taken>>> others) {
        return new StepTraces(module, constants, others);
    }

    /** The set of the numbers from 1 up to one, such as those of all replicas. */
    public static String upTo(int last) {
        return setOf(IntStream.rangeClosed(1, last).boxed().toList());
    }

    /** The set of the numbers by which specifications know some replicas or clients. */
    public static String numbersOf(Collection<? extends ProcessId> processes) {
        return setOf(processes.stream().map(RecordingBuilder::numberOf).sorted().toList());
    }

    /** A set. */
    public static String setOf(Iterable<?> elements) {
        List<String> texts = new ArrayList<>();
        elements.forEach(each -> texts.add(each.toString()));
        return texts.stream().collect(Collectors.joining(", ", "{", "}"));
    }

    /** What a run says of the specification: a trace, or several, or none. */
    public List<StepTrace> tracesOf(String name, int f, Set<ProcessId> byzantine, List<? extends Taken> steps) {
        List<List<Taken>> all = parts.apply(List.copyOf(steps));
        List<StepTrace> traces = new ArrayList<>();
        for (int k = 0; k < all.size(); k++) {
            String part = all.size() == 1 ? "" : ", part " + (k + 1);
            StepTrace trace = new StepTrace(name + part, f, byzantine, all.get(k));
            if (!trace.steps().isEmpty()) {
                traces.add(trace);
            }
        }
        return traces;
    }

    /**
     * Traces of the first runs of a campaign.
     *
     * @param subjects taken in turn
     * @param wanted so many, or fewer where the specification has no words for most runs
     */
    public List<StepTrace> tracesOfSimulator(List<? extends Subject> subjects, long seed, int wanted) {
        List<StepTrace> traces = new ArrayList<>();
        Set<Map<String, String>> starts = new HashSet<>();
        long runs = subjects.isEmpty() ? 0 : (long) RUNS_FOR_EACH * wanted;
        for (long number = 0; traces.size() < wanted && number < runs; number++) {
            Subject subject = subjects.get((int) (number % subjects.size()));
            RunResult run = Campaign.runOf(FuzzOptions.of(subject, 1).withSeed(seed), number);
            String name = "simulator, run " + number + " of seed " + seed;
            for (StepTrace trace : tracesOf(name, run.trial().f(), run.trial().byzantine(), run.steps())) {
                Map<String, String> start = constants.apply(trace);
                if (starts.contains(start) || starts.size() < STARTS) {
                    starts.add(start);
                    traces.add(trace);
                }
            }
        }
        return traces;
    }

    @Override
    public List<TraceVerdict> simulated(
            List<? extends Subject> subjects, long seed, int wanted, Duration timeout, Specifications specifications) {
        return validate(tracesOfSimulator(subjects, seed, wanted), timeout, specifications);
    }

    /** Whether runs are behaviours of the specification: verdicts in the order of the runs. */
    public List<TraceVerdict> validate(List<StepTrace> traces, Duration timeout, Specifications specifications) {
        List<WrittenRun> written;
        try {
            written = traces.stream().map(this::written).toList();
        } catch (NoTlaValueException e) {
            return unknown(traces, e.getMessage());
        }
        return follow(written, timeout, specifications);
    }

    /**
     * The same, and whether the specification would refuse runs that are not what happened.
     *
     * @param timeout of each start of TLC
     */
    public TraceEvidence evidence(List<StepTrace> traces, Duration timeout, Specifications specifications) {
        List<TraceVerdict> verdicts = validate(traces, timeout, specifications);
        if (!verdicts.stream().allMatch(TraceVerdict.Accepted.class::isInstance)) {
            return new TraceEvidence(traces, verdicts, List.of());
        }
        List<Alteration> altered =
                Alteration.of(traces.stream().map(this::written).toList());
        return TraceEvidence.of(
                traces,
                verdicts,
                altered,
                follow(altered.stream().map(Alteration::run).toList(), timeout, specifications));
    }

    private WrittenRun written(StepTrace trace) {
        return new WrittenRun(
                trace.name(),
                new TreeMap<>(constants.apply(trace)),
                trace.steps().stream().map(TlaText::fieldsOf).toList(),
                trace::tell);
    }

    private List<TraceVerdict> follow(List<WrittenRun> runs, Duration timeout, Specifications specifications) {
        if (specifications.paths().stream().noneMatch(this::isModule)) {
            return unknown(
                    runs,
                    "there is no module " + module
                            + ": write it beside the specification, as docs/your-own-protocol.md says");
        }
        boolean hasInvariant = hasInvariant(specifications);
        TraceReplay replay = new TraceReplay(timeout, specifications.with(REPLAY, replayModule()));
        return TraceReplay.together(
                runs,
                WrittenRun::constants,
                (alike, together) -> replay.follow(
                        module,
                        configuration(alike, hasInvariant),
                        together,
                        out -> out.write(recording(together).getBytes(StandardCharsets.UTF_8)),
                        StepTraces::describe));
    }

    private static List<TraceVerdict> unknown(List<?> runs, String why) {
        return Collections.nCopies(runs.size(), new TraceVerdict.Unknown(why));
    }

    private boolean isModule(String path) {
        return path.equals(module + MODULE) || path.endsWith("/" + module + MODULE);
    }

    private static String recording(List<WrittenRun> runs) {
        StringBuilder lines = new StringBuilder();
        for (WrittenRun run : runs) {
            lines.append(ReplayOperators.RUN).append('\n');
            run.steps().forEach(step -> lines.append(TlaText.record(step)).append('\n'));
        }
        return lines.toString();
    }

    private static String configuration(Map<String, String> constants, boolean hasInvariant) {
        return new Settings(
                        constants,
                        Map.of(
                                Settings.Section.SPECIFICATION,
                                List.of(SPECIFICATION),
                                Settings.Section.INVARIANTS,
                                hasInvariant ? List.of(INVARIANT) : List.of()),
                        Optional.of(false))
                .toCfg();
    }

    /** Whether the module says what must hold in every state of a run. */
    private boolean hasInvariant(Specifications specifications) {
        return specifications.paths().stream().filter(this::isModule).anyMatch(path -> {
            try {
                return new String(specifications.bytes(path), StandardCharsets.UTF_8)
                        .contains("\n" + INVARIANT + " ==");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String describe(TlaValue state) {
        return ((TlaValue.Fields) state)
                .fields().entrySet().stream()
                        .map(variable -> variable.getKey() + ": " + variable.getValue())
                        .collect(Collectors.joining("\n"));
    }

    private static String replayModule() {
        try (InputStream text = StepTraces.class.getResourceAsStream(REPLAY + MODULE)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the packaged module " + REPLAY + " cannot be read", e);
        }
    }
}
