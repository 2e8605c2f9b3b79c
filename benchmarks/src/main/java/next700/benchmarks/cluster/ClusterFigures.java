package next700.benchmarks.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import next700.protocol.abstraction.ByzantineGroup;
import next700.runtime.Cluster;
import next700.runtime.ClusterLayout;
import next700.runtime.RuntimeFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Requests of no bytes to four replica processes on this machine, from closed-loop clients in one more process: throughput
 * and latency of each protocol, beside what bare Netty does with the same connections.
 */
@Command(
        name = "cluster-figures",
        mixinStandardHelpOptions = true,
        description = "Throughput and latency of the Abstract family and PBFT, requests and replies of no bytes.")
public final class ClusterFigures implements Callable<Integer> {
    private static final long READY_MILLIS = 60_000;
    private static final long SPARE_MILLIS = 60_000;
    private static final long POLL_MILLIS = 5;
    private static final String CLIENTS = "clients";

    @Option(
            names = "--protocols",
            split = ",",
            defaultValue = "quorum,zlight,chain,aliph,azyzzyva,pbft",
            description = "Which (default: all).")
    private List<String> protocols;

    @Option(names = "--clients", split = ",", defaultValue = "1,10,50", description = "How many (default: 1,10,50).")
    private List<Integer> clients;

    @Option(names = "--seconds", defaultValue = "8", description = "Measured, of each load (default: 8).")
    private double seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "40",
            description = "Seconds before that, for the compiler (default: 40).")
    private double warmUp;

    @Option(
            names = "--down",
            defaultValue = "0",
            description =
                    "How many replicas are killed before the load, the last first: at most f (default: 0). Only PBFT"
                            + " goes on without them.")
    private int down;

    @Option(
            names = "--switching",
            description = "Measure switching times instead (Figure 3.3): they need no warm-up and no clients.")
    private boolean switching;

    @Option(names = "--switches", defaultValue = "60", description = "Measured, of each length (default: 60).")
    private int switches;

    @Option(names = "--out", defaultValue = "runs/figures", description = "For logs and metrics (${DEFAULT-VALUE}).")
    private Path out;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ClusterFigures()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (switching) {
            new SwitchingFigures(out.resolve("switching")).run(switches);
            return CommandLine.ExitCode.OK;
        }
        ByzantineGroup group = new ByzantineGroup(1);
        System.out.printf(
                Locale.ROOT,
                "%d replica processes and the clients on %d cores, Java %s; nothing is recorded%n",
                group.size(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
        System.out.printf(
                "%-10s %8s %12s %10s %10s %8s %14s %14s%n",
                "protocol", "clients", "requests/s", "p50 us", "p99 us", "aborts", "CPU us/request", "of bare Netty");
        for (int count : clients) {
            Result limit = echo(group, count);
            row("bare Netty", count, limit, limit);
            for (String protocol : protocols) {
                // Quorum is not made for contention: it would switch all the time.
                if (!protocol.equals("quorum") || count == 1) {
                    row(protocol, count, measure(protocol, group, count), limit);
                }
            }
        }
        System.out.println(
                "CPU: of all five processes; divided by the number of cores it is the least time between requests");
        System.out.println(
                "bare Netty: each client sends 200 bytes to each of four processes, which send them back, and"
                        + " waits for all four");
        return CommandLine.ExitCode.OK;
    }

    private static void row(String name, int clients, Result result, Result limit) {
        System.out.printf(
                Locale.ROOT,
                "%-10s %8d %12.0f %10.0f %10.0f %8d %14.0f %13.0f%%%n",
                name,
                clients,
                result.requestsPerSecond(),
                result.medianMicros(),
                result.p99Micros(),
                result.aborts(),
                result.cpuMicros(),
                100 * result.requestsPerSecond() / limit.requestsPerSecond());
    }

    private Result measure(String protocol, ByzantineGroup group, int count) throws RuntimeFailure, IOException {
        ClusterLayout layout = layout(protocol + "-" + count, group);
        try (Cluster cluster = Cluster.start(
                layout,
                count,
                (where, replica, run) -> BenchmarkedProcess.replica(protocol, where, replica, run),
                READY_MILLIS)) {
            for (int i = 0; i < down; i++) {
                cluster.kill(group.replicas().get(group.size() - 1 - i));
            }
            return load(cluster, BenchmarkedProcess.clients(protocol, layout, count, millis(warmUp), millis(seconds)));
        }
    }

    private Result echo(ByzantineGroup group, int count) throws RuntimeFailure, IOException {
        ClusterLayout layout = layout("netty-" + count, group);
        try (Cluster cluster = Cluster.start(
                layout,
                1,
                (where, replica, run) -> EchoProcess.server(where.endpoints().get(replica), run),
                READY_MILLIS)) {
            return load(
                    cluster,
                    EchoProcess.clients(
                            List.copyOf(layout.endpoints().values()), count, millis(warmUp), millis(seconds)));
        }
    }

    private static Result load(Cluster cluster, List<String> command) throws RuntimeFailure, IOException {
        cluster.startClients(CLIENTS, command);
        Path log = cluster.layout().logFile(CLIENTS);
        awaitLine(cluster, log, Latencies.BEGIN);
        long before = cpuNanos();
        awaitLine(cluster, log, Latencies.END);
        long cpuNanos = cpuNanos() - before;
        cluster.awaitClients(CLIENTS, SPARE_MILLIS);
        return Result.find(Files.readAllLines(log)).costing(cpuNanos);
    }

    private static void awaitLine(Cluster cluster, Path log, String line) throws RuntimeFailure, IOException {
        while (!Files.readAllLines(log).contains(line)) {
            if (cluster.hasEnded(CLIENTS)) {
                cluster.awaitClients(CLIENTS, 0);
                return;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RuntimeFailure("interrupted", e);
            }
        }
    }

    /** Of all processes of the cluster, compilers and collectors included. */
    private static long cpuNanos() {
        return ProcessHandle.current()
                .children()
                .mapToLong(child ->
                        child.info().totalCpuDuration().map(Duration::toNanos).orElse(0L))
                .sum();
    }

    private ClusterLayout layout(String name, ByzantineGroup group) throws RuntimeFailure, IOException {
        Path directory = out.resolve(name);
        for (var replica : group.replicas()) {
            // What an earlier cluster in this place remembered is not this one's.
            Files.deleteIfExists(new ClusterLayout(directory, group, Map.of()).storeFile(replica));
        }
        return ClusterLayout.onFreePorts(directory, group);
    }

    private static long millis(double duration) {
        return Math.round(duration * 1000);
    }
}
