package next700.cli.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import next700.cli.Output;
import next700.cli.RunningReport;
import next700.cli.cluster.RunDirectory;
import next700.cli.fuzz.FuzzCommand;
import next700.evidence.CountingChecks;
import next700.evidence.FuzzChecks;
import next700.evidence.InductionChecks;
import next700.evidence.ModelChecks;
import next700.evidence.MutantChecks;
import next700.evidence.ProofMapChecks;
import next700.evidence.StepTraceChecks;
import next700.model.Model;
import next700.model.TlcLimits;
import next700.model.trace.StepTrace;
import next700.report.Progress;
import next700.report.UsageException;
import next700.trial.FuzzOptions;
import next700.trial.Subject;
import next700.workpiece.Specified;
import next700.workpiece.Workpiece;
import next700.workpiece.Workpieces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code next700 verify}: all evidence for one protocol, and one report. */
@Command(
        name = "verify",
        description = {
            "Verify a protocol: model check, adversary, mutants, runs on a real network, traces.",
            "",
            "The report and all recordings stay in the run directory."
        },
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROTOCOL", description = "Such as quorum, lcr, or quorum-zlight-chain-backup.")
    private String protocol;

    @Option(names = "--seed", defaultValue = "1", description = "Of the campaign and the loads (default: 1).")
    private long seed;

    @Option(names = "--fuzz-seconds", defaultValue = "15", description = "How long the adversary tries (default: 15).")
    private double fuzzSeconds;

    @Option(
            names = "--cluster-seconds",
            defaultValue = "5",
            description = "How long each run on the network lasts (default: 5).")
    private double clusterSeconds;

    @Option(names = "--f", description = "Faults tolerated by the cluster (default: 1).")
    private Integer f;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        Workpiece workpiece = Workpieces.named(protocol).orElseThrow(() -> FuzzCommand.unknown(protocol));
        if (!(fuzzSeconds > 0 && fuzzSeconds <= 1e6) || !(clusterSeconds > 0 && clusterSeconds <= 3600)) {
            throw new UsageException("--fuzz-seconds and --cluster-seconds must be above 0");
        }
        Effort effort = new Effort(seed, Optional.ofNullable(f), millis(fuzzSeconds), millis(clusterSeconds));
        Optional<NetworkEvidence> network =
                UsageException.checked("--f", () -> NetworkEvidence.of(workpiece, f == null ? Workpiece.USUAL_F : f));
        Optional<Subject> subject = UsageException.checked("--f", () -> subject(workpiece));
        if (f != null && network.filter(evidence -> !evidence.hasThreshold()).isPresent()) {
            throw new UsageException("--f is for protocols whose clusters depend on it: the network of " + protocol
                    + " has one size; next700 fuzz " + protocol + " --f has the adversary try others");
        }
        Path directory = RunDirectory.create("verify-" + protocol);
        output.defaultDirectory(directory);
        output.prepare();
        Progress progress = output.progress();
        long start = System.nanoTime();
        RunningReport report = RunningReport.begin(
                        output,
                        progress,
                        "verify " + protocol,
                        "Do specification, implementation and running system of " + protocol + " keep what is claimed?",
                        () -> setting(directory, (System.nanoTime() - start) / 1e9))
                .of(stages(workpiece, network, effort));
        specification(workpiece.specification(), progress, report);
        if (!workpiece.counting().isEmpty()) {
            report.stage("Counting", () -> List.of(CountingChecks.run(workpiece.counting())));
        }
        report.stage(ProofMapChecks.TITLE, () -> List.of(ProofMapChecks.of(workpiece)));
        report.stage("Induction", () -> new InductionChecks(progress).of(workpiece.specification()));
        subject.ifPresentOrElse(
                found -> adversary(found, effort, progress, report),
                () -> report.skip("Adversary", "nobody tries it: its workpiece gives no subject"));
        network.ifPresentOrElse(found -> found.gather(effort, directory, progress, report), () -> {
            report.skip("Network", "it is not run on a network: its workpiece does not say how");
            traces(workpiece, List.of(), progress, report);
        });
        return report.end();
    }

    /** The specification, counting, the proof map, induction, the adversary and the guards that are removed, and what is run on a network. */
    private static int stages(Workpiece workpiece, Optional<NetworkEvidence> network, Effort effort) {
        return (workpiece.counting().isEmpty() ? 5 : 6)
                + network.map(evidence -> evidence.stages(effort)).orElse(2);
    }

    private Optional<Subject> subject(Workpiece workpiece) {
        return f == null ? workpiece.subjects().stream().findFirst() : workpiece.subject(f);
    }

    private static void specification(Specified specified, Progress progress, RunningReport report) {
        TlcLimits limits = TlcLimits.DEFAULT.withWorkers(1).withTimeout(Duration.ofMinutes(2));
        ModelChecks checks = new ModelChecks(
                specified.source(), limits, Runtime.getRuntime().availableProcessors(), Optional.empty(), progress);
        List<Model> quick = specified.models().stream()
                .filter(model -> model.size() == Model.Size.QUICK)
                .toList();
        report.stage("Specification", () -> List.of(checks.run(quick, specified.missing())), checks::soFar);
    }

    private static void adversary(Subject subject, Effort effort, Progress progress, RunningReport report) {
        FuzzChecks adversary = new FuzzChecks(progress);
        report.stage(
                "Adversary",
                () -> List.of(adversary.run(FuzzOptions.of(subject, Integer.MAX_VALUE)
                        .withSeed(effort.seed())
                        .withDuration(effort.fuzz()))),
                adversary::soFar);
        MutantChecks mutants = new MutantChecks(progress);
        if (adversary.hasFoundSomething()) {
            report.skip(MutantChecks.TITLE, MutantChecks.NEEDLESS);
        } else {
            report.stage(MutantChecks.TITLE, () -> List.of(mutants.run(subject)), mutants::soFar);
        }
    }

    /** Replays what was recorded on a network, if anything was, and runs of the simulator. */
    private void traces(Workpiece workpiece, List<StepTrace> recorded, Progress progress, RunningReport report) {
        StepTraceChecks.of(workpiece, progress)
                .ifPresentOrElse(
                        checks -> report.stage(StepTraceChecks.TITLE, () -> List.of(checks.run(recorded, seed))),
                        () -> report.skip(StepTraceChecks.TITLE, StepTraceChecks.ABSENT));
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private List<String> setting(Path directory, double seconds) {
        return List.of(
                (f == null ? "" : "f = " + f + ", ") + "seed " + seed,
                String.format(
                        Locale.ROOT,
                        "took %.0f s on %d cores, Java %s, %s",
                        seconds,
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        System.getProperty("os.name")),
                "recordings: " + directory);
    }
}
