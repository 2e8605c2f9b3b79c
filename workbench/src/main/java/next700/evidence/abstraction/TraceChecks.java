package next700.evidence.abstraction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import next700.evidence.ReplayedTraces;
import next700.model.Specifications;
import next700.model.trace.Trace;
import next700.model.trace.TraceModule;
import next700.model.trace.TraceValidation;
import next700.protocol.abstraction.StepRecord;
import next700.report.Progress;
import next700.report.Section;

/** Holds recorded runs against the specification: those of the cluster and some of the simulator, and one that is false. */
public final class TraceChecks {
    /** Replaying costs TLC time with every step and with the histories' length; the beginning of a run will do. */
    private static final int MAX_STEPS = 1500;

    /** So that there is one line for each in the report. */
    private static final int MAX_PARTS = 20;

    private static final int SIMULATED = 60;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final TraceModule module;
    private final Progress progress;

    public TraceChecks(TraceModule module, Progress progress) {
        this.module = module;
        this.progress = progress;
    }

    /** What its section is called. */
    public String title() {
        return "Traces, " + module.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Has TLC follow all of them.
     *
     * @param simulated traces of the simulator, so many
     */
    public Section run(List<AbstractRecording> recordings, IntFunction<List<Trace>> simulated) {
        Section section = new Section(
                title(),
                "What the implementation did, in the simulator and on the network, is a behaviour of the"
                        + " specification; the same with one step left out is none.");
        progress.begin("traces");
        long start = System.nanoTime();
        List<Trace> traces = new ArrayList<>();
        for (AbstractRecording recording : recordings) {
            traces.addAll(recorded(recording));
        }
        int real = traces.size();
        traces.addAll(simulated.apply(SIMULATED));
        int honest = traces.size();
        traces.addAll(traces.subList(0, real).stream()
                .filter(this::dependsOnItsFirst)
                .map(this::withoutOneStep)
                .toList());
        ReplayedTraces replayed = new ReplayedTraces(
                traces, new TraceValidation(module, TIMEOUT, Specifications.packaged()).validate(traces), real, honest);
        replayed.tell(section);
        progress.end(replayed.summary());
        return section.settle(replayed.verdict(), replayed.summary(), (System.nanoTime() - start) / 1e9);
    }

    /** The beginning of a run of the cluster; where each instance is replayed alone, of the first ones. */
    private List<Trace> recorded(AbstractRecording recording) {
        String name = "cluster, " + recording.scenario().name();
        List<List<StepRecord>> parts = module.asSpecified(recording.steps());
        List<Trace> traces = new ArrayList<>();
        int left = MAX_STEPS;
        for (List<StepRecord> part : parts.subList(0, Math.min(parts.size(), MAX_PARTS))) {
            String instance = parts.size() > 1 ? ", instance " + part.getLast().instance() : "";
            Trace trace = new Trace(name + instance, recording.group().f(), recording.byzantine(), part).first(left);
            if (!trace.steps().isEmpty()) {
                traces.add(trace);
            }
            left -= trace.steps().size();
        }
        return traces;
    }

    private boolean dependsOnItsFirst(Trace trace) {
        return trace.steps().stream().anyMatch(module::isNeeded)
                && trace.steps().stream().anyMatch(module::needsOthers);
    }

    /** A request that commits although nobody invoked it, or nobody proposed it. */
    private Trace withoutOneStep(Trace trace) {
        List<StepRecord> steps = new ArrayList<>(trace.steps());
        steps.remove(steps.stream().filter(module::isNeeded).findFirst().orElseThrow());
        return new Trace(trace.name() + ", one step left out", trace.f(), trace.byzantine(), steps);
    }
}
