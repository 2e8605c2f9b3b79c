package next700.cli.fuzz;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import next700.cli.Output;
import next700.cli.RunningReport;
import next700.evidence.FuzzChecks;
import next700.report.Progress;
import next700.report.Report;
import next700.report.Section;
import next700.report.UsageException;
import next700.report.Verdict;
import next700.trial.FuzzOptions;
import next700.trial.LabelledTape;
import next700.trial.Run;
import next700.trial.Subject;
import next700.workpiece.Workpiece;
import next700.workpiece.Workpieces;
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
            description =
                    "How many may be faulty (default: the protocol's usual number, or that of the tape that is replayed).")
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
        Workpiece workpiece = Workpieces.named(protocol).orElseThrow(() -> unknown(protocol));
        Optional<LabelledTape> tape = Optional.ofNullable(replay).map(LabelledTape::decode);
        Optional<Subject> found = UsageException.checked("fuzz", () -> subject(workpiece, threshold, tape));
        Progress progress = output.progress();
        output.prepare();
        if (found.isEmpty()) {
            return print(absent(), List.of());
        }
        Subject subject = found.get();
        List<String> setting = Stream.concat(
                        Stream.of("f = " + (subject.f() == 0 ? "as drawn" : subject.f())), seeds.stream())
                .toList();
        if (tape.isPresent()) {
            return print(FuzzChecks.of("Replay", Run.replay(subject, tape.get().in(subject))), setting);
        }
        FuzzOptions options = UsageException.checked("fuzz", () -> options(subject));
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

    /** Complains about a name, and tells those that there are. */
    public static UsageException unknown(String name) {
        return new UsageException("no protocol '" + name + "'; there are: "
                + Workpieces.all().stream().map(Workpiece::name).collect(Collectors.joining(", "))
                + ", and any of quorum, zlight, chain and backup in turn, such as quorum-zlight-chain-backup");
    }

    /**
     * The protocol on trial with as many faults as were asked for, or as a tape of it has; else with the usual number.
     *
     * @param threshold null if nobody asked for any
     */
    static Optional<Subject> subject(Workpiece workpiece, Integer threshold, Optional<LabelledTape> tape) {
        if (threshold != null) {
            return workpiece.subject(threshold);
        }
        OptionalInt ofTape = tape.map(LabelledTape::f).orElseGet(OptionalInt::empty);
        return ofTape.isPresent()
                ? workpiece.subject(ofTape.getAsInt())
                : workpiece.subjects().stream().findFirst();
    }

    private Section absent() {
        return new Section("Adversary", "The implementation is tried under schedules that are drawn at random.")
                .settle(
                        Verdict.UNKNOWN,
                        protocol + " has no adversary: its workpiece gives no subject, so that nothing is known",
                        0);
    }

    private int print(Section section, List<String> setting) {
        return output.print(new Report("fuzz " + protocol, QUESTION, setting, List.of(section)));
    }

    private FuzzOptions options(Subject subject) {
        FuzzOptions options = FuzzOptions.of(subject, runs).withSeed(seed);
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
}
