package next700.cli.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import next700.cli.Progress;
import next700.cli.lcr.ServiceRecording;
import next700.cli.report.Section;
import next700.cli.report.Verdict;
import next700.model.trace.RingRun;
import next700.model.trace.RingTrace;
import next700.model.trace.RingValidation;
import next700.model.trace.RingVerdict;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.View;
import next700.simulation.lcr.LcrCampaign;
import next700.simulation.lcr.LcrRun;

/** Holds recorded runs of LCR against its specification: the real one, some of the simulator, and one that is false. */
final class RingTraceChecks {
    private static final int SIMULATED = 300;
    private static final int SHOWN_STEPS = 12;
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
        List<RingVerdict> verdicts = new RingValidation(TIMEOUT).validate(traces);
        List<Verdict> results = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < traces.size(); i++) {
            Verdict verdict = judge(verdicts.get(i), i < honest);
            results.add(verdict);
            if (i == 0 || i >= honest || verdict != Verdict.HOLDS) {
                rows.add(List.of(traces.get(i).name(), outcome(verdicts.get(i)), i < honest ? "accept" : "reject"));
            }
            if (verdict != Verdict.HOLDS) {
                accuse(section, traces.get(i), verdicts.get(i));
            }
        }
        section.table(
                "Traces of the network, and of the simulator where something is wrong",
                List.of("trace", "TLC", "must"),
                rows);
        String summary = String.format(
                Locale.ROOT,
                "%d of %d traces accepted, %,d steps; %d altered one %s",
                results.subList(0, honest).stream()
                        .filter(Verdict.HOLDS::equals)
                        .count(),
                honest,
                verdicts.subList(0, honest).stream()
                        .mapToInt(RingTraceChecks::steps)
                        .sum(),
                traces.size() - honest,
                results.getLast() == Verdict.HOLDS ? "rejected" : "not rejected");
        progress.end(summary);
        return section.settle(Verdict.worst(results), summary, (System.nanoTime() - start) / 1e9);
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

    private static Verdict judge(RingVerdict verdict, boolean isHonest) {
        return switch (verdict) {
            case RingVerdict.Accepted accepted -> Verdict.holdsIf(isHonest);
            case RingVerdict.Rejected rejected -> Verdict.holdsIf(!isHonest);
            case RingVerdict.Unknown unknown -> Verdict.UNKNOWN;
        };
    }

    private static int steps(RingVerdict verdict) {
        return verdict instanceof RingVerdict.Accepted accepted ? accepted.steps() : 0;
    }

    private static String outcome(RingVerdict verdict) {
        return switch (verdict) {
            case RingVerdict.Accepted accepted -> "accepted, " + accepted.steps() + " steps";
            case RingVerdict.Rejected rejected ->
                "rejected at step " + (rejected.index() + 1) + ", " + rejected.step() + ": " + rejected.reason();
            case RingVerdict.Unknown unknown -> "unknown: " + unknown.reason();
        };
    }

    private static void accuse(Section section, RingTrace trace, RingVerdict verdict) {
        if (verdict instanceof RingVerdict.Rejected rejected) {
            section.say("The specification cannot take step " + (rejected.index() + 1) + " of the trace '"
                    + trace.name() + "': " + rejected.step() + ". Reason: " + rejected.reason() + ".");
            section.listing(
                    "What led to it",
                    IntStream.rangeClosed(Math.max(0, rejected.index() - SHOWN_STEPS), rejected.index())
                            .mapToObj(k -> (k + 1) + ". " + trace.steps().get(k))
                            .collect(Collectors.joining("\n")));
            section.listing("State of the process before it", rejected.state());
        }
    }
}
