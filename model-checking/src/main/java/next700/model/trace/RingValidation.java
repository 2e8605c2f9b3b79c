package next700.model.trace;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import next700.model.Specifications;
import next700.model.TlaValue;

/** Replays recorded runs of LCR on its specification. Runs with as many processes share one JVM. */
public final class RingValidation {
    private final TraceReplay replay;

    public RingValidation(Duration timeout) {
        this(timeout, Specifications.packaged());
    }

    public RingValidation(Duration timeout, Specifications specifications) {
        this.replay = new TraceReplay(timeout, specifications);
    }

    /** Verdicts in the order of the traces. */
    public List<TraceVerdict> validate(List<RingTrace> traces) {
        return TraceReplay.together(traces, RingTrace::processes, this::validateAlike);
    }

    private List<TraceVerdict> validateAlike(int processes, List<RingTrace> traces) {
        return replay.follow(
                "LCRTrace",
                configuration(processes),
                traces,
                new RingRecording(traces)::write,
                RingValidation::describe);
    }

    private static String describe(TlaValue before) {
        return ((TlaValue.Fields) before)
                .fields().entrySet().stream()
                        .map(field -> field.getKey() + ": " + field.getValue())
                        .collect(Collectors.joining("\n"));
    }

    /** The founders are in the recording, where each run has its own. */
    private static String configuration(int processes) {
        String all = IntStream.range(0, processes).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return """
                CONSTANTS
                  Proc = {%s}
                  Founders = {%s}
                  Finished <- NothingFinished
                SPECIFICATION TraceSpec
                VIEW Place
                CHECK_DEADLOCK FALSE
                """.formatted(all, all);
    }
}
