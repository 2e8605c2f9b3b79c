package next700.model.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import next700.protocol.StepRecord;

/**
 * Replays recorded runs on the specification: TLC says whether each step could have been taken where it was. Runs with
 * the same faults share one JVM.
 */
public final class TraceValidation {
    private static final List<String> MODULES =
            List.of("/specs/Abstract.tla", "/specs/quorum/Quorum.tla", "/specs/quorum/QuorumTrace.tla");
    private static final String CONFIGURATION = "/specs/quorum/QuorumTrace.cfg";
    private static final Pattern AT = Pattern.compile("<<\"at\", (\\d+), (\\d+)>>");

    private final Duration timeout;

    public TraceValidation(Duration timeout) {
        this.timeout = timeout;
    }

    /** Verdicts in the order of the traces. */
    public List<TraceVerdict> validate(List<Trace> traces) {
        record Faults(int f, Object byzantine) {}
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

    /** Whether one run is a behaviour of the specification. */
    public TraceVerdict validate(Trace trace) {
        return validate(List.of(trace)).get(0);
    }

    private List<TraceVerdict> validateAlike(List<Trace> traces) {
        TlcChild.Output output = run(traces, Collections.nCopies(traces.size(), 0L));
        if (!output.completed()) {
            return Collections.nCopies(traces.size(), new TraceVerdict.Unknown(output.problem()));
        }
        int[] taken = taken(output.text(), traces.size());
        List<Integer> stuck = new ArrayList<>();
        for (int i = 0; i < traces.size(); i++) {
            if (taken[i] < traces.get(i).steps().size()) {
                stuck.add(i);
            }
        }
        Map<Integer, String> states = states(traces, stuck, taken);
        List<TraceVerdict> verdicts = new ArrayList<>();
        for (int i = 0; i < traces.size(); i++) {
            List<StepRecord> steps = traces.get(i).steps();
            verdicts.add(
                    taken[i] == steps.size()
                            ? new TraceVerdict.Accepted(steps.size())
                            : new TraceVerdict.Rejected(taken[i], steps.get(taken[i]), states.get(i)));
        }
        return verdicts;
    }

    /** How many steps of each run TLC took. */
    private static int[] taken(String text, int runs) {
        int[] taken = new int[runs];
        Matcher matcher = AT.matcher(text);
        while (matcher.find()) {
            int run = Integer.parseInt(matcher.group(1)) - 1;
            taken[run] = Math.max(taken[run], Integer.parseInt(matcher.group(2)) - 1);
        }
        return taken;
    }

    /** Replays the rejected runs up to where they got stuck, to see the state there. */
    private Map<Integer, String> states(List<Trace> traces, List<Integer> stuck, int[] taken) {
        Map<Integer, String> states = new HashMap<>();
        if (!stuck.isEmpty()) {
            List<Trace> cut =
                    stuck.stream().map(i -> traces.get(i).first(taken[i])).toList();
            List<Long> instances = stuck.stream()
                    .map(i -> traces.get(i).steps().get(taken[i]).instance().number())
                    .toList();
            TlcChild.Output output = run(cut, instances);
            for (int k = 0; k < stuck.size(); k++) {
                states.put(stuck.get(k), told(output.text(), k + 1));
            }
        }
        return states;
    }

    private static String told(String text, int run) {
        String beginning = "\"tell " + run + " ";
        return text.lines()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length(), line.length() - 1))
                .collect(Collectors.joining("\n"));
    }

    private TlcChild.Output run(List<Trace> traces, List<Long> tell) {
        try {
            Path directory = Files.createTempDirectory("next700-trace");
            try {
                for (String module : MODULES) {
                    copy(module, directory);
                }
                copy(CONFIGURATION, directory);
                Files.writeString(directory.resolve("Trace.tla"), TraceModule.of(traces, tell));
                return TlcChild.run(directory, "QuorumTrace", timeout);
            } finally {
                TlcChild.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(String resource, Path directory) throws IOException {
        try (InputStream input = TraceValidation.class.getResourceAsStream(resource)) {
            if (input == null) {
                throw new IllegalStateException("the specification " + resource + " is missing from the program");
            }
            String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(directory.resolve(resource.substring(resource.lastIndexOf('/') + 1)), text);
        }
    }
}
