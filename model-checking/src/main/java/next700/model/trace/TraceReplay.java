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
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import next700.model.ModelResult;
import next700.model.Specifications;
import next700.model.State;
import next700.model.TemporaryDirectory;
import next700.model.TlaValue;
import next700.model.Tlc;
import next700.model.TlcLimits;

/**
 * Has TLC follow recorded runs on a trace specification, all in one JVM. The specification prints for each run that it
 * was accepted, or at which step it was rejected, why, and what the state was.
 */
final class TraceReplay {
    private static final int HEAP_MEBIBYTES = 2048;

    /** TLC counts the states of a behaviour with 16 bits. */
    private static final int MAX_STEPS = 65_000;

    private static final int MAX_LINES = 6;

    /** Of a run beside one that was refused for its states. */
    private static final TraceVerdict NOT_FOLLOWED = new TraceVerdict.Unknown("not followed to its end");

    /** The variables in which TLC follows; the others are the specification's. */
    private static final Set<String> PLACES = Set.of("trace", "cursor", "replay");

    private static final String NO_VERDICT =
            "the specification can take a step that it has a reason to refuse, or the reverse";

    /** What a run of TLC finds in its file. */
    interface Writable {
        void write(DataOutputStream out) throws IOException;
    }

    private final Duration timeout;
    private final Specifications specifications;

    TraceReplay(Duration timeout, Specifications specifications) {
        this.timeout = timeout;
        this.specifications = specifications;
    }

