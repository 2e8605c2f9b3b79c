package next700.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.TreeMap;
import next700.protocol.ClientId;
import next700.protocol.ReplicaId;
import next700.protocol.Timing;
import next700.protocol.composition.Composition;
import next700.protocol.composition.CompositionClient;

/** A process of a test's cluster. */
public final class ChildMain {
    private static final Timing TIMING = new Timing(200);

    private ChildMain() {}

    static List<String> replica(ClusterLayout layout, ReplicaId replica, String run) {
        return JavaCommand.of(
                ChildMain.class.getName(),
                "replica",
                layout.directory().toString(),
                replica.toString(),
                run,
                layout.endpoints().get(replica).toString());
    }

    static List<String> clients(ClusterLayout layout, String run, int operations, int... clients) {
        List<String> command = new ArrayList<>(JavaCommand.of(
                ChildMain.class.getName(),
                "clients",
                layout.directory().toString(),
                run,
                Integer.toString(operations)));
        StringBuilder names = new StringBuilder();
        for (int client : clients) {
            names.append(names.isEmpty() ? "" : ",").append(client);
        }
        command.add(names.toString());
        layout.endpoints().values().forEach(endpoint -> command.add(endpoint.toString()));
        return command;
    }

    /** Runs a replica or clients, as {@link #replica} and {@link #clients} say. */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[1]);
        if (args[0].equals("replica")) {
            ReplicaId self = new ReplicaId(Integer.parseInt(args[2].substring(1)));
            ClusterLayout layout = new ClusterLayout(directory, TestCluster.GROUP, Map.of());
            ReplicaHost host = ReplicaHost.start(
                    new ReplicaOptions(
                            self,
                            TestCluster.GROUP,
                            Endpoint.parse(args[4]),
                            Map.of(),
                            layout.keys(),
                            layout.stateFile(self),
                            Optional.of(layout.stepFile(args[3])),
                            layout.metricsFile(args[3]),
                            TestCluster.LINKS),
                    TestCluster.CORRECT);
            Lifetime.serve(host, self.toString(), System.out, true);
        } else {
            Map<ReplicaId, Endpoint> endpoints = new TreeMap<>();
            for (ReplicaId replica : TestCluster.GROUP.replicas()) {
                endpoints.put(replica, Endpoint.parse(args[4 + replica.number()]));
            }
            ClusterLayout layout = new ClusterLayout(directory, TestCluster.GROUP, endpoints);
            List<ClientId> clients = new ArrayList<>();
            for (String number : args[4].split(",", -1)) {
                clients.add(new ClientId(Integer.parseInt(number)));
            }
            ClientHost host = ClientHost.start(
                    new ClientOptions(
                            clients,
                            TestCluster.GROUP,
                            endpoints,
                            layout.keys(),
                            layout.historyFile(args[2]),
                            Optional.of(layout.stepFile(args[2])),
                            layout.metricsFile(args[2]),
                            new ClientOptions.Load(
                                    0, Long.parseLong(args[3]), List.of(new Stage(clients.size(), 60_000)), 1_000, 1),
                            TestCluster.LINKS),
                    Workload.named("kv", 3),
                    (self, authentication) -> new CompositionClient(
                            Composition.QUORUM, self, TestCluster.GROUP, authentication, TIMING, 0));
            System.out.println(Lifetime.await(host, true));
        }
    }
}
