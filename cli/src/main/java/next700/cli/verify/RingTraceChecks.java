package next700.cli.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import next700.cli.lcr.ServiceRecording;
import next700.evidence.ReplayedTraces;
import next700.model.trace.RingRun;
import next700.model.trace.RingTrace;
import next700.model.trace.RingTraces;
import next700.model.trace.RingValidation;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.View;
import next700.report.Progress;
import next700.report.Section;
import next700.trial.Subject;

/** Holds recorded runs of LCR against its specification: the real one, some of the simulator, and one that is false. */
final class RingTraceChecks {
    private static final int SIMULATED = 300;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Progress progress;

    RingTraceChecks(Progress progress) {
        this.progress = progress;
    }

    Section run(ServiceRecording recording, List<Subject> subjects, long seed) {
        Section section = new Section(
                "Traces",
                "What the implementation did, in the simulator and on the network, is a behaviour of the specification;"
                        + " the same with two deliveries exchanged is none.");
        progress.begin("traces");
        long start = System.nanoTime();
        View first = View.initial(recording.ring());
        List<RingTrace> traces = new ArrayList<>();
        traces.add(RingRun.trace("network, a member killed", first, recording.steps()));
        traces.addAll(RingTraces.traces(subjects, seed, SIMULATED));
        int honest = traces.size();
        traces.add(RingRun.trace("network, two deliveries exchanged", first, exchanged(recording.steps())));
        ReplayedTraces replayed = new ReplayedTraces(traces, new RingValidation(TIMEOUT).validate(traces), 1, honest);
        replayed.tell(section);
        progress.end(replayed.summary());
        return section.settle(replayed.verdict(), replayed.summary(), (System.nanoTime() - start) / 1e9);
    }

    /** A process delivers two messages the other way round; the first process that delivers two in succession. */
    private static List<LcrStep> exchanged(List<LcrStep> steps) {
        List<LcrStep> altered = new ArrayList<>(steps);
        IntStream.range(0, steps.size() - 1)
                .filter(k -> isDelivery(steps.get(k))
                        && isDelivery(steps.get(k + 1))
                        && steps.get(k).process().equals(steps.get(k + 1).process()))
                .findFirst()
                .ifPresent(k -> Collections.swap(altered, k, k + 1));
        return altered;
    }

    private static boolean isDelivery(LcrStep step) {
        return step.step().equals("LCR.Deliver");
    }
}
