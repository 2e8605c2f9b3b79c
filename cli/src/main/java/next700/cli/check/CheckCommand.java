package next700.cli.check;

import java.nio.file.Path;
import java.time.Duration;
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
import next700.linearizability.Specification;
import next700.linearizability.Specifications;
import next700.transactions.ConsistencyModel;
import next700.transactions.Transactions;
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
                    + " init and history), which is checked for the properties of Abstract.",
            "",
            "Operations come as JSON lines, as a JSON array, or in Jepsen's EDN. If they are transactions (lists of"
                    + " micro-operations such as [\"append\", key, element], [\"w\", key, value], [\"r\", key, result]), their"
                    + " dependencies are checked against a consistency model; with --spec list-append they are checked by"
                    + " search, which is for small histories."
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

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        if (deadlineSeconds <= 0 || deadlineSeconds > 1e6) {
            throw new UsageException("--deadline must be above 0 and at most 1000000 seconds, not " + deadlineSeconds);
        }
        Section section = Recordings.isOfOperations(file)
                ? operationsOrTransactions()
                : AbstractCheck.check(Recordings.abstractRun(file));
        Report report = new Report(
                "check " + file.getFileName(),
                section.getClaim(),
                List.of("recording: " + file, "deadline: " + deadlineSeconds + " s"),
                List.of(section));
        return output.print(report);
    }

    private Section operationsOrTransactions() {
        TransactionsCheck check = new TransactionsCheck(ConsistencyModel.named(model)
                .orElseThrow(() -> new UsageException("no consistency model '" + model + "'; there are "
                        + Arrays.stream(ConsistencyModel.values())
                                .map(ConsistencyModel::label)
                                .collect(Collectors.joining(", ")))));
        Optional<Transactions> transactions = specification == null ? Recordings.transactions(file) : Optional.empty();
        return transactions.map(check::check).orElseGet(() -> operations(Recordings.history(file)));
    }

    private Section operations(History history) {
        Duration deadline = Duration.ofNanos((long) (deadlineSeconds * 1e9));
        Section section = new OperationsCheck(named(), deadline, unpartitioned).check(history);
        return section.getVerdict() == Verdict.VIOLATED
                ? section
                : section.figure(HistoryPicture.CAPTION, HistoryPicture.of(history, List.of(), List.of()));
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
