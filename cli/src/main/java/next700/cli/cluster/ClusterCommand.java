package next700.cli.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import next700.cli.Output;
import next700.cli.Progress;
import next700.cli.UsageException;
import next700.cli.report.Report;
import next700.cli.report.Section;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.runtime.Stage;
import next700.service.Services;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code next700 cluster}: real processes on loopback under load, and the checks on what they recorded. */
@Command(
        name = "cluster",
        description = {
            "Run a cluster of real processes on this machine under load, and check what they recorded.",
            "",
            "Keys, recordings, metrics and logs stay in the run directory."
        },
        mixinStandardHelpOptions = true)
public final class ClusterCommand implements Callable<Integer> {
    private static final int MAX_CLIENTS = 1000;

    @Parameters(paramLabel = "PROTOCOL", description = "Such as quorum.")
    private String protocol;

    @Option(names = "--f", defaultValue = "1", description = "Faults tolerated, of 3f+1 replicas (default: 1).")
    private int f;

    @Option(
            names = {"--load", "--clients"},
            paramLabel = "STAGES",
            defaultValue = "3",
            description = {
                "Closed-loop clients (default: 3), or how many in one stage after the other, such as 1,30,1; the"
                        + " stages share the time, unless they say how long they last: 1:5,30:2.5,1:5 (seconds)."
            })
    private String load;

    @Option(names = "--seconds", defaultValue = "10", description = "How long the load lasts (default: 10).")
    private double seconds;

    @Option(
            names = "--service",
            defaultValue = "kv",
            description = "The replicated service: kv, counter or list-append (default: kv).")
    private String service;

    @Option(names = "--keys", defaultValue = "8", description = "Keys that operations spread over (default: 8).")
    private int keys;

    @Option(
            names = "--think",
            paramLabel = "MILLIS",
            defaultValue = "20",
            description = "A client's pause between operations, on the average (default: 20).")
    private long thinkMillis;

    @Option(
            names = "--delta",
            paramLabel = "MILLIS",
            defaultValue = "50",
            description = "The bound on message delays; clients panic after twice as much (default: 50).")
    private long deltaMillis;

    @Option(names = "--seed", defaultValue = "1", description = "Of the operations and pauses (default: 1).")
    private long seed;

    @Option(
            names = "--crash",
            paramLabel = "REPLICA",
            description = "Kill this replica after a third of the time, and start it again after another third.")
    private String crash;

    @Option(
            names = "--byzantine",
            paramLabel = "REPLICA",
            description = "This replica says 50 true things, then 25 false ones, then is true again.")
    private String byzantine;

    @Option(names = "--dir", paramLabel = "DIR", description = "The run directory (default: a new one in runs/).")
    private Path directory;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        Scenario scenario = scenario();
        Path where = directory == null ? RunDirectory.create("cluster-" + protocol) : directory;
        Files.createDirectories(where);
        output.defaultDirectory(where);
        output.prepare();
        Progress progress = output.progress();
        progress.begin("cluster of " + scenario.group().size() + " replicas and " + scenario.clients() + " clients");
        ClusterRecording recording = ClusterRun.run(scenario, where, progress);
        progress.end(recording.commits() + " commits, " + recording.aborts() + " aborts");
        List<Section> sections = new ClusterChecks(recording).sections();
        return output.print(new Report(
                "cluster " + protocol,
                "Do " + scenario.group().size() + " real replicas serve " + scenario.clients() + " clients correctly?",
                List.of("run directory: " + where),
                sections));
    }

    private Scenario scenario() {
        ByzantineGroup group = UsageException.checked("--f", () -> new ByzantineGroup(f));
        UsageException.checked("--service", () -> Services.named(service));
        if (seconds <= 0 || seconds > 3600) {
            throw new UsageException("--seconds must be above 0 and at most 3600, not " + seconds);
        }
        if (keys < 1 || thinkMillis < 0 || deltaMillis < 1) {
            throw new UsageException("--keys and --delta must be at least 1, --think at least 0");
        }
        List<Stage> stages = UsageException.checked("--load", () -> Stage.parse(load, Math.round(seconds * 1000)));
        long durationMillis = stages.stream().mapToLong(Stage::durationMillis).sum();
        if (stages.stream().anyMatch(stage -> stage.clients() > MAX_CLIENTS)) {
            throw new UsageException("--load: at most " + MAX_CLIENTS + " clients");
        }
        return new Scenario(
                "load",
                Protocols.named(protocol),
                service,
                f,
                stages,
                deltaMillis,
                thinkMillis,
                keys,
                seed,
                Optional.ofNullable(crash)
                        .map(name -> new Scenario.Crash(
                                replica("--crash", name, group), durationMillis / 3, durationMillis / 3)),
                Optional.ofNullable(byzantine)
                        .map(name -> new Scenario.Liar(replica("--byzantine", name, group), 50, 25)));
    }

    private static ReplicaId replica(String option, String name, ByzantineGroup group) {
        for (ReplicaId replica : group.replicas()) {
            if (replica.toString().equals(name)) {
                return replica;
            }
        }
        throw new UsageException(option + ": '" + name + "' is not one of the replicas "
                + String.join(
                        ", ", group.replicas().stream().map(ReplicaId::toString).toList()));
    }
}
