package next700.cli.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import next700.cli.Progress;
import next700.cli.lcr.ServiceRecording;
import next700.cli.report.Section;
import next700.model.trace.RingRun;
import next700.model.trace.RingTrace;
import next700.model.trace.RingValidation;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.View;
import next700.simulation.lcr.LcrCampaign;
import next700.simulation.lcr.LcrRun;

/** Holds recorded runs of LCR against its specification: the real one, some of the simulator, and one that is false. */
final class RingTraceChecks {
    private static final int SIMULATED = 300;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Progress progress;

    RingTraceChecks(Progress progress) {
        this.progress = progress;
    }

    Section run(ServiceRecording recording, long seed) {
        Section section = new Section(
                "Traces",
                "What the implementation did, in the simulator and on the network, is a behaviour of the specification;"
                        + " the same with two deliveries exchanged is none.");
        progress.begin("traces");
        long start = System.nanoTime();
        View first = View.initial(recording.ring());
        List<RingTrace> traces = new ArrayList<>();
        traces.add(RingRun.trace("network, a member killed", first, recording.steps()));
        for (long number = 0; number < SIMULATED; number++) {
            LcrRun run = LcrCampaign.runOf(seed, number);
            List<LcrStep> steps = run.events().stream()
                    .flatMap(event -> event.steps().stream())
                    .toList();
            traces.add(RingRun.trace(
                    "simulator, run " + number, View.initial(run.setup().founders()), steps));
        }
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
