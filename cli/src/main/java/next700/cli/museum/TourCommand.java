package next700.cli.museum;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import next700.cli.Output;
import next700.cli.RunningReport;
import next700.evidence.FuzzChecks;
import next700.report.Progress;
import next700.trial.FuzzOptions;
import next700.workpiece.Exhibit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code next700 tour}: a minute in which a Byzantine replica loses, then wins since a guard is gone, and loses again. */
@Command(
        name = "tour",
        description = {
            "See in a minute what this is about: a protocol withstands its adversary, loses a guard, and is broken; with the guard"
                    + " back, the very schedule that broke it does nothing."
        },
        mixinStandardHelpOptions = true)
public final class TourCommand implements Callable<Integer> {
    private static final long RUNS = 1_000;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        output.defaultDirectory(Path.of("runs", "tour"));
        output.prepare();
        Progress progress = output.progress();
        Exhibit exhibit = Exhibition.all().getFirst();
        say(
                "Quorum keeps four replicas consistent, one of which may be Byzantine: it may lie. Replicas are state machines in",
                "Java; a simulator decides from a tape who lies, which message comes when, and what is lost.",
                "First the protocol as it is, in %,d runs.".formatted(RUNS));
        RunningReport report = RunningReport.begin(
                        output, progress, "tour", "Who notices that a guard is gone?", List::of)
                .of(2);
        FuzzChecks checks = new FuzzChecks(progress);
        report.stage(
                "As it is",
                () -> List.of(checks.run(FuzzOptions.of(exhibit.hunt().subject(), RUNS))),
                checks::soFar);
        say(
                "",
                "Now a guard is taken out of the running code (" + exhibit.mistake() + ")",
                "The adversary looks for a run in which that matters, and shrinks it; then the guard is put back, and the same run is",
                "done again.");
        report.stage(exhibit.title(), () -> List.of(new Exhibition(progress).tell(exhibit)));
        int code = report.end();
        say(
                "",
                "The page has the picture. Go on with:",
                "  ./next700 museum              other mistakes, some of them famous",
                "  ./next700 verify quorum       all evidence for the protocol: models, proofs, adversary, network, traces",
                "  docs/your-own-protocol.md     the same for a protocol of your own");
        return code;
    }

    private void say(String... lines) {
        if (!output.isForMachines()) {
            for (String line : lines) {
                output.tell(line);
            }
        }
    }
}