    /**
     * Has those runs followed together that are alike in what the configuration depends on.
     *
     * @return the verdicts, in the order of the runs
     */
    static <R, K> List<TraceVerdict> together(
            List<R> runs, Function<R, K> likeness, BiFunction<K, List<R>, List<TraceVerdict>> follow) {
        Map<K, List<Integer>> groups = IntStream.range(0, runs.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> likeness.apply(runs.get(i)), LinkedHashMap::new, Collectors.toList()));
        TraceVerdict[] verdicts = new TraceVerdict[runs.size()];
        groups.forEach((key, group) -> {
            List<TraceVerdict> decided =
                    toTheirEnds(group.stream().map(runs::get).toList(), those -> follow.apply(key, those));
            for (int i = 0; i < group.size(); i++) {
                verdicts[group.get(i)] = decided.get(i);
            }
        });
        return List.of(verdicts);
    }

    /** TLC ends at the first state that something claimed does not hold in, so that it is started again for the other runs. */
    private static <R> List<TraceVerdict> toTheirEnds(List<R> runs, Function<List<R>, List<TraceVerdict>> follow) {
        List<TraceVerdict> verdicts = new ArrayList<>(follow.apply(runs));
        List<Integer> left = IntStream.range(0, runs.size())
                .filter(i -> verdicts.get(i).equals(NOT_FOLLOWED))
                .boxed()
                .toList();
        if (!left.isEmpty()) {
            List<TraceVerdict> others = toTheirEnds(left.stream().map(runs::get).toList(), follow);
            for (int i = 0; i < left.size(); i++) {
                verdicts.set(left.get(i), others.get(i));
            }
        }
        return verdicts;
    }

    /**
     * Follows runs.
     *
     * @param describe says in words what a step's instance or process was like
     * @return the verdicts, in the order of the runs
     */
    List<TraceVerdict> follow(
            String module,
            String configuration,
            List<? extends RecordedRun> runs,
            Writable recording,
            Function<TlaValue, String> describe) {
        if (runs.stream().anyMatch(run -> run.length() > MAX_STEPS)) {
            return unknown(runs.size(), "a run has more than " + MAX_STEPS + " steps");
        }
        return switch (check(module, configuration, recording)) {
            case ModelResult.Holds holds -> verdicts(runs, holds.printed(), describe);
            case ModelResult.Unknown unknown ->
                unknown(runs.size(), unknown.reason().toString());
            case ModelResult.Broken broken ->
                unknown(runs.size(), Mistake.inWords(firstLines(broken.message()), unnamed(runs)));
            case ModelResult.Violated violated -> fallen(runs, violated);
        };
    }

    /** A run came to a state in which something that is claimed of all does not hold; of the others nothing is known yet. */
    private static List<TraceVerdict> fallen(List<? extends RecordedRun> runs, ModelResult.Violated violated) {
        State last = violated.counterexample().states().getLast();
        Optional<int[]> place = placeIn(last);
        if (place.isEmpty()) {
            return unknown(runs.size(), "TLC says: " + violated.property());
        }
        int run = place.get()[0] - 1;
        List<TraceVerdict> verdicts = new ArrayList<>(Collections.nCopies(runs.size(), NOT_FOLLOWED));
        verdicts.set(
                run,
                new TraceVerdict.Rejected(
                        runs.get(run),
                        Math.clamp(place.get()[1] - 2L, 0, runs.get(run).length() - 1),
                        violated.property() + " does not hold after this step",
                        last.variables().entrySet().stream()
                                .filter(variable -> !PLACES.contains(variable.getKey()))
                                .map(variable -> variable.getKey() + ": " + variable.getValue())
                                .collect(Collectors.joining("\n"))));
        return verdicts;
    }

    /** The number of the run, and of the step that is next, both from 1. */
    private static Optional<int[]> placeIn(State state) {
        if (state.variables().get("replay") instanceof TlaValue.Tuple replay) {
            return Optional.of(new int[] {
                number(replay.elements().get(0)), number(replay.elements().get(1))
            });
        }
        TlaValue trace = state.variables().get("trace");
        TlaValue cursor = state.variables().get("cursor");
        return trace == null || cursor == null
                ? Optional.empty()
                : Optional.of(new int[] {number(trace), number(cursor)});
    }

    private NavigableSet<String> unnamed(List<? extends RecordedRun> runs) {
        NavigableSet<String> names = new TreeSet<>();
        runs.forEach(run -> IntStream.range(0, run.length()).mapToObj(run::step).forEach(names::add));
        names.removeIf(name -> specifications.contains("\"" + name + "\""));
        return names;
    }

    private ModelResult check(String module, String configuration, Writable recording) {
        try (TemporaryDirectory directory = TemporaryDirectory.create("next700-trace-")) {
            Path file = directory.path().resolve("recording");
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
                recording.write(out);
            }
            return new Tlc(specifications, new TlcLimits(1, HEAP_MEBIBYTES, timeout), counts -> {})
                    .withClassPath(here())
                    .withProperty(TraceOperators.FILE, file.toString())
                    .check(module, configuration.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the recording could not be written", e);
        }
    }

    /** Where TLC finds the operators that are written in Java. */
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

    /** Without the stack of TLC's interpreter, which may have thousands of lines. */
    private static String firstLines(String message) {
        return message.lines()
                .filter(line -> !line.startsWith("\tat "))
                .limit(MAX_LINES)
                .collect(Collectors.joining(" "));
    }

    private static List<TraceVerdict> unknown(int count, String reason) {
        return Collections.nCopies(count, new TraceVerdict.Unknown(reason));
    }

    private static List<TraceVerdict> verdicts(
            List<? extends RecordedRun> runs, List<String> printed, Function<TlaValue, String> describe) {
        List<TraceVerdict> verdicts = new ArrayList<>(unknown(runs.size(), NO_VERDICT));
        for (String line : printed) {
            if (TlaValue.parse(line) instanceof TlaValue.Tuple said) {
                int run = number(said.elements().get(1)) - 1;
                TraceVerdict verdict = verdict(runs.get(run), said.elements(), describe);
                verdicts.set(run, better(verdicts.get(run), verdict));
            }
        }
        return verdicts;
    }

    /** A run of which the steps do not tell all is followed in several ways: what matters is the one that leads furthest. */
    private static TraceVerdict better(TraceVerdict one, TraceVerdict other) {
        return one instanceof TraceVerdict.Accepted
                        || (one instanceof TraceVerdict.Rejected far
                                && other instanceof TraceVerdict.Rejected near
                                && far.index() >= near.index())
                ? one
                : other;
    }

    private static TraceVerdict verdict(RecordedRun run, List<TlaValue> said, Function<TlaValue, String> describe) {
        if (said.get(0).toString().equals("\"accepted\"")) {
            return new TraceVerdict.Accepted(run.length());
        }
        String reason = TlaText.unquoted(said.get(3).toString());
        return new TraceVerdict.Rejected(run, number(said.get(2)) - 1, reason, describe.apply(said.get(4)));
    }

    private static int number(TlaValue value) {
        return Integer.parseInt(value.toString());
    }
}
