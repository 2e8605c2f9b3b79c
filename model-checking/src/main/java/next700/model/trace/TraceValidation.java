package next700.model.trace;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import next700.model.Specifications;
import next700.process.ProcessId;

/**
 * Replays recorded runs on the specification: TLC says whether each step could have been taken where it was. Runs with
 * the same faults share one JVM.
 */
public final class TraceValidation {
    /** What the constants of a specification depend on. */
    private record Faults(int f, Set<ProcessId> byzantine) {}

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
        return TraceReplay.together(
                traces, trace -> new Faults(trace.f(), trace.byzantine()), (faults, alike) -> validateAlike(alike));
    }

    private List<TraceVerdict> validateAlike(List<Trace> traces) {
        RecordingBuilder builder = new RecordingBuilder();
        traces.forEach(builder::add);
        return replay.follow(
                module.module(),
                module.configuration(traces, builder.requests()),
                traces,
                builder.build()::write,
                new StateBefore(builder.requests(), builder.batches())::describe);
    }
}
