package next700.model.trace;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import next700.model.ModelResult;
import next700.model.Specifications;
import next700.model.TlaValue;
import next700.model.Tlc;
import next700.model.TlcLimits;
import next700.protocol.ProcessId;

/**
 * Replays recorded runs on the specification: TLC says whether each step could have been taken where it was. Runs with
 * the same faults share one JVM.
 */
public final class TraceValidation {
    private static final int HEAP_MEBIBYTES = 2048;

    /** TLC counts the states of a behaviour with 16 bits. */
    private static final int MAX_STEPS = 65_000;

    private static final String NO_VERDICT =
            "the specification can take a step that it has a reason to refuse, or the reverse";

    private final Duration timeout;
    private final Specifications specifications;

    public TraceValidation(Duration timeout) {
        this(timeout, Specifications.packaged());
    }

    public TraceValidation(Duration timeout, Specifications specifications) {
        this.timeout = timeout;
        this.specifications = specifications;
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
        if (traces.stream().anyMatch(trace -> trace.steps().size() > MAX_STEPS)) {
            return unknown(traces, "a run has more than " + MAX_STEPS + " steps");
        }
        RecordingBuilder builder = new RecordingBuilder();
        traces.forEach(builder::add);
        ModelResult result = check(builder.build(), TraceConfiguration.of(traces, builder.requests()));
        return switch (result) {
            case ModelResult.Holds holds -> verdicts(traces, builder, holds.printed());
            case ModelResult.Unknown unknown -> unknown(traces, unknown.reason().toString());
            case ModelResult.Broken broken -> unknown(traces, broken.message());
            case ModelResult.Violated violated -> unknown(traces, "TLC says: " + violated.property());
        };
    }

    private ModelResult check(Recording recording, String configuration) {
        try {
            Path file = Files.createTempFile("next700-", ".trace");
            try {
                try (DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
                    recording.write(out);
                }
                return new Tlc(specifications, new TlcLimits(1, HEAP_MEBIBYTES, timeout), counts -> {})
                        .withClassPath(here())
                        .withProperty(TraceOperators.FILE, file.toString())
                        .check("QuorumTrace", configuration.getBytes(StandardCharsets.UTF_8));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the recording could not be written", e);
        }
    }

    /** Where TLC finds {@link TraceOperators}. */
    private static Path here() {
        try {
            return Path.of(TraceOperators.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this code was loaded from nowhere", e);
        }
    }

    private static List<TraceVerdict> unknown(List<Trace> traces, String reason) {
        return Collections.nCopies(traces.size(), new TraceVerdict.Unknown(reason));
    }

    private static List<TraceVerdict> verdicts(List<Trace> traces, RecordingBuilder builder, List<String> printed) {
        List<TraceVerdict> verdicts = new ArrayList<>(unknown(traces, NO_VERDICT));
        for (String line : printed) {
            if (TlaValue.parse(line) instanceof TlaValue.Tuple said) {
                int run = number(said.elements().get(1)) - 1;
                verdicts.set(run, verdict(said.elements(), traces.get(run), builder));
            }
        }
        return verdicts;
    }

    private static TraceVerdict verdict(List<TlaValue> said, Trace trace, RecordingBuilder builder) {
        if (said.get(0).toString().equals("\"accepted\"")) {
            return new TraceVerdict.Accepted(trace.steps().size());
        }
        int index = number(said.get(2)) - 1;
        String reason = said.get(3).toString().replace("\"", "");
        String state = new StateBefore(builder.requests()).describe(said.get(4));
        return new TraceVerdict.Rejected(index, trace.steps().get(index), reason, state);
    }

    private static int number(TlaValue value) {
        return Integer.parseInt(value.toString());
    }
}
