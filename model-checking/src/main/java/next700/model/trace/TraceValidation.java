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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import next700.model.ModelResult;
import next700.model.Specifications;
import next700.model.TlaValue;
import next700.model.Tlc;
import next700.model.TlcLimits;
import next700.protocol.ClientId;
import next700.protocol.ProcessId;
import next700.protocol.ReplicaId;
import next700.protocol.Request;
import next700.protocol.StepRecord;

/**
 * Checks with TLC whether recorded runs are behaviours of a protocol's specification. A run is the steps of its
 * processes in an order that respects causality: those of one process in their order, and each step after those that
 * sent the messages it needed.
 *
 * <p>The steps of Byzantine processes are ignored; the specification has them able to do anything.
 */
public final class TraceValidation {
    /** TLC counts the states of a behaviour with 16 bits. */
    private static final int MAX_STEPS = 65_000;

    private final int f;
    private final Set<ProcessId> byzantine;
    private final Specifications specifications;
    private final TlcLimits limits;

    private TraceValidation(
            int f, Collection<? extends ProcessId> byzantine, Specifications specifications, TlcLimits limits) {
        this.f = f;
        this.byzantine = new TreeSet<>(byzantine);
        this.specifications = specifications;
        this.limits = limits;
    }

    /**
     * Validates against Quorum.
     *
     * @param f the fault threshold; there are 3f + 1 replicas, named from r1
     * @param byzantine the replicas and clients that are Byzantine
     */
    public static TraceValidation quorum(int f, Collection<? extends ProcessId> byzantine) {
        TlcLimits limits = new TlcLimits(1, 2048, Duration.ofMinutes(2));
        return new TraceValidation(f, byzantine, Specifications.packaged(), limits);
    }

    /** Uses the specifications of a directory. */
    public TraceValidation with(Specifications other) {
        return new TraceValidation(f, byzantine, other, limits);
    }

    /** Uses other limits; TLC follows a run with one worker in any case. */
    public TraceValidation within(TlcLimits other) {
        return new TraceValidation(f, byzantine, specifications, other.withWorkers(1));
    }

    /** A verdict for each run, in order. */
    public List<TraceVerdict> validate(List<List<StepRecord>> runs) {
        if (runs.isEmpty()) {
            return List.of();
        }
        RecordingBuilder builder = new RecordingBuilder(byzantine);
        List<List<RecordingBuilder.Kept>> steps =
                runs.stream().map(builder::add).toList();
        if (steps.stream().anyMatch(run -> run.size() > MAX_STEPS)) {
            return unknown(runs.size(), "a run has more than " + MAX_STEPS + " steps");
        }
        ModelResult result = check(builder.build(), configuration(steps, builder.requests()));
        return switch (result) {
            case ModelResult.Holds holds -> verdicts(steps, builder.requests(), holds.printed());
            case ModelResult.Unknown unknown ->
                unknown(runs.size(), unknown.reason().toString());
            case ModelResult.Broken broken -> unknown(runs.size(), broken.message());
            case ModelResult.Violated violated -> unknown(runs.size(), "unexpectedly violates " + violated.property());
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
                return new Tlc(specifications, limits, counts -> {})
                        .withClassPath(here())
                        .withProperty("tlc2.overrides.TLCOverrides", TraceOperators.class.getName())
                        .withProperty(TraceOperators.FILE, file.toString())
                        .check("QuorumTrace", configuration.getBytes(StandardCharsets.UTF_8));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the recording could not be written", e);
        }
    }

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

    private String configuration(List<List<RecordingBuilder.Kept>> runs, List<Request> requests) {
        Set<Integer> clients = new TreeSet<>();
        requests.forEach(request -> clients.add(request.client().number()));
        runs.forEach(run -> run.forEach(kept -> client(kept.step().process()).ifPresent(clients::add)));
        byzantine.forEach(process -> client(process).ifPresent(clients::add));
        long instances = runs.stream()
                .flatMap(List::stream)
                .mapToLong(kept -> kept.step().instance().number())
                .max()
                .orElse(1);
        return """
                CONSTANTS
                  F = %d
                  Replica = %s
                  Byzantine = %s
                  Client = %s
                  ByzantineClient = %s
                  Instances = %d
                  Request = {}
                  Histories = {}
                  None = None
                  ClientOf <- TraceClientOf
                  TimeOf <- TraceTimeOf
                SPECIFICATION TraceSpec
                VIEW Place
                CHECK_DEADLOCK FALSE
                """.formatted(
                        f,
                        set(IntStream.rangeClosed(1, 3 * f + 1).boxed().toList()),
                        set(byzantine.stream()
                                .filter(ReplicaId.class::isInstance)
                                .map(ProcessId::number)
                                .toList()),
                        set(clients),
                        set(byzantine.stream()
                                .filter(ClientId.class::isInstance)
                                .map(ProcessId::number)
                                .toList()),
                        instances);
    }

    private static Optional<Integer> client(ProcessId process) {
        return process instanceof ClientId ? Optional.of(process.number()) : Optional.empty();
    }

    private static String set(Collection<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
    }

    private static List<TraceVerdict> unknown(int count, String reason) {
        List<TraceVerdict> verdicts = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            verdicts.add(new TraceVerdict.Unknown(reason));
        }
        return verdicts;
    }

    private static List<TraceVerdict> verdicts(
            List<List<RecordingBuilder.Kept>> steps, List<Request> requests, List<String> printed) {
        List<TraceVerdict> verdicts = unknown(
                steps.size(), "the specification takes a step that it gave no reason to refuse, or the reverse");
        for (String line : printed) {
            if (TlaValue.parse(line) instanceof TlaValue.Tuple tuple) {
                List<TlaValue> words = tuple.elements();
                int trace = number(words.get(1)) - 1;
                if (words.get(0).toString().equals("\"accepted\"")) {
                    verdicts.set(trace, new TraceVerdict.Accepted());
                } else {
                    RecordingBuilder.Kept kept = steps.get(trace).get(number(words.get(2)) - 1);
                    verdicts.set(
                            trace,
                            new TraceVerdict.Rejected(
                                    kept.index(),
                                    kept.step(),
                                    words.get(3).toString().replace("\"", ""),
                                    readable(words.get(4), requests)));
                }
            }
        }
        return verdicts;
    }

    private static int number(TlaValue value) {
        return Integer.parseInt(value.toString());
    }

    /** With the names of requests in place of their numbers. */
    private static String readable(TlaValue before, List<Request> requests) {
        return before instanceof TlaValue.Fields known
                ? known.fields().entrySet().stream()
                        .map(field -> field.getKey() + " "
                                + switch (field.getKey()) {
                                    case "history", "request" -> named(field.getValue(), requests);
                                    default -> field.getValue().toString();
                                })
                        .collect(Collectors.joining(", "))
                : before.toString();
    }

    private static String named(TlaValue value, List<Request> requests) {
        return switch (value) {
            case TlaValue.Tuple history ->
                history.elements().stream().map(e -> named(e, requests)).collect(Collectors.joining(" ", "<", ">"));
            case TlaValue.Atom request ->
                request.text().equals("0")
                        ? "none"
                        : requests.get(Integer.parseInt(request.text()) - 1).toString();
            default -> value.toString();
        };
    }
}
