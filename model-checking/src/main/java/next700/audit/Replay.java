package next700.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import next700.audit.TestBed.Refusal;
import next700.audit.TestBed.Traces;
import next700.model.Specifications;
import next700.model.trace.Trace;
import next700.model.trace.TraceModule;
import next700.model.trace.TraceValidation;
import next700.model.trace.TraceVerdict;
import next700.simulation.Narrator;

/** Holds traces against a specification, and tells of those that it refuses. */
final class Replay {
    private static final int SHOWN_STEPS = 12;

    private Replay() {}

    static Traces of(TraceModule module, List<Trace> traces, Specifications specifications, Duration timeout) {
        List<TraceVerdict> verdicts = new TraceValidation(module, timeout, specifications).validate(traces);
        int accepted = 0;
        int steps = 0;
        List<Refusal> refusals = new ArrayList<>();
        List<String> undecided = new ArrayList<>();
        for (int i = 0; i < traces.size(); i++) {
            switch (verdicts.get(i)) {
                case TraceVerdict.Accepted taken -> {
                    accepted++;
                    steps += taken.steps();
                }
                case TraceVerdict.Rejected rejected -> refusals.add(refusal(traces.get(i), rejected));
                case TraceVerdict.Unknown unknown -> undecided.add(unknown.reason());
            }
        }
        return new Traces(accepted, steps, refusals, undecided);
    }

    private static Refusal refusal(Trace trace, TraceVerdict.Rejected rejected) {
        return new Refusal(
                trace.name(),
                rejected.step().step(),
                Narrator.describe(rejected.step()),
                rejected.reason(),
                IntStream.rangeClosed(Math.max(0, rejected.index() - SHOWN_STEPS), rejected.index())
                        .mapToObj(k ->
                                (k + 1) + ". " + Narrator.describe(trace.steps().get(k)))
                        .collect(Collectors.joining("\n")),
                rejected.state());
    }
}
