package next700.cli.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
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
import next700.linearizability.Specification;
import next700.linearizability.Specifications;
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
                    + " init and history), which is checked for the properties of Abstract."
        },
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The recording.")
    private Path file;

    @Option(
            names = "--spec",
            paramLabel = "NAME",
            description = "The sequential specification; found by the functions that the history calls if not given.")
    private String specification;

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
        Section section = Recordings.isOfOperations(file)
                ? operations(Recordings.history(file))
                : AbstractCheck.check(Recordings.abstractRun(file));
        return print(section, "deadline: " + deadlineSeconds + " s");
    }

    @SuppressWarnings("try")
    private int follow() throws IOException {
        Specification<?> known = named().orElseThrow(() -> new UsageException("--follow needs --spec: " + names()));
        if (idleSeconds <= 0 || idleSeconds > 1e6) {
            throw new UsageException("--idle must be above 0 and at most 1000000 seconds, not " + idleSeconds);
        }
        Duration patience = Duration.ofNanos((long) (idleSeconds * 1e9));
        try (GrowingFile recording = Recordings.growing(file, patience);
                Interruption interruption = Interruption.stopping(recording::end)) {
            PrintWriter out = command.commandLine().getOut();
            return print(
                    new FollowingCheck<>(known, unpartitioned).follow(file, recording, out, output.progress()),
                    "followed while it was written");
        }
    }

    private int print(Section section, String setting) throws IOException {
        return output.print(new Report(
                "check " + file.getFileName(),
                section.getClaim(),
                List.of("recording: " + file, setting),
                List.of(section)));
    }

    private Section operations(History history) {
        Duration deadline = Duration.ofNanos((long) (deadlineSeconds * 1e9));
        Section section = new OperationsCheck(named(), deadline, unpartitioned).check(history);
        return section.getVerdict() == Verdict.VIOLATED
                ? section
                : section.history(
                        HistoryPicture.CAPTION,
                        new HistoryPicture(history, named().or(() -> Specifications.detect(history)), List.of())
                                .draw());
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
