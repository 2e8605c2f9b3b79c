package next700.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.ClientId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Timing;
import next700.protocol.composition.Composition;
import next700.protocol.composition.CompositionClient;
import next700.protocol.pbft.Pbft;
import next700.protocol.pbft.PbftSettings;

/** A process of a test's cluster. */
public final class ChildMain {
    private static final Timing TIMING = new Timing(200);

    private ChildMain() {}

    /** Quorum, and PBFT with checkpoints that come soon. */
    static final Composition PBFT = new Composition("pbft", List.of(new Pbft(new PbftSettings(64, 4, 4))));

    private static final List<Composition> COMPOSITIONS = List.of(Composition.QUORUM, PBFT);

    static Cluster.ReplicaCommand replicaOf(Composition composition) {
        return (layout, replica, run) -> {
            List<String> command = new ArrayList<>(JavaCommand.of(
                    ChildMain.class.getName(),
                    "replica",
                    layout.directory().toString(),
                    composition.name(),
                    replica.toString(),
                    run,
                    layout.endpoints().get(replica).toString()));
            layout.dialledBy(replica).forEach((peer, at) -> command.add(peer.number() + "@" + at));
            return command;
        };
    }

    static List<String> clientsOf(
            Composition composition, ClusterLayout layout, String run, int operations, int... clients) {
        List<String> command = new ArrayList<>(JavaCommand.of(
                ChildMain.class.getName(),
                "clients",
                layout.directory().toString(),
                composition.name(),
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

    /** Runs a replica or clients, as {@link #replicaOf} and {@link #clientsOf} say. */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[1]);
        Composition composition = COMPOSITIONS.stream()
                .filter(known -> known.name().equals(args[2]))
                .findFirst()
                .orElseThrow();
        List<String> rest = List.of(args).subList(3, args.length);
        if (args[0].equals("replica")) {
            serve(composition, directory, rest);
        } else {
            load(composition, directory, rest);
        }
    }

    private static void serve(Composition composition, Path directory, List<String> args) throws Exception {
        ReplicaId self = new ReplicaId(Integer.parseInt(args.get(0).substring(1)));
        Map<ReplicaId, Endpoint> peers = new TreeMap<>();
        for (String peer : args.subList(3, args.size())) {
            int at = peer.indexOf('@');
            peers.put(new ReplicaId(Integer.parseInt(peer.substring(0, at))), Endpoint.parse(peer.substring(at + 1)));
        }
        ClusterLayout layout = new ClusterLayout(directory, TestCluster.GROUP, Map.of());
        ReplicaHost host = ReplicaHost.start(
                new ReplicaOptions(
                        self,
                        TestCluster.GROUP,
                        Endpoint.parse(args.get(2)),
                        peers,
                        layout.keys(),
                        layout.storeFile(self),
                        true,
                        Optional.of(layout.stepFile(args.get(1))),
                        layout.metricsFile(args.get(1)),
                        TestCluster.LINKS),
                TestCluster.WORDS,
                TestCluster.correct(composition));
        Lifetime.serve(host, self.toString(), System.out, true);
    }

    private static void load(Composition composition, Path directory, List<String> args) throws Exception {
        Map<ReplicaId, Endpoint> endpoints = new TreeMap<>();
        for (ReplicaId replica : TestCluster.GROUP.replicas()) {
            endpoints.put(replica, Endpoint.parse(args.get(2 + replica.number())));
        }
        ClusterLayout layout = new ClusterLayout(directory, TestCluster.GROUP, endpoints);
        List<ClientId> clients = new ArrayList<>();
        for (String number : args.get(2).split(",", -1)) {
            clients.add(new ClientId(Integer.parseInt(number)));
        }
        ClientHost host = ClientHost.start(
                new ClientOptions(
                        clients,
                        TestCluster.GROUP,
                        endpoints,
                        layout.keys(),
                        Optional.of(layout.stepFile(args.get(0))),
                        layout.metricsFile(args.get(0)),
                        new ClientOptions.Load(
                                0,
                                Long.parseLong(args.get(1)),
                                List.of(new Stage(clients.size(), 30 * 60_000)),
                                1_000,
                                1),
                        TestCluster.LINKS),
                TestCluster.WORDS,
                new TestCallers(layout.historyFile(args.get(0))),
                (self, authentication) ->
                        new CompositionClient(composition, self, TestCluster.GROUP, authentication, TIMING, 0));
        System.out.println(Lifetime.await(host, true));
    }
}
