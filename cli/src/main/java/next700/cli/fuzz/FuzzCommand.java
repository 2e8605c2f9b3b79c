package next700.cli.fuzz;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import next700.cli.Output;
import next700.cli.Progress;
import next700.cli.RunningReport;
import next700.cli.UsageException;
import next700.cli.report.Report;
import next700.cli.report.Section;
import next700.simulation.Arena;
import next700.simulation.Exploration;
import next700.simulation.FuzzOptions;
import next700.simulation.LabelledTape;
import next700.simulation.Simulation;
import next700.simulation.Tape;
import next700.simulation.lcr.LcrCampaign;
import next700.simulation.lcr.LcrSimulation;
import next700.simulation.pbft.PbftCampaign;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code next700 fuzz}: the implementation under adversarial schedules and Byzantine messages. */
@Command(
        name = "fuzz",
        description = "Drive the implementation through adversarial schedules and Byzantine messages.",
        subcommands = MergeCommand.class,
        mixinStandardHelpOptions = true)
public final class FuzzCommand implements Callable<Integer> {
    private static final String QUESTION = "Does the implementation withstand its adversary?";

    @Parameters(paramLabel = "PROTOCOL", arity = "0..1", description = "Such as quorum, aliph, pbft or lcr.")
    private String protocol;

    @Option(names = "--runs", defaultValue = "50000", description = "Schedules at most (default: 50000).")
    private long runs;

    @Option(names = "--seconds", description = "Stop after this time even if there are runs left.")
    private Double seconds;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same runs (default: 1).")
    private long seed;

    @Option(
            names = "--f",
            description = "The fault threshold, of 3f+1 replicas (default: 1, or that of the tape that is replayed).")
    private Integer threshold;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description =
                    "Of a campaign on N machines the part of the I-th, with runs of its own; fuzz merge makes one report of"
                            + " all.")
    private String shard;

    @Option(names = "--threads", description = "Runs at once (default: the number of cores).")
    private Integer threads;

    @Option(
            names = "--replay",
            paramLabel = "TAPE",
            description =
                    "Run this one schedule instead of a campaign; a tape says of which protocol, f and version it is.")
    private String replay;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        if (protocol == null) {
            throw new UsageException("fuzz what? Such as: fuzz quorum");
        }
        List<String> seeds = seeds();
        if (protocol.equals("lcr")) {
            return fuzzLcr(seeds);
        }
        if (protocol.equals("pbft")) {
            return fuzzPbft(seeds);
        }
        int f = threshold();
        Arena arena = UsageException.checked("fuzz", () -> Arena.of(protocol, f));
        List<String> setting =
                Stream.concat(Stream.of("f = " + f), seeds.stream()).toList();
        output.prepare();
        if (replay != null) {
            return print(
                    FuzzChecks.of(
                            Simulation.replay(arena, LabelledTape.decode(replay).in(arena))),
                    setting);
        }
        FuzzOptions options = UsageException.checked("fuzz", () -> options(arena));
        Progress progress = output.progress();
        RunningReport report = RunningReport.begin(output, progress, "fuzz " + protocol, QUESTION, () -> setting);
        FuzzChecks checks = new FuzzChecks(progress);
        report.stage("Adversary", () -> List.of(checks.run(options)), checks::soFar);
        return report.end();
    }

    /** The seed of the runs, and of which campaign they are a shard. */
    private List<String> seeds() {
        if (shard == null) {
            return List.of("seed " + seed);
        }
        Shard own = UsageException.checked("--shard", () -> Shard.parse(shard));
        long ofCampaign = seed;
        seed = UsageException.checked("--seed", () -> own.seed(ofCampaign));
        return List.of("seed " + seed, ShardReport.SHARD + own + " of seed " + ofCampaign);
    }

    private int print(Section section, List<String> setting) {
        return output.print(new Report("fuzz " + protocol, QUESTION, setting, List.of(section)));
    }

    private int fuzzLcr(List<String> setting) throws Exception {
        if (threshold != null) {
            throw new UsageException("--f is for protocols of 3f+1 replicas; LCR goes on without all but one");
        }
        output.prepare();
        Section section = replay == null
                ? LcrFuzzChecks.of(UsageException.checked("fuzz", this::lcrCampaign))
                : LcrFuzzChecks.of(LcrSimulation.replay(tape()));
        return print(section, setting);
    }

    private int fuzzPbft(List<String> setting) throws Exception {
        if (threshold != null) {
            throw new UsageException("--f: the runs of pbft draw their f, 1 or 2");
        }
        output.prepare();
        Section section = replay == null
                ? PbftFuzzChecks.of(
                        runPbft(seed, UsageException.checked("fuzz", this::pbftExploration), output.progress()))
                : PbftFuzzChecks.ofReplay(tape());
        return print(section, setting);
    }

    private Exploration pbftExploration() {
        int atOnce = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (runs < 1 || atOnce < 1) {
            throw new IllegalArgumentException("--runs and --threads must be at least 1");
        }
        return new Exploration(0, runs, atOnce, Optional.ofNullable(seconds).map(any -> duration()));
    }

    private LcrCampaign.Result lcrCampaign() {
        LcrCampaign.Options options = LcrCampaign.Options.of(runs).withSeed(seed);
        if (threads != null) {
            options = options.withThreads(threads);
        }
        if (seconds != null) {
            options = options.withDuration(duration());
        }
        return run(options, output.progress());
    }

    private int threshold() {
        if (threshold != null) {
            return threshold;
        }
        return replay == null ? 1 : LabelledTape.decode(replay).f().orElse(1);
    }

    private Tape tape() {
        return LabelledTape.decode(replay).of(protocol);
    }

    private FuzzOptions options(Arena arena) {
        FuzzOptions options = FuzzOptions.of(arena, runs).withSeed(seed);
        if (threads != null) {
            options = options.withThreads(threads);
        }
        return seconds == null ? options : options.withDuration(duration());
    }

    private Duration duration() {
        if (seconds <= 0 || seconds > 1e6) {
            throw new IllegalArgumentException("--seconds must be above 0 and at most 1000000, not " + seconds);
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    /** Runs a campaign on PBFT alone and tells of its progress. */
    public static PbftCampaign.Result runPbft(long seed, Exploration exploration, Progress progress) {
        progress.begin("adversary");
        PbftCampaign.Result result =
                PbftCampaign.run(seed, exploration, done -> progress.at(String.format(Locale.ROOT, "%,d runs", done)));
        progress.end(String.format(Locale.ROOT, "%,d runs", result.runs()));
        return result;
    }

    /** Runs a campaign on LCR and tells of its progress. */
    public static LcrCampaign.Result run(LcrCampaign.Options options, Progress progress) {
        progress.begin("adversary");
        LcrCampaign.Result result =
                LcrCampaign.run(options, done -> progress.at(String.format(Locale.ROOT, "%,d runs", done)));
        progress.end(String.format(Locale.ROOT, "%,d runs", result.runs()));
        return result;
    }
}
