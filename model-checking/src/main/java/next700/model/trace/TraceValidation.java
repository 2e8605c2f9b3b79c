package next700.model.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import next700.model.Specifications;
import next700.protocol.ProcessId;

/**
 * Replays recorded runs on the specification: TLC says whether each step could have been taken where it was. Runs with
 * the same faults share one JVM.
 */
public final class TraceValidation {
    private final TraceModule module;
    private final TraceReplay replay;

    /** Of Quorum. */
    public TraceValidation(Duration timeout) {
        this(TraceModule.QUORUM, timeout, Specifications.packaged());
    }

    public TraceValidation(TraceModule module, Duration timeout, Specifications specifications) {
        this.module = module;
        this.replay = new TraceReplay(timeout, specifications);
    }

    /** Whether one run is a behaviour of the specification. */
    public TraceVerdict validate(Trace trace) {
        return validate(List.of(trace)).get(0);
    }

    /** Verdicts in the order of the traces. */
    public List<TraceVerdict> validate(List<Trace> traces) {
        record Faults(int f, Set<ProcessId> byzantine) {}
        Map<Faults, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < traces.size(); i++) {
            Trace trace = traces.get(i);
            groups.computeIfAbsent(new Faults(trace.f(), trace.byzantine()), any -> new ArrayList<>())
                    .add(i);
        }
        TraceVerdict[] verdicts = new TraceVerdict[traces.size()];
        for (List<Integer> group : groups.values()) {
            List<TraceVerdict> decided =
                    validateAlike(group.stream().map(traces::get).toList());
            for (int i = 0; i < group.size(); i++) {
                verdicts[group.get(i)] = decided.get(i);
            }
        }
        return List.of(verdicts);
    }

    private List<TraceVerdict> validateAlike(List<Trace> traces) {
        RecordingBuilder builder = new RecordingBuilder();
        traces.forEach(builder::add);
        List<TraceReplay.Outcome> outcomes = replay.follow(
                module.module(),
                module.configuration(traces, builder.requests()),
                traces.stream().map(trace -> trace.steps().size()).toList(),
                builder.build()::write);
        List<TraceVerdict> verdicts = new ArrayList<>();
        for (int i = 0; i < traces.size(); i++) {
            verdicts.add(verdict(outcomes.get(i), traces.get(i), builder));
        }
        return verdicts;
    }

    private static TraceVerdict verdict(TraceReplay.Outcome outcome, Trace trace, RecordingBuilder builder) {
        return switch (outcome) {
            case TraceReplay.Outcome.Accepted accepted ->
                new TraceVerdict.Accepted(trace.steps().size());
            case TraceReplay.Outcome.Rejected rejected ->
                new TraceVerdict.Rejected(
                        rejected.index(),
                        trace.steps().get(rejected.index()),
                        rejected.reason(),
                        new StateBefore(builder.requests(), builder.batches()).describe(rejected.before()));
            case TraceReplay.Outcome.Unknown unknown -> new TraceVerdict.Unknown(unknown.reason());
        };
    }
}
