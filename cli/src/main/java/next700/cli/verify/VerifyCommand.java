package next700.cli.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import next700.cli.Output;
import next700.cli.Progress;
import next700.cli.UsageException;
import next700.cli.cluster.Protocols;
import next700.cli.cluster.RunDirectory;
import next700.cli.model.ModelChecks;
import next700.cli.prove.InductionChecks;
import next700.cli.report.Report;
import next700.cli.report.Section;
import next700.model.Model;
import next700.model.Models;
import next700.model.TlcLimits;
import next700.protocol.composition.Composition;
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
    private static final List<Verifiable> ALL = Stream.concat(
                    Protocols.all().stream().map(VerifyCommand::verifiable), Stream.of(new VerifiableLcr()))
            .toList();

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
        Verifiable verifiable = named(protocol);
        if (!(fuzzSeconds > 0 && fuzzSeconds <= 1e6) || !(clusterSeconds > 0 && clusterSeconds <= 3600)) {
            throw new UsageException("--fuzz-seconds and --cluster-seconds must be above 0");
        }
        Effort effort = new Effort(seed, Optional.ofNullable(f), millis(fuzzSeconds), millis(clusterSeconds));
        verifiable.check(effort);
        Path directory = RunDirectory.create("verify-" + protocol);
        output.defaultDirectory(directory);
        output.prepare();
        Progress progress = output.progress();
        long start = System.nanoTime();
        List<Section> sections = new ArrayList<>();
        sections.add(models(verifiable, progress));
        sections.addAll(new InductionChecks(progress).of(parts(protocol)));
        sections.addAll(verifiable.evidence(effort, directory, progress));
        double seconds = (System.nanoTime() - start) / 1e9;
        return output.print(new Report(
                "verify " + protocol,
                "Do specification, implementation and running system of " + protocol + " keep what is claimed?",
                setting(verifiable.setting(effort), directory, seconds),
                sections));
    }

    /** PBFT has an adversary of its own. */
    private static Verifiable verifiable(Composition composition) {
        return composition.equals(Composition.PBFT) ? new VerifiablePbft() : new VerifiableComposition(composition);
    }

    private static Verifiable named(String name) {
        return ALL.stream()
                .filter(verifiable -> verifiable.name().equals(name))
                .findFirst()
                .or(() -> Protocols.find(name).map(VerifyCommand::verifiable))
                .orElseThrow(() -> Protocols.unknown(name, ALL.stream().map(Verifiable::name)));
    }

    private static Set<String> parts(String name) {
        return Protocols.find(name).map(Models::parts).orElse(Set.of(name));
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static Section models(Verifiable verifiable, Progress progress) {
        Models models = Models.packaged();
        List<Model> quick = verifiable.models(models).stream()
                .filter(model -> model.set() == Model.Set.QUICK)
                .toList();
        TlcLimits limits = TlcLimits.DEFAULT.withWorkers(1).withTimeout(Duration.ofMinutes(2));
        return new ModelChecks(models, limits, Runtime.getRuntime().availableProcessors(), Optional.empty(), progress)
                .run(quick);
    }

    private static List<String> setting(String tried, Path directory, double seconds) {
        return List.of(
                tried,
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
