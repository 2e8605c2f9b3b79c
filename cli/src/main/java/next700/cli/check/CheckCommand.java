package next700.cli.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import next700.cli.Output;
import next700.cli.UsageException;
import next700.cli.report.Report;
import next700.cli.report.Section;
import next700.cli.report.Verdict;
import next700.history.History;
import next700.history.MalformedHistoryException;
import next700.linearizability.Specification;
import next700.linearizability.Specifications;
import next700.transactions.ConsistencyModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code next700 check}: a verdict on a recorded history, and an explanation. */
@Command(
        name = "check",
        description = {
            "Check a recorded history.",
            "",
            "FILE is either a history of operations (JSON lines with process, type, f, value, time), which is checked"
                    + " for linearizability, or a recording of Abstract instances (lines of type invoke, commit, abort,"
                    + " init and history), which is checked for the properties of Abstract.",
            "",
            "Operations come as JSON lines, as a JSON array, or in Jepsen's EDN. If they are transactions (lists of"
                    + " micro-operations such as [\"append\", key, element], [\"w\", key, value], [\"r\", key, result]), their"
                    + " dependencies are checked against a consistency model; with --spec list-append they are checked by"
                    + " search, which is for small histories."
        },
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The recordings, each checked on its own.")
    private List<Path> files;

    @Option(
            names = "--spec",
            paramLabel = "NAME",
            description = "The sequential specification; found by the functions that the history calls if not given.")
    private String specification;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "strict-serializable",
            description = "The consistency model of transactions, such as serializable, snapshot-isolation or"
                    + " read-committed (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--deadline",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "After this time the verdict is unknown (default: ${DEFAULT-VALUE}).")
    private double deadlineSeconds;

    @Option(names = "--no-partition", description = "Check all keys together; slower, never different.")
    private boolean unpartitioned;

    @Option(
            names = "--follow",
            description = "Check while FILE is still being written, and tell of a violation as soon as it is one;"
                    + " needs --spec. Ends when interrupted.")
    private boolean follow;

    @Option(
            names = "--idle",
            paramLabel = "SECONDS",
            defaultValue = "1000000",
            description = "With --follow: end when FILE has not grown for so long.")
    private double idleSeconds;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws Exception {
        if (deadlineSeconds <= 0 || deadlineSeconds > 1e6) {
            throw new UsageException("--deadline must be above 0 and at most 1000000 seconds, not " + deadlineSeconds);
        }
        if (follow) {
            return follow();
        }
        List<Section> sections = new ArrayList<>();
        for (Path file : files) {
            Section section = section(file);
            sections.add(files.size() > 1 ? section.about(String.valueOf(file.getFileName())) : section);
        }
        return print(sections, "deadline of each: " + deadlineSeconds + " s");
    }

    private Section section(Path file) {
        try {
            return checked(file);
        } catch (MalformedHistoryException e) {
            throw Recordings.located(file, e);
        }
    }

    private Section checked(Path file) {
        return switch (Recordings.read(file, specification != null)) {
            case Recordings.OfOperations recording -> operations(recording.history());
            case Recordings.OfTransactions recording -> transactions().check(recording.transactions());
            case Recordings.OfAbstract recording -> AbstractCheck.check(recording.run());
        };
    }

    @SuppressWarnings("try")
    private int follow() throws IOException {
        Specification<?> known = named().orElseThrow(() -> new UsageException("--follow needs --spec: " + names()));
        if (idleSeconds <= 0 || idleSeconds > 1e6) {
            throw new UsageException("--idle must be above 0 and at most 1000000 seconds, not " + idleSeconds);
        }
        if (files.size() > 1) {
            throw new UsageException("--follow takes one FILE");
        }
        Path file = files.getFirst();
        Duration patience = Duration.ofNanos((long) (idleSeconds * 1e9));
        try (GrowingFile recording = Recordings.growing(file, patience);
                Interruption interruption = Interruption.stopping(recording::end)) {
            PrintWriter out = command.commandLine().getOut();
            return print(
                    List.of(new FollowingCheck<>(known, unpartitioned).follow(file, recording, out, output.progress())),
                    "followed while it was written");
        }
    }

    private int print(List<Section> sections, String setting) throws IOException {
        Path first = files.getFirst();
        boolean one = files.size() == 1;
        return output.print(new Report(
                "check " + (one ? first.getFileName() : files.size() + " recordings"),
                one ? sections.getFirst().getClaim() : "Is each of them what it should be?",
                List.of((one ? "recording: " : "recordings: from ") + first, setting),
                sections));
    }

    private TransactionsCheck transactions() {
        return new TransactionsCheck(
                ConsistencyModel.named(model)
                        .orElseThrow(() -> new UsageException("no consistency model '" + model + "'; there are "
                                + Arrays.stream(ConsistencyModel.values())
                                        .map(ConsistencyModel::label)
                                        .collect(Collectors.joining(", ")))),
                deadline());
    }

    private Section operations(History history) {
        Section section = new OperationsCheck(named(), deadline(), unpartitioned).check(history);
        return section.getVerdict() == Verdict.VIOLATED
                ? section
                : section.history(
                        HistoryPicture.CAPTION,
                        new HistoryPicture(history, named().or(() -> Specifications.detect(history)), List.of())
                                .draw());
    }

    private Duration deadline() {
        return Duration.ofNanos((long) (deadlineSeconds * 1e9));
    }

    private Optional<Specification<?>> named() {
        if (specification == null) {
            return Optional.empty();
        }
        Optional<Specification<?>> named = Specifications.named(specification);
        if (named.isEmpty()) {
            throw new UsageException("no specification '" + specification + "'; there are " + names());
        }
        return named;
    }

    private static String names() {
        return Specifications.all().stream().map(Specification::name).collect(Collectors.joining(", "));
    }
}
