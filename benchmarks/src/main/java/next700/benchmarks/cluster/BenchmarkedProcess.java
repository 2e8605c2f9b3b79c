package next700.benchmarks.cluster;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import next700.process.Bytes;
import next700.process.Call;
import next700.process.ClientId;
import next700.process.Invocation;
import next700.process.Notice;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.Spoken;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.abstraction.Timing;
import next700.protocol.composition.Composition;
import next700.protocol.composition.CompositionClient;
import next700.protocol.composition.CompositionReplica;
import next700.runtime.Callers;
import next700.runtime.ClientHost;
import next700.runtime.ClientOptions;
import next700.runtime.ClientTimestamps;
import next700.runtime.ClusterLayout;
import next700.runtime.Endpoint;
import next700.runtime.JavaCommand;
import next700.runtime.Lifetime;
import next700.runtime.LinkOptions;
import next700.runtime.ReplicaHost;
import next700.runtime.ReplicaOptions;
import next700.runtime.Stage;
import next700.runtime.Vocabulary;
import next700.wire.FrameCodec;

/** A replica, or all clients, of a cluster that is measured: nothing is recorded, and the compiler may do its best. */
public final class BenchmarkedProcess {
    /** Nobody should panic because a process had to wait for a core. */
    private static final Timing TIMING = new Timing(2_000);

    private static final List<String> OPTIONS = Stream.concat(
                    Stream.of("-Xmx640m", "-Xms640m", "-XX:+UseSerialGC", "-Xss512k", "-Xshare:auto"),
                    Stream.of(System.getProperty("child.options", "").split(" ", -1))
                            .filter(option -> !option.isEmpty()))
            .toList();

    private static final List<Composition> COMPOSITIONS = List.of(
            Composition.QUORUM,
            Composition.ZLIGHT,
            Composition.CHAIN,
            Composition.PBFT,
            Composition.AZYZZYVA,
            Composition.ALIPH);

    static final Vocabulary WORDS = Vocabulary.of("abstract", FrameCodec.MESSAGES.toArray(Class<?>[]::new))
            .storing(Spoken.class)
            .taking(StepRecord.class);

    private BenchmarkedProcess() {}

    private static ByzantineGroup group(ClusterLayout layout) {
        return (ByzantineGroup) layout.group();
    }

    static Composition named(String name) {
        return COMPOSITIONS.stream()
                .filter(composition -> composition.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no protocol '" + name + "'; there are "
                        + String.join(
                                ", ",
                                COMPOSITIONS.stream().map(Composition::name).toList())));
    }

    static List<String> replica(String protocol, ClusterLayout layout, ReplicaId replica, String run) {
        return command("replica", protocol, layout, replica.toString(), run);
    }

    static List<String> clients(String protocol, ClusterLayout layout, int clients, long warmUpMillis, long millis) {
        return command(
                "clients",
                protocol,
                layout,
                Integer.toString(clients),
                Long.toString(warmUpMillis),
                Long.toString(millis));
    }

    private static List<String> command(String role, String protocol, ClusterLayout layout, String... rest) {
        List<String> arguments =
                new ArrayList<>(List.of(role, protocol, layout.directory().toString()));
        arguments.add(String.join(
                ",",
                layout.endpoints().values().stream().map(Endpoint::toString).toList()));
        arguments.addAll(List.of(rest));
        return JavaCommand.of(OPTIONS, BenchmarkedProcess.class.getName(), arguments.toArray(String[]::new));
    }

    /** Runs what {@link #replica} and {@link #clients} say. */
    public static void main(String[] arguments) throws Exception {
        Map<ReplicaId, Endpoint> endpoints = new TreeMap<>();
        for (String endpoint : arguments[3].split(",", -1)) {
            endpoints.put(new ReplicaId(endpoints.size() + 1), Endpoint.parse(endpoint));
        }
        ByzantineGroup group = new ByzantineGroup((endpoints.size() - 1) / 3);
        ClusterLayout layout = new ClusterLayout(Path.of(arguments[2]), group, endpoints);
        Composition composition = named(arguments[1]);
        if (arguments[0].equals("replica")) {
            serve(composition, layout, arguments[4], arguments[5]);
        } else {
            load(
                    composition,
                    layout,
                    Integer.parseInt(arguments[4]),
                    Long.parseLong(arguments[5]),
                    Long.parseLong(arguments[6]));
        }
    }

    private static void serve(Composition composition, ClusterLayout layout, String name, String run) throws Exception {
        ReplicaId self = new ReplicaId(Integer.parseInt(name.substring(1)));
        ReplicaHost host = ReplicaHost.start(
                new ReplicaOptions(
                        self,
                        layout.group(),
                        layout.endpoints().get(self),
                        layout.dialledBy(self),
                        layout.keys(),
                        layout.storeFile(self),
                        true,
                        Optional.empty(),
                        layout.metricsFile(run),
                        LinkOptions.DEFAULT),
                WORDS,
                (replica, authentication, stored) -> new CompositionReplica(
                        composition,
                        replica,
                        group(layout),
                        authentication,
                        TIMING,
                        new NullService(),
                        stored.get(Spoken.NAME, Spoken.class)));
        Lifetime.serve(host, name, System.out, true);
    }

    private static void load(Composition composition, ClusterLayout layout, int clients, long warmUpMillis, long millis)
            throws Exception {
        List<ClientId> names = new ArrayList<>();
        for (int i = 1; i <= clients; i++) {
            names.add(new ClientId(i));
        }
        Latencies latencies = new Latencies(warmUpMillis * 1_000_000, millis * 1_000_000);
        ClientOptions options = new ClientOptions(
                names,
                layout.group(),
                layout.endpoints(),
                layout.keys(),
                Optional.empty(),
                layout.metricsFile("clients"),
                new ClientOptions.Load(0, 0, List.of(new Stage(clients, warmUpMillis + millis + 200)), 500, 1),
                LinkOptions.DEFAULT);
        long lastTimestamp = ClientTimestamps.before(Clock.systemUTC());
        ClientHost host = ClientHost.start(
                options,
                WORDS,
                new Timed(latencies),
                (self, authentication) ->
                        new CompositionClient(composition, self, group(layout), authentication, TIMING, lastTimestamp));
        latencies.announce();
        Lifetime.await(host, true);
        System.out.println(latencies
                .result(host.metrics().of("step.P3") + host.metrics().of("step.B5"))
                .line());
    }

    private record Timed(Latencies latencies) implements Callers {
        private static final Call EMPTY = new Invocation(Bytes.EMPTY);

        @Override
        public Call next(ClientId client, RandomGenerator random) {
            latencies.begin(client.number());
            return EMPTY;
        }

        @Override
        public boolean told(ClientId client, Call call, Notice notice) {
            latencies.end(client.number());
            return true;
        }
    }
}
