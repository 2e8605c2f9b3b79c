package next700.cli.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import next700.cli.Output;
import next700.cli.Progress;
import next700.cli.UsageException;
import next700.cli.cluster.ClusterChecks;
import next700.cli.cluster.ClusterRecording;
import next700.cli.cluster.ClusterRun;
import next700.cli.cluster.Protocols;
import next700.cli.cluster.RunDirectory;
import next700.cli.cluster.Scenario;
import next700.cli.fuzz.FuzzChecks;
import next700.cli.fuzz.FuzzCommand;
import next700.cli.model.CountingChecks;
import next700.cli.model.ModelChecks;
import next700.cli.report.Report;
import next700.cli.report.Section;
import next700.model.Model;
import next700.model.Models;
import next700.model.TlcLimits;
import next700.protocol.ReplicaId;
import next700.protocol.composition.Composition;
import next700.simulation.Arena;
import next700.simulation.CampaignResult;
import next700.simulation.FuzzOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code next700 verify}: all evidence for one protocol, and one report. */
@Command(
        name = "verify",
        description = {
            "Verify a protocol: model check, adversary, mutants, a real cluster in three runs, traces.",
            "",
            "The report and all recordings stay in the run directory."
        },
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
    private static final long CONTENDED_THINK_MILLIS = 60;
    private static final long DELTA_MILLIS = 60;
    private static final int CLIENTS = 3;
    private static final int KEYS = 6;

    @Parameters(paramLabel = "PROTOCOL", description = "Such as quorum.")
    private String protocol;

    @Option(names = "--seed", defaultValue = "1", description = "Of the campaign and the loads (default: 1).")
    private long seed;

    @Option(names = "--fuzz-seconds", defaultValue = "15", description = "How long the adversary tries (default: 15).")
    private double fuzzSeconds;

    @Option(
            names = "--cluster-seconds",
            defaultValue = "5",
            description = "How long each of the three cluster runs lasts (default: 5).")
    private double clusterSeconds;

    @Option(names = "--f", defaultValue = "1", description = "Faults tolerated by the cluster (default: 1).")
    private int f;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        Composition composition = Protocols.named(protocol);
        Arena arena = UsageException.checked("--f", () -> Arena.of(composition, f));
        if (!(fuzzSeconds > 0 && fuzzSeconds <= 1e6) || !(clusterSeconds > 0 && clusterSeconds <= 3600)) {
            throw new UsageException("--fuzz-seconds and --cluster-seconds must be above 0");
        }
        Path directory = RunDirectory.create("verify-" + protocol);
        output.defaultDirectory(directory);
        output.prepare();
        Progress progress = output.progress();
        long start = System.nanoTime();
        List<Section> sections = new ArrayList<>();
        sections.add(models(progress));
        sections.add(CountingChecks.run());
        CampaignResult campaign = FuzzCommand.run(
                FuzzOptions.of(arena, Integer.MAX_VALUE)
                        .withSeed(seed)
                        .withDuration(Duration.ofMillis(Math.round(fuzzSeconds * 1000))),
                progress);
        sections.add(FuzzChecks.of(campaign));
        if (campaign.verdict() != CampaignResult.Verdict.VIOLATED) {
            // With the protocol broken already, every mutant would be found.
            sections.add(
                    new MutantChecks(progress).run(f, seed, Runtime.getRuntime().availableProcessors()));
        }
        List<ClusterRecording> recordings = new ArrayList<>();
        for (Scenario scenario : scenarios(composition)) {
            progress.begin("cluster, " + scenario.name());
            ClusterRecording recording = ClusterRun.run(scenario, directory.resolve(scenario.name()), progress);
            progress.end(recording.commits() + " commits, " + recording.aborts() + " aborts");
            recordings.add(recording);
            sections.addAll(new ClusterChecks(recording).sections());
        }
        sections.add(new TraceChecks(progress).run(recordings, arena, seed));
        double seconds = (System.nanoTime() - start) / 1e9;
        return output.print(new Report(
                "verify " + protocol,
                "Do specification, implementation and running system of " + protocol + " keep what is claimed?",
                setting(directory, seconds),
                sections));
    }

    private Section models(Progress progress) {
        Models models = Models.packaged();
        List<Model> quick = models.ofProtocol(protocol).stream()
                .filter(model -> model.set() == Model.Set.QUICK)
                .toList();
        TlcLimits limits = TlcLimits.DEFAULT.withWorkers(1).withTimeout(Duration.ofMinutes(2));
        return new ModelChecks(models, limits, Runtime.getRuntime().availableProcessors(), progress).run(quick);
    }

    private List<Scenario> scenarios(Composition composition) {
        long durationMillis = Math.round(clusterSeconds * 1000);
        Scenario load = new Scenario(
                "load",
                composition,
                "kv",
                f,
                CLIENTS,
                durationMillis,
                DELTA_MILLIS,
                CONTENDED_THINK_MILLIS,
                KEYS,
                seed,
                Optional.empty(),
                Optional.empty());
        return List.of(
                load,
                load.crashing("crash", new Scenario.Crash(new ReplicaId(2), durationMillis / 3, durationMillis / 6)),
                load.lying("liar", new Scenario.Liar(new ReplicaId(3), 40, 20)));
    }

    private List<String> setting(Path directory, double seconds) {
        return List.of(
                "f = " + f + ", seed " + seed,
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
