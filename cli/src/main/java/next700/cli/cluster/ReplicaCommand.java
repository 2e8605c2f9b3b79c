package next700.cli.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import next700.cli.ExitCode;
import next700.cli.UsageException;
import next700.process.Automaton;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.Timing;
import next700.protocol.composition.Composition;
import next700.protocol.composition.CompositionReplica;
import next700.runtime.Endpoint;
import next700.runtime.Lifetime;
import next700.runtime.LinkOptions;
import next700.runtime.ReplicaHost;
import next700.runtime.ReplicaOptions;
import next700.service.Service;
import next700.service.Services;
import next700.simulation.adversary.LyingReplica;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code next700 replica}: one replica process; {@code next700 cluster} starts them. */
@Command(
        name = "replica",
        description = "Run one replica. 'next700 cluster' starts a whole group of them.",
        mixinStandardHelpOptions = true,
        hidden = true)
public final class ReplicaCommand implements Callable<Integer> {
    @Option(names = "--protocol", required = true, description = "Such as quorum.")
    private String protocol;

    @Option(names = "--name", required = true, description = "Such as r1.")
    private String name;

    @Option(names = "--f", required = true, description = "The fault threshold.")
    private int f;

    @Option(names = "--service", required = true, description = "The replicated service: kv, counter or list-append.")
    private String service;

    @Option(names = "--delta-millis", required = true, description = "Within which a message arrives that is resent.")
    private long deltaMillis;

    @Option(names = "--listen", required = true, description = "HOST:PORT.")
    private String listen;

    @Option(
            names = "--peer",
            description =
                    "r1=HOST:PORT, a replica that this one dials; give it once for each. Of two replicas one dials.")
    private Map<String, String> peers = Map.of();

    @Option(names = "--keys", required = true, description = "The key directory.")
    private Path keys;

    @Option(names = "--state", required = true, description = "The file of what must survive a crash.")
    private Path state;

    @Option(names = "--steps", required = true, description = "Where to record the steps.")
    private Path steps;

    @Option(names = "--metrics", required = true, description = "Where to write the metrics at the end.")
    private Path metrics;

    @Option(names = "--truths", defaultValue = "0", description = "Messages before the first lie.")
    private long truths;

    @Option(names = "--lies", defaultValue = "0", description = "How many messages are lies.")
    private long lies;

    @Option(names = "--stop-with-stdin", description = "Stop when standard input ends.")
    private boolean stopWithStdin;

    /** The command line that makes this replica of a scenario. */
    static List<String> arguments(Scenario scenario, ReplicaId replica, ReplicaOptions files) {
        long truths = 0;
        long lies = 0;
        if (scenario.liar().isPresent() && scenario.liar().get().replica().equals(replica)) {
            truths = scenario.liar().get().truths();
            lies = scenario.liar().get().lies();
        }
        List<String> arguments = new ArrayList<>(List.of(
                "replica",
                "--protocol=" + scenario.composition().name(),
                "--name=" + replica,
                "--f=" + scenario.f(),
                "--service=" + scenario.service(),
                "--delta-millis=" + scenario.deltaMillis(),
                "--listen=" + files.listen(),
                "--keys=" + files.keys(),
                "--state=" + files.stateFile(),
                "--steps=" + files.stepFile().orElseThrow(),
                "--metrics=" + files.metricsFile(),
                "--truths=" + truths,
                "--lies=" + lies,
                "--stop-with-stdin"));
        files.peers().forEach((peer, at) -> arguments.add("--peer=" + peer + "=" + at));
        return arguments;
    }

    @Override
    public Integer call() throws Exception {
        Composition composition = Protocols.named(protocol);
        Service initial = UsageException.checked("--service", () -> Services.named(service));
        ByzantineGroup group = UsageException.checked("--f", () -> new ByzantineGroup(f));
        Timing timing = UsageException.checked("--delta-millis", () -> new Timing(deltaMillis));
        Endpoint endpoint = UsageException.checked("--listen", () -> Endpoint.parse(listen));
        ReplicaOptions options = new ReplicaOptions(
                self(), group, endpoint, dialled(), keys, state, Optional.of(steps), metrics, LinkOptions.DEFAULT);
        ReplicaHost host = ReplicaHost.start(options, (self, authentication, forgotten) -> {
            Automaton honest =
                    new CompositionReplica(composition, self, group, authentication, timing, initial, forgotten);
            return lies == 0 ? honest : new LyingReplica(honest, self, group, authentication, truths, lies);
        });
        Lifetime.serve(host, name, System.out, stopWithStdin);
        return ExitCode.HOLDS.code();
    }

    private Map<ReplicaId, Endpoint> dialled() {
        Map<ReplicaId, Endpoint> dialled = new TreeMap<>();
        peers.forEach((peer, at) -> UsageException.checked(
                "--peer", () -> dialled.put((ReplicaId) ProcessId.parse(peer), Endpoint.parse(at))));
        return dialled;
    }

    private ReplicaId self() {
        if (ProcessId.parse(name) instanceof ReplicaId replica) {
            return replica;
        }
        throw new UsageException("--name: '" + name + "' is not a replica");
    }
}
