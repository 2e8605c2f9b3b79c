package next700.cli.museum;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import next700.cli.Output;
import next700.cli.RunningReport;
import next700.report.ExitCode;
import next700.report.Progress;
import next700.report.UsageException;
import next700.workpiece.Exhibit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code next700 museum}: famous mistakes, made again and found. */
@Command(
        name = "museum",
        description = {
            "Look at a famous mistake: it is made again in the implementation, and the adversary shows what comes of it.",
            "",
            "Without a name, says which there are."
        },
        mixinStandardHelpOptions = true)
public final class MuseumCommand implements Callable<Integer> {
    @Parameters(paramLabel = "EXHIBIT", arity = "0..*", description = "Such as vote-before-durable.")
    private List<String> names = List.of();

    @Option(names = "--all", description = "All of them, on one page; takes a minute or two.")
    private boolean all;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        List<Exhibit> exhibits = Exhibition.all();
        if (names.isEmpty() && !all) {
            exhibits.forEach(exhibit -> output.tell("%-34s %s".formatted(exhibit.name(), exhibit.title())));
            return ExitCode.HOLDS.code();
        }
        List<Exhibit> chosen = all
                ? exhibits
                : names.stream().map(name -> named(name, exhibits)).toList();
        output.defaultDirectory(Path.of("runs", "museum"));
        output.prepare();
        Progress progress = output.progress();
        Exhibition exhibition = new Exhibition(progress);
        RunningReport report = RunningReport.begin(
                        output, progress, "museum", "What comes of these mistakes?", List::of)
                .of(chosen.size());
        for (Exhibit exhibit : chosen) {
            report.stage(
                    exhibit.title(),
                    () -> List.of(chosen.size() == 1 ? exhibition.tell(exhibit) : exhibition.show(exhibit)));
        }
        return report.end();
    }

    private static Exhibit named(String name, List<Exhibit> exhibits) {
        return exhibits.stream()
                .filter(exhibit -> exhibit.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("no exhibit '" + name + "'; there are: "
                        + exhibits.stream().map(Exhibit::name).collect(Collectors.joining(", "))));
    }
}
