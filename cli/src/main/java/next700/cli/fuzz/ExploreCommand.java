package next700.cli.fuzz;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import next700.cli.Output;
import next700.evidence.FuzzChecks;
import next700.report.Report;
import next700.report.Section;
import next700.report.UsageException;
import next700.trial.LabelledTape;
import next700.trial.Run;
import next700.trial.RunResult;
import next700.trial.Subject;
import next700.workpiece.Workpiece;
import next700.workpiece.Workpieces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code next700 explore}: one run, to be stepped through on a page. */
@Command(
        name = "explore",
        description = {
            "Step through one run on a page: what happens in each event, which messages are under way, and what each process holds.",
            "",
            "The run is that of a tape, as the replay command of a report has it, or one of a campaign."
        },
        mixinStandardHelpOptions = true)
public final class ExploreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROTOCOL|TAPE", description = "Such as quorum, or a tape.")
    private String what;

    @Option(names = "--seed", defaultValue = "1", description = "Of the campaign (default: 1).")
    private long seed;

    @Option(names = "--run", defaultValue = "0", description = "The number of the run in it (default: 0).")
    private long number;

    @Option(names = "--f", description = "How many may be faulty (default: the protocol's usual number).")
    private Integer threshold;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        if (number < 0) {
            throw new UsageException("--run: runs are numbered from 0, not " + number);
        }
        output.defaultDirectory(Path.of("runs", "explore"));
        output.prepare();
        Optional<LabelledTape> tape = what.contains(":") ? Optional.of(LabelledTape.decode(what)) : Optional.empty();
        String name = tape.map(LabelledTape::protocol).orElse(what);
        Workpiece workpiece = Workpieces.named(name).orElseThrow(() -> FuzzCommand.unknown(name));
        Subject subject = UsageException.checked("--f", () -> FuzzCommand.subject(workpiece, threshold, tape))
                .orElseThrow(() -> new UsageException(
                        name + " cannot be explored: its workpiece gives no subject, so that there are no runs of it"));
        RunResult run = tape.map(given -> Run.replay(subject, given.in(subject)))
                .orElseGet(() -> Run.explore(subject, subject.strategy(seed, number)));
        return output.print(new Report(
                "explore " + subject.name(),
                "What happens in this run?",
                List.of("tape " + LabelledTape.of(subject, run.tape())),
                List.of(section(run))));
    }

    private static Section section(RunResult run) {
        return FuzzChecks.of("Run", run)
                .table(
                        "What the tape drew for this run",
                        List.of("option", "value"),
                        run.trial().describe().entrySet().stream()
                                .map(option -> List.of(option.getKey(), option.getValue()))
                                .toList());
    }
}
