package next700.model.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    public List<RingVerdict> validate(List<RingTrace> traces) {
        Map<Integer, List<Integer>> groups = IntStream.range(0, traces.size())
                .boxed()
                .collect(
                        Collectors.groupingBy(i -> traces.get(i).processes(), LinkedHashMap::new, Collectors.toList()));
        RingVerdict[] verdicts = new RingVerdict[traces.size()];
        groups.forEach((processes, group) -> {
            List<RingVerdict> decided =
                    validateAlike(processes, group.stream().map(traces::get).toList());
            for (int i = 0; i < group.size(); i++) {
                verdicts[group.get(i)] = decided.get(i);
            }
        });
        return List.of(verdicts);
    }

    private List<RingVerdict> validateAlike(int processes, List<RingTrace> traces) {
        List<TraceReplay.Outcome> outcomes = replay.follow(
                "LCRTrace",
                configuration(processes),
                traces.stream().map(trace -> trace.steps().size()).toList(),
                new RingRecording(traces)::write);
        List<RingVerdict> verdicts = new ArrayList<>();
        for (int i = 0; i < traces.size(); i++) {
            verdicts.add(verdict(outcomes.get(i), traces.get(i)));
        }
        return verdicts;
    }

    private static RingVerdict verdict(TraceReplay.Outcome outcome, RingTrace trace) {
        return switch (outcome) {
            case TraceReplay.Outcome.Accepted accepted ->
                new RingVerdict.Accepted(trace.steps().size());
            case TraceReplay.Outcome.Rejected rejected ->
                new RingVerdict.Rejected(
                        rejected.index(),
                        trace.steps().get(rejected.index()),
                        rejected.reason(),
                        describe(rejected.before()));
            case TraceReplay.Outcome.Unknown unknown -> new RingVerdict.Unknown(unknown.reason());
        };
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
