package next700.cli.cluster;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import next700.cli.ExitCode;
import next700.cli.UsageException;
import next700.process.ClientId;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.Timing;
import next700.protocol.composition.Composition;
import next700.protocol.composition.CompositionClient;
import next700.runtime.ClientHost;
import next700.runtime.ClientOptions;
import next700.runtime.ClientTimestamps;
import next700.runtime.ClusterLayout;
import next700.runtime.Endpoint;
import next700.runtime.Lifetime;
import next700.runtime.LinkOptions;
import next700.runtime.Stage;
import next700.runtime.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code next700 client}: one process of closed-loop clients; {@code next700 cluster} starts it. */
@Command(
        name = "client",
        description = "Run closed-loop clients. 'next700 cluster' starts them together with replicas.",
        mixinStandardHelpOptions = true,
        hidden = true)
public final class ClientCommand implements Callable<Integer> {
    @Option(names = "--protocol", required = true, description = "Such as quorum.")
    private String protocol;

    @Option(names = "--clients", required = true, split = ",", description = "Such as c1,c2.")
    private List<String> clients;

    @Option(names = "--f", required = true, description = "The fault threshold.")
    private int f;

    @Option(names = "--service", required = true, description = "The replicated service: kv, counter or list-append.")
    private String service;

    @Option(names = "--key-count", defaultValue = "4", description = "Over how many keys operations spread.")
    private int keyCount;

    @Option(names = "--replicas", required = true, split = ",", description = "HOST:PORT of r1, r2, ...")
    private List<String> replicas;

    @Option(names = "--keys", required = true, description = "The key directory.")
    private Path keys;

    @Option(names = "--history", required = true, description = "Where to record the history of operations.")
    private Path history;

    @Option(names = "--steps", required = true, description = "Where to record the steps.")
    private Path steps;

    @Option(names = "--metrics", required = true, description = "Where to write the metrics at the end.")
    private Path metrics;

    @Option(names = "--load", required = true, description = "Stages: CLIENTS:SECONDS,...")
    private String stages;

    @Option(names = "--grace-millis", required = true, description = "How long to wait for answers after that.")
    private long graceMillis;

    @Option(names = "--think-millis", required = true, description = "Between two operations, on the average.")
    private long thinkMillis;

    @Option(names = "--delta-millis", required = true, description = "Within which a message arrives that is resent.")
    private long deltaMillis;

    @Option(names = "--seed", required = true, description = "Of the operations and pauses.")
    private long seed;

    @Option(
            names = "--new-names",
            description = "The replicas have not heard of these clients yet: timestamps begin at 1, not at the clock.")
    private boolean newNames;

    @Option(names = "--stop-with-stdin", description = "Stop when standard input ends.")
    private boolean stopWithStdin;

    /** The command line of all clients of a scenario, in one process. */
    static List<String> arguments(Scenario scenario, ClusterLayout layout, String run, long graceMillis) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= scenario.clients(); i++) {
            names.add("c" + i);
        }
        List<String> endpoints = layout.group().replicas().stream()
                .map(replica -> layout.endpoints().get(replica).toString())
                .toList();
        return List.of(
                "client",
                "--protocol=" + scenario.composition().name(),
                "--clients=" + String.join(",", names),
                "--f=" + scenario.f(),
                "--service=" + scenario.service(),
                "--key-count=" + scenario.keys(),
                "--replicas=" + String.join(",", endpoints),
                "--keys=" + layout.keys(),
                "--history=" + layout.historyFile(run),
                "--steps=" + layout.stepFile(run),
                "--metrics=" + layout.metricsFile(run),
                "--load=" + Stage.format(scenario.stages()),
                "--grace-millis=" + graceMillis,
                "--think-millis=" + scenario.thinkMillis(),
                "--delta-millis=" + scenario.deltaMillis(),
                "--seed=" + scenario.seed(),
                "--new-names",
                "--stop-with-stdin");
    }

    @Override
    public Integer call() throws Exception {
        Composition composition = Protocols.named(protocol);
        ByzantineGroup group = UsageException.checked("--f", () -> new ByzantineGroup(f));
        Timing timing = UsageException.checked("--delta-millis", () -> new Timing(deltaMillis));
        Workload workload = UsageException.checked("--service", () -> Workload.named(service, keyCount));
        ClientOptions options = UsageException.checked("clients", () -> options(group));
        long lastTimestamp = newNames ? 0 : ClientTimestamps.before(Clock.systemUTC());
        ClientHost host = ClientHost.start(
                options,
                workload,
                (self, authentication) ->
                        new CompositionClient(composition, self, group, authentication, timing, lastTimestamp));
        Lifetime.announce(host, "clients", System.out);
        ClientHost.Summary summary = Lifetime.await(host, stopWithStdin);
        System.out.printf(
                Locale.ROOT,
                "%d operations invoked, %d answered, %.0f per second%n",
                summary.invoked(),
                summary.answered(),
                summary.answeredPerSecond());
        return ExitCode.HOLDS.code();
    }

    private ClientOptions options(ByzantineGroup group) {
        List<ClientId> names = new ArrayList<>();
        for (String name : clients) {
            if (!(ProcessId.parse(name) instanceof ClientId client)) {
                throw new IllegalArgumentException("'" + name + "' is not a client");
            }
            names.add(client);
        }
        Map<ReplicaId, Endpoint> endpoints = new TreeMap<>();
        for (String endpoint : replicas) {
            endpoints.put(new ReplicaId(endpoints.size() + 1), Endpoint.parse(endpoint));
        }
        var load = new ClientOptions.Load(thinkMillis, 0, Stage.parse(stages, 0), graceMillis, seed);
        return new ClientOptions(
                names, group, endpoints, keys, history, Optional.of(steps), metrics, load, LinkOptions.DEFAULT);
    }
}
