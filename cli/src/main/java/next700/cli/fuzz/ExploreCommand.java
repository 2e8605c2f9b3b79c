package next700.cli.fuzz;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import next700.cli.Output;
import next700.cli.UsageException;
import next700.cli.report.Report;
import next700.cli.report.RunView;
import next700.cli.report.Section;
import next700.cli.report.Verdict;
import next700.trial.LabelledTape;
import next700.trial.Run;
import next700.trial.RunResult;
import next700.trial.Subject;
import next700.trial.Violation;
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
        Subject subject = subject(tape.map(LabelledTape::protocol).orElse(what), tape.map(LabelledTape::f));
        RunResult run = tape.map(given -> Run.replay(subject, given.in(subject)))
                .orElseGet(() -> Run.explore(subject, subject.strategy(seed, number)));
        return output.print(new Report(
                "explore " + subject.name(),
                "What happens in this run?",
                List.of("tape " + LabelledTape.of(subject, run.tape())),
                List.of(section(subject, run))));
    }

    private Subject subject(String name, Optional<OptionalInt> ofTape) {
        Workpiece workpiece = Workpieces.named(name).orElseThrow(() -> FuzzCommand.unknown(name));
        Optional<Subject> found = UsageException.checked("--f", () -> {
            if (threshold != null) {
                return workpiece.subject(threshold);
            }
            return ofTape.filter(OptionalInt::isPresent).isPresent()
                    ? workpiece.subject(ofTape.get().getAsInt())
                    : workpiece.subjects().stream().findFirst();
        });
        return found.orElseThrow(() -> new UsageException(
                name + " cannot be explored: its workpiece gives no subject, so that there are no runs of it"));
    }

    private static Section section(Subject subject, RunResult run) {
        Optional<Violation> first = run.violation();
        RunView view = SteppedRun.of(subject, run.tape(), first.map(Violation::property));
        Section section = new Section("Run", "The schedule keeps every property.")
                .settle(
                        Verdict.holdsIf(first.isEmpty()),
                        run.events().size() + " events"
                                + first.map(violation -> "; " + violation.property() + " fell")
                                        .orElse(", nothing fell"),
                        0);
        first.ifPresent(violation -> section.say(violation.property() + ": " + violation.explanation()));
        return section.run("The run, event by event.", view.toHtml())
                .table(
                        "What the tape drew for this run",
                        List.of("option", "value"),
                        run.trial().describe().entrySet().stream()
                                .map(option -> List.of(option.getKey(), option.getValue()))
                                .toList());
    }
}
