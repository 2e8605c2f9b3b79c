package next700.cli.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import next700.cli.Progress;
import next700.cli.cluster.ClusterRecording;
import next700.cli.report.Section;
import next700.cli.report.Verdict;
import next700.model.Specifications;
import next700.model.trace.Trace;
import next700.model.trace.TraceModule;
import next700.model.trace.TraceValidation;
import next700.model.trace.TraceVerdict;
import next700.protocol.StepRecord;
import next700.simulation.Narrator;

/** Holds recorded runs against the specification: those of the cluster and some of the simulator, and one that is false. */
final class TraceChecks {
    /** Replaying costs TLC time with every step and with the histories' length; the beginning of a run will do. */
    private static final int MAX_STEPS = 1500;

    /** So that there is one line for each in the report. */
    private static final int MAX_PARTS = 20;

    private static final int SIMULATED = 60;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final TraceModule module;
    private final Progress progress;

    TraceChecks(TraceModule module, Progress progress) {
        this.module = module;
        this.progress = progress;
    }

    /**
     * Does it.
     *
     * @param simulated traces of the simulator, so many
     */
    Section run(List<ClusterRecording> recordings, IntFunction<List<Trace>> simulated) {
        Section section = new Section(
                "Traces",
                "What the implementation did, in the simulator and on the network, is a behaviour of the specification;"
                        + " the same with one step left out is none.");
        progress.begin("traces");
        long start = System.nanoTime();
        List<Trace> traces = new ArrayList<>();
        for (ClusterRecording recording : recordings) {
            traces.addAll(recorded(recording));
        }
        int real = traces.size();
        traces.addAll(simulated.apply(SIMULATED));
        int honest = traces.size();
        traces.addAll(traces.subList(0, real).stream()
                .filter(this::dependsOnItsFirst)
                .map(this::withoutOneStep)
                .toList());
        List<TraceVerdict> verdicts = new TraceValidation(module, TIMEOUT, Specifications.packaged()).validate(traces);
        List<Verdict> results = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        int accepted = 0;
        int steps = 0;
        for (int i = 0; i < traces.size(); i++) {
            Verdict verdict = i < honest ? honest(verdicts.get(i)) : altered(verdicts.get(i));
            results.add(verdict);
            if (i < honest && verdicts.get(i) instanceof TraceVerdict.Accepted taken) {
                accepted++;
                steps += taken.steps();
            }
            if (verdict != Verdict.HOLDS && i < honest) {
                accuse(section, traces.get(i), verdicts.get(i));
            }
            if (i < real || i >= honest || verdict != Verdict.HOLDS) {
                rows.add(List.of(traces.get(i).name(), outcome(verdicts.get(i)), i < honest ? "accept" : "reject"));
            }
        }
        section.table(
                "Traces of the cluster, and of the simulator where something is wrong",
                List.of("trace", "TLC", "must"),
                rows);
        String summary = accepted + " of " + honest + " traces accepted, " + steps + " steps; "
                + (traces.size() - honest) + " altered ones "
                + (results.subList(honest, results.size()).stream().allMatch(Verdict.HOLDS::equals)
                        ? "rejected"
                        : "not all rejected");
        progress.end(summary);
        return section.settle(Verdict.worst(results), summary, (System.nanoTime() - start) / 1e9);
    }

    /** The beginning of a run of the cluster; where each instance is replayed alone, of the first ones. */
    private List<Trace> recorded(ClusterRecording recording) {
        String name = "cluster, " + recording.scenario().name();
        List<List<StepRecord>> parts = module.asSpecified(recording.steps());
        List<Trace> traces = new ArrayList<>();
        int left = MAX_STEPS;
        for (List<StepRecord> part : parts.subList(0, Math.min(parts.size(), MAX_PARTS))) {
            String instance = parts.size() > 1 ? ", instance " + part.getLast().instance() : "";
            Trace trace = new Trace(name + instance, recording.scenario().f(), recording.byzantine(), part).first(left);
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

    private static Verdict honest(TraceVerdict verdict) {
        return switch (verdict) {
            case TraceVerdict.Accepted accepted -> Verdict.HOLDS;
            case TraceVerdict.Rejected rejected -> Verdict.VIOLATED;
            case TraceVerdict.Unknown unknown -> Verdict.UNKNOWN;
        };
    }

    private static Verdict altered(TraceVerdict verdict) {
        return switch (verdict) {
            case TraceVerdict.Accepted accepted -> Verdict.VIOLATED;
            case TraceVerdict.Rejected rejected -> Verdict.HOLDS;
            case TraceVerdict.Unknown unknown -> Verdict.UNKNOWN;
        };
    }

    private static String outcome(TraceVerdict verdict) {
        return switch (verdict) {
            case TraceVerdict.Accepted accepted -> "accepted, " + accepted.steps() + " steps";
            case TraceVerdict.Rejected rejected ->
                "rejected at step " + (rejected.index() + 1) + ", "
                        + rejected.step().step() + " by " + rejected.step().process();
            case TraceVerdict.Unknown unknown -> "unknown: " + unknown.reason();
        };
    }

    private static void accuse(Section section, Trace trace, TraceVerdict verdict) {
        if (verdict instanceof TraceVerdict.Rejected rejected) {
            section.say("The specification cannot take step " + (rejected.index() + 1) + " of the trace '"
                    + trace.name() + "': " + Narrator.describe(rejected.step()) + ". Reason: " + rejected.reason()
                    + ".");
            section.listing("What led to it", before(trace, rejected.index()));
            section.listing("State of instance " + rejected.step().instance() + " before it", rejected.state());
        }
    }

    private static String before(Trace trace, int index) {
        StringBuilder text = new StringBuilder();
        for (int i = Math.max(0, index - 12); i <= index; i++) {
            text.append(i + 1)
                    .append(". ")
                    .append(Narrator.describe(trace.steps().get(i)))
                    .append('\n');
        }
        return text.toString();
    }
}
