package next700.cli.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import next700.cli.Output;
import next700.cli.fuzz.FuzzCommand;
import next700.cluster.ClusterRun;
import next700.cluster.Recording;
import next700.cluster.Setup;
import next700.evidence.NetworkChecks;
import next700.network.Liar;
import next700.network.Load;
import next700.network.Networked;
import next700.network.Outage;
import next700.network.Scenario;
import next700.network.Workload;
import next700.process.Group;
import next700.process.ReplicaId;
import next700.report.Progress;
import next700.report.Report;
import next700.report.UsageException;
import next700.runtime.Stage;
import next700.workpiece.Workpiece;
import next700.workpiece.Workpieces;
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

    @Option(names = "--f", defaultValue = "1", description = "Faults tolerated (default: 1).")
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
            description = "What clients ask for (default: the protocol's own, or kv, of kv, counter and list-append).")
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
            split = ",",
            description = {
                "Kill this replica after a third of the time, and start it again after another third;"
                        + " several at once: r1,r2,r3."
            })
    private List<String> crash = List.of();

    @Option(
            names = "--byzantine",
            paramLabel = "REPLICA",
            description = "This replica says 50 true things, then 25 false ones, then is true again.")
    private String byzantine;

    @Option(names = "--no-fsync", description = "What replicas store need not survive the machine, only the processes.")
    private boolean unforced;

    @Option(names = "--dir", paramLabel = "DIR", description = "The run directory (default: a new one in runs/).")
    private Path directory;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        Setup setup = setup();
        Scenario scenario = setup.scenario();
        Path where = directory == null ? RunDirectory.create("cluster-" + protocol) : directory;
        if (Files.exists(where.resolve("keys"))) {
            throw new UsageException(
                    "--dir: " + where + " has the keys and logs of an earlier run; give another directory");
        }
        Files.createDirectories(where);
        output.defaultDirectory(where);
        output.prepare();
        Progress progress = output.progress();
        String cast = setup.network().group().size() + " replicas and "
                + scenario.load().clients() + " clients";
        progress.begin("cluster of " + cast);
        Recording recording = ClusterRun.run(setup, where, progress::at);
        progress.end(recording.answered() + " operations answered");
        return output.print(new Report(
                "cluster " + protocol,
                "Do " + setup.network().group().size() + " real replicas serve "
                        + scenario.load().clients() + " clients correctly?",
                List.of("run directory: " + where),
                NetworkChecks.of(recording)));
    }

    private Setup setup() {
        Workpiece workpiece = Workpieces.named(protocol).orElseThrow(() -> FuzzCommand.unknown(protocol));
        Networked network = UsageException.checked("--f", () -> workpiece.network(f))
                .orElseThrow(() -> new UsageException(
                        protocol + " does not say how it runs on a network: its workpiece has" + " no network(f)"));
        return new Setup(protocol, f, network, scenario(network), !unforced);
    }

    private Scenario scenario(Networked network) {
        if (seconds <= 0 || seconds > 3600) {
            throw new UsageException("--seconds must be above 0 and at most 3600, not " + seconds);
        }
        if (keys < 1 || thinkMillis < 0 || deltaMillis < 1) {
            throw new UsageException("--keys and --delta must be at least 1, --think at least 0");
        }
        List<Stage> stages = UsageException.checked("--load", () -> Stage.parse(load, Math.round(seconds * 1000)));
        if (stages.stream().anyMatch(stage -> stage.clients() > MAX_CLIENTS)) {
            throw new UsageException("--load: at most " + MAX_CLIENTS + " clients");
        }
        List<String> services =
                network.workloads(keys).stream().map(Workload::name).toList();
        if (service != null && !services.contains(service)) {
            throw new UsageException(
                    "--service: no service '" + service + "'; there are " + String.join(", ", services));
        }
        if (byzantine != null && network.liars().isEmpty()) {
            throw new UsageException("--byzantine: " + protocol + " is not made for replicas that lie");
        }
        return new Scenario(
                "load",
                new Load(service == null ? services.getFirst() : service, keys, stages, thinkMillis, deltaMillis, seed),
                crash.isEmpty()
                        ? List.of()
                        : List.of(Outage.of(crash.stream()
                                .map(name -> replica("--crash", name, network.group()))
                                .toList())),
                Optional.ofNullable(byzantine)
                        .map(name -> new Liar(replica("--byzantine", name, network.group()), 50, 25)));
    }

    private static ReplicaId replica(String option, String name, Group group) {
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
