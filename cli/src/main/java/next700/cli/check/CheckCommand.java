package next700.cli.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        if (deadlineSeconds <= 0 || deadlineSeconds > 1e6) {
            throw new UsageException("--deadline must be above 0 and at most 1000000 seconds, not " + deadlineSeconds);
        }
        Section section = Recordings.isOfOperations(file)
                ? operations(Recordings.history(file))
                : AbstractCheck.check(Recordings.abstractRun(file));
        Report report = new Report(
                "check " + file.getFileName(),
                section.getClaim(),
                List.of("recording: " + file, "deadline: " + deadlineSeconds + " s"),
                List.of(section));
        return output.print(report);
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
            throw new UsageException("no specification '" + specification + "'; there are "
                    + String.join(
                            ", ",
                            Specifications.all().stream()
                                    .map(Specification::name)
                                    .toList()));
        }
        return named;
    }
}
