package next700.cli.check;

import static next700.cli.check.ReadingOptions.option;
import static next700.cli.check.ReadingOptions.refuse;

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
import next700.cli.BadDataException;
import next700.cli.Output;
import next700.evidence.history.AbstractCheck;
import next700.evidence.history.HistoryPicture;
import next700.evidence.history.OperationsCheck;
import next700.evidence.history.Reading;
import next700.evidence.history.TransactionsCheck;
import next700.history.History;
import next700.history.MalformedHistoryException;
import next700.linearizability.Specification;
import next700.report.ExitCode;
import next700.report.Progress;
import next700.report.Report;
import next700.report.Section;
import next700.report.UsageException;
import next700.report.Verdict;
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
    private static final double LONGEST_SECONDS = 1e6;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "The recordings, each checked on its own; - is standard input.")
    private List<Path> files;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The consistency model of transactions, such as serializable, snapshot-isolation or"
                    + " read-committed (default: strict-serializable).")
    private String model;

    @Mixin
    private ReadingOptions reading;

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
                    + " needs --spec, or --model for transactions. Ends when interrupted.")
    private boolean follow;

    @Option(
            names = "--idle",
            paramLabel = "SECONDS",
            description = "With --follow: end when FILE has not grown for so long.")
    private Double idleSeconds;

    @Mixin
    private Output output;

    /** Why one of several recordings could not be checked; bad data outweigh options that do not apply. */
    private ExitCode failure = ExitCode.HOLDS;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws Exception {
        if (deadlineSeconds <= 0 || deadlineSeconds > LONGEST_SECONDS) {
            throw new UsageException("--deadline must be above 0 and at most 1000000 seconds, not " + deadlineSeconds);
        }
        if (follow) {
            return follow();
        }
        refuse("a recording that does not grow; it needs --follow", option("--idle", idleSeconds != null));
        List<Section> sections = new ArrayList<>();
        for (Path file : files) {
            sections.add(files.size() > 1 ? named(file) : section(file));
        }
        int code = print(sections, "deadline of each: " + deadlineSeconds + " s");
        return code == ExitCode.VIOLATED.code() || failure == ExitCode.HOLDS ? code : failure.code();
    }

    /** One of several: what cannot be checked does not keep the others from their verdicts. */
    private Section named(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            return section(file).about(name);
        } catch (MalformedHistoryException | BadDataException | UsageException e) {
            failure =
                    failure == ExitCode.BAD_DATA || !(e instanceof UsageException) ? ExitCode.BAD_DATA : ExitCode.USAGE;
            PrintWriter err = command.commandLine().getErr();
            err.println("next700: " + e.getMessage());
            return new Section("Recording", "It can be read.")
                    .settle(Verdict.UNKNOWN, "not checked: " + e.getMessage(), 0)
                    .about(name);
        }
    }

    private Section section(Path file) {
        try {
            return checked(file);
        } catch (MalformedHistoryException e) {
            throw Recordings.located(file, e);
        }
    }

    private Section checked(Path file) {
        try (Phases phases = new Phases(output.progress())) {
            return checked(file, phases);
        }
    }

    private Section checked(Path file, Phases phases) {
        List<String> remarks = new ArrayList<>();
        phases.begin("reading " + Recordings.name(file));
        var recording =
                Recordings.read(file, reading.namesSpecification(), reading.reader(remarks), reading.ofTransactions());
        phases.begin("checking " + Recordings.name(file) + ", " + recording.size() + " operations");
        Section section = switch (recording) {
            case Recordings.OfOperations operations -> operations(operations.history(), phases);
            case Recordings.OfTransactions transactions -> transactions(transactions);
            case Recordings.OfAbstract ofAbstract -> {
                reading.expectAbstract();
                refuse(
                        "a recording of Abstract",
                        option("--model", model != null),
                        option("--no-partition", unpartitioned));
                yield AbstractCheck.check(ofAbstract.run());
            }
        };
        remarks.forEach(remark -> section.result("note: " + remark));
        return section;
    }

    @SuppressWarnings("try")
    private int follow() throws IOException {
        if (reading.namesSpecification()) {
            refuse("a recording of an object that grows", option("--model", model != null));
        }
        double idle = idleSeconds == null ? LONGEST_SECONDS : idleSeconds;
        if (idle <= 0 || idle > LONGEST_SECONDS) {
            throw new UsageException("--idle must be above 0 and at most 1000000 seconds, not " + idle);
        }
        if (files.size() > 1) {
            throw new UsageException("--follow takes one FILE");
        }
        Path file = files.getFirst();
        if (Recordings.isStandardInput(file)) {
            throw new UsageException("--follow takes a file, not standard input");
        }
        Following following = model == null ? followingOperations() : followingTransactions();
        Duration patience = Duration.ofNanos((long) (idle * 1e9));
        try (GrowingFile recording = Recordings.growing(file, patience);
                Interruption interruption = Interruption.stopping(recording::end)) {
            PrintWriter out = command.commandLine().getOut();
            return print(
                    List.of(following.follow(file, recording, out, output.progress())),
                    "followed while it was written");
        }
    }

    /** What follows a recording to its end. */
    private interface Following {
        Section follow(Path file, GrowingFile recording, PrintWriter out, Progress progress);
    }

    private Following followingOperations() {
        Specification<?> known = reading.growing();
        return (file, recording, out, progress) ->
                new FollowingCheck<>(known, unpartitioned).follow(file, recording, out, progress);
    }

    private Following followingTransactions() {
        reading.expectTransactions();
        refuse("transactions", option("--no-partition", unpartitioned));
        ConsistencyModel known = model();
        List<String> remarks = new ArrayList<>();
        return (file, recording, out, progress) -> {
            Section section = new FollowingTransactions(
                            known, deadline(), reading.reader(remarks), reading.ofTransactions())
                    .follow(file, recording, out, progress);
            remarks.forEach(remark -> section.result("note: " + remark));
            return section;
        };
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

    private Section transactions(Recordings.OfTransactions recording) {
        reading.expectTransactions();
        refuse("transactions", option("--no-partition", unpartitioned));
        Section section = new TransactionsCheck(model(), deadline()).check(recording.transactions());
        return recording.answered()
                ? section
                : section.result(
                        "warning: no transaction was ever answered, so that nothing could contradict anything");
    }

    private ConsistencyModel model() {
        return model == null
                ? ConsistencyModel.STRICT_SERIALIZABLE
                : ConsistencyModel.named(model)
                        .orElseThrow(() -> new UsageException("no consistency model '" + model + "'; there are "
                                + Arrays.stream(ConsistencyModel.values())
                                        .map(ConsistencyModel::label)
                                        .collect(Collectors.joining(", "))));
    }

    private Section operations(History history, Phases phases) {
        refuse(
                "operations that are no transactions, or are checked as one object",
                option("--model", model != null && history.size() > 0));
        Reading howToRead = reading.ofOperations();
        Section section = new OperationsCheck(howToRead, deadline(), unpartitioned, output.writesPage()).check(history);
        if (section.getVerdict() == Verdict.VIOLATED || !output.writesPage() || history.size() == 0) {
            return section;
        }
        phases.begin("drawing " + history.size() + " operations");
        Specification<?> object = howToRead.understand(history).specification();
        return section.history(
                HistoryPicture.CAPTION, new HistoryPicture(history, Optional.of(object), List.of()).draw());
    }

    private Duration deadline() {
        return Duration.ofNanos((long) (deadlineSeconds * 1e9));
    }
}
