package next700.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import next700.crypto.KeyFileException;
import next700.network.Environment;
import next700.network.Liar;
import next700.network.Load;
import next700.network.Networked;
import next700.network.Workload;
import next700.process.Automaton;
import next700.process.ClientId;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.runtime.ClientHost;
import next700.runtime.ClientOptions;
import next700.runtime.ClusterLayout;
import next700.runtime.Endpoint;
import next700.runtime.JavaCommand;
import next700.runtime.Lifetime;
import next700.runtime.LinkOptions;
import next700.runtime.ReplicaHost;
import next700.runtime.ReplicaOptions;
import next700.runtime.RuntimeFailure;
import next700.runtime.Stage;
import next700.storage.StorageException;

/**
 * The main class of a process of a cluster: a replica, or all clients. It finds its protocol by its name, on the class path that
 * it shares with whoever started it.
 */
public final class ClusterProcess {
    private static final int INTERNAL = 70;
    private static final int BAD_DATA = 65;

    /** For all that replicas need to start again in a run. */
    private static final long MAX_STARTING_MILLIS = 600_000;

    /** What it was started with, as {@code NAME=VALUE}. */
    private final Map<String, String> arguments = new TreeMap<>();

    private ClusterProcess(String... arguments) {
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            this.arguments.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
    }

    /** The command that starts a life of a replica. */
    static List<String> replica(Setup setup, ClusterLayout layout, ReplicaId replica, String run) {
        List<String> arguments = common(setup, layout, "replica", run);
        arguments.add("name=" + replica);
        arguments.add("forces=" + setup.forces());
        setup.scenario().liar().filter(liar -> liar.replica().equals(replica)).ifPresent(liar -> {
            arguments.add("truths=" + liar.truths());
            arguments.add("lies=" + liar.lies());
        });
        return JavaCommand.of(ClusterProcess.class.getName(), arguments.toArray(String[]::new));
    }

    /** The command that starts all clients. */
    static List<String> clients(Setup setup, ClusterLayout layout, String run, long graceMillis) {
        Load load = setup.scenario().load();
        List<String> arguments = common(setup, layout, "clients", run);
        arguments.add("keys=" + load.keys());
        arguments.add("stages=" + Stage.format(untilTold(load.stages())));
        arguments.add("think=" + load.thinkMillis());
        arguments.add("grace=" + graceMillis);
        arguments.add("seed=" + load.seed());
        return JavaCommand.of(ClusterProcess.class.getName(), arguments.toArray(String[]::new));
    }

    /** The last stage goes on until the process is told that it is over ({@link ClusterRun}). */
    private static List<Stage> untilTold(List<Stage> stages) {
        List<Stage> open = new ArrayList<>(stages);
        Stage last = open.removeLast();
        open.add(new Stage(last.clients(), last.durationMillis() + MAX_STARTING_MILLIS));
        return open;
    }

    private static List<String> common(Setup setup, ClusterLayout layout, String role, String run) {
        return new ArrayList<>(List.of(
                "role=" + role,
                "run=" + run,
                "protocol=" + setup.protocol(),
                "f=" + setup.f(),
                "workload=" + setup.scenario().load().workload(),
                "delta=" + setup.scenario().load().deltaMillis(),
                "directory=" + layout.directory(),
                "endpoints="
                        + String.join(
                                ",",
                                layout.endpoints().values().stream()
                                        .map(Endpoint::toString)
                                        .toList())));
    }

    /** Runs what {@link #replica} and {@link #clients} say. */
    public static void main(String[] arguments) {
        int exitCode;
        try {
            ClusterProcess process = new ClusterProcess(arguments);
            if (process.text("role").equals("replica")) {
                process.serve();
            } else {
                process.load(System.out);
            }
            exitCode = 0;
        } catch (StorageException | KeyFileException e) {
            System.err.println(e.getMessage());
            exitCode = BAD_DATA;
        } catch (RuntimeFailure | IOException e) {
            System.err.println(e.getMessage());
            exitCode = INTERNAL;
        }
        System.exit(exitCode);
    }

    private String text(String name) {
        return arguments.get(name);
    }

    private long number(String name) {
        return Long.parseLong(arguments.get(name));
    }

    private Networked network() {
        return Setup.network(text("protocol"), (int) number("f"));
    }

    private ClusterLayout layout(Networked network) {
        Map<ReplicaId, Endpoint> endpoints = new TreeMap<>();
        for (String endpoint : text("endpoints").split(",", -1)) {
            endpoints.put(new ReplicaId(endpoints.size() + 1), Endpoint.parse(endpoint));
        }
        return new ClusterLayout(Path.of(text("directory")), network.group(), endpoints);
    }

    private void serve() throws RuntimeFailure, KeyFileException, StorageException {
        Networked network = network();
        ClusterLayout layout = layout(network);
        ReplicaId self = (ReplicaId) ProcessId.parse(text("name"));
        ReplicaOptions options = new ReplicaOptions(
                self,
                network.group(),
                layout.endpoints().get(self),
                layout.dialledBy(self),
                layout.keys(),
                layout.storeFile(self),
                Boolean.parseBoolean(text("forces")),
                Optional.of(layout.stepFile(text("run"))),
                layout.metricsFile(text("run")),
                LinkOptions.DEFAULT);
        ReplicaHost host = ReplicaHost.start(options, network.vocabulary(), (replica, authentication, stored) -> {
            Environment here = new Environment(authentication, text("workload"), number("delta"));
            Automaton honest = network.replica(replica, here, stored);
            return arguments.containsKey("lies")
                    ? network.liars()
                            .orElseThrow()
                            .make(replica, here, honest, new Liar(replica, number("truths"), number("lies")))
                    : honest;
        });
        Lifetime.serve(host, self.name(), System.out, true);
    }

    private void load(PrintStream out) throws RuntimeFailure, KeyFileException, IOException {
        Networked network = network();
        ClusterLayout layout = layout(network);
        List<Stage> stages = Stage.parse(text("stages"), 0);
        ClientOptions options = new ClientOptions(
                IntStream.rangeClosed(1, most(stages)).mapToObj(ClientId::new).toList(),
                network.group(),
                layout.endpoints(),
                layout.keys(),
                Optional.of(layout.stepFile(text("run"))),
                layout.metricsFile(text("run")),
                new ClientOptions.Load(number("think"), 0, stages, number("grace"), number("seed")),
                LinkOptions.DEFAULT);
        Workload workload = Setup.workload(network, text("workload"), (int) number("keys"));
        ClientHost host = ClientHost.start(
                options,
                network.vocabulary(),
                new RecordedCallers(workload, layout.historyFile(text("run"))),
                (client, authentication) ->
                        network.client(client, new Environment(authentication, workload.name(), number("delta"))));
        Lifetime.announce(host, text("run"), out);
        ClientHost.Summary summary = Lifetime.await(host, true);
        out.printf(
                Locale.ROOT,
                "%d operations invoked, %d answered, %.0f per second%n",
                summary.invoked(),
                summary.answered(),
                summary.answeredPerSecond());
    }

    private static int most(List<Stage> stages) {
        return stages.stream().mapToInt(Stage::clients).max().orElseThrow();
    }
}
