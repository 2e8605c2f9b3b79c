package next700.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.model.trace.StepTrace;
import next700.model.trace.StepTraces;
import next700.model.trace.TraceEvidence;
import next700.report.Progress;
import next700.report.Section;
import next700.report.Verdict;
import next700.workpiece.Workpiece;

/** Holds recorded runs of any workpiece against its specification: those of a network, if there are any, and some of the simulator. */
public final class StepTraceChecks {
    public static final String TITLE = "Traces";

    /** What is missing where there is nothing to replay on. */
    public static final String WHAT_TO_WRITE =
            "write a module that replays its steps, and name it in traces() of the workpiece"
                    + " (docs/your-own-protocol.md)";

    /** What to say where there is nothing to replay on. */
    public static final String ABSENT = "nobody knows whether it does what its specification says: " + WHAT_TO_WRITE;

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Workpiece workpiece;
    private final StepTraces traces;
    private final Progress progress;

    private StepTraceChecks(Workpiece workpiece, StepTraces traces, Progress progress) {
        this.workpiece = workpiece;
        this.traces = traces;
        this.progress = progress;
    }

    /** Those of a workpiece that says how its steps are replayed. */
    public static Optional<StepTraceChecks> of(Workpiece workpiece, Progress progress) {
        return workpiece.stepTraces().map(traces -> new StepTraceChecks(workpiece, traces, progress));
    }

    /**
     * Has TLC follow all of them.
     *
     * @param recorded on a network
     */
    public Section run(List<StepTrace> recorded, long seed) {
        Section section = new Section(
                TITLE,
                "What the implementation did is a behaviour of the specification; the same with a step left out, or"
                        + " told otherwise, is none where it matters.");
        progress.begin("traces");
        long start = System.nanoTime();
        List<StepTrace> all = new ArrayList<>(recorded);
        all.addAll(traces.tracesOfSimulator(
                workpiece.subjects().stream()
                        .filter(subject -> subject.f() <= Workpiece.USUAL_F)
                        .toList(),
                seed,
                StepTraces.USUAL));
        TraceEvidence evidence =
                traces.evidence(all, TIMEOUT, workpiece.specification().source().specifications());
        evidence.refused().ifPresent(rejected -> ReplayedTraces.accuse(section, rejected));
        section.table(
                "What the specification notices",
                List.of("step", "left out, or this field told otherwise", "refused"),
                evidence.noticed().stream()
                        .map(each -> List.of(each.step(), each.how(), each.refused() + " of " + each.tried()))
                        .toList());
        progress.end(evidence.summary());
        Verdict verdict = evidence.refused().isPresent()
                ? Verdict.VIOLATED
                : evidence.open().isPresent() ? Verdict.UNKNOWN : Verdict.HOLDS;
        String open = evidence.refused().isPresent()
                ? ""
                : evidence.open().map(why -> "; " + why).orElse("");
        return section.settle(verdict, evidence.summary() + open, (System.nanoTime() - start) / 1e9);
    }
}
