package next700.benchmarks.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import next700.crypto.KeyDirectory;
import next700.crypto.KeyFileException;
import next700.process.Automaton;
import next700.process.Bytes;
import next700.process.Call;
import next700.process.ClientId;
import next700.process.Invocation;
import next700.process.Notice;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.Timing;
import next700.protocol.composition.Composition;
import next700.protocol.composition.CompositionClient;
import next700.runtime.Callers;
import next700.runtime.ClientHost;
import next700.runtime.ClientOptions;
import next700.runtime.ClusterLayout;
import next700.runtime.LinkOptions;
import next700.runtime.ReplicaHost;
import next700.runtime.ReplicaOptions;
import next700.runtime.RuntimeFailure;
import next700.storage.StorageException;
import org.HdrHistogram.Histogram;

/**
 * Figure 3.3 of the thesis: how long AZyzzyva takes to switch, by the length of the history. From ZLight to Backup: from a
 * client's panic until its request commits in Backup. From Backup to ZLight: from the next request, which Backup aborts since
 * it commits one, until it commits in ZLight.
 *
 * <p>Each switch is one of a system of its own, whose replicas have just the history wanted ({@link FedReplicas}): four hosts
 * and one of the client, with their keys, event loops and links over the loopback interface. They share a JVM, since three
 * thousand processes would be started for the figure, and each would be measured before it was compiled.
 */
final class SwitchingFigures {
    private static final int REQUEST_BYTES = 1024;
    private static final Call REQUEST = new Invocation(Bytes.copyOf(new byte[REQUEST_BYTES]));
    private static final List<Integer> LENGTHS = List.of(0, 50, 100, 150, 200, 250);
    private static final double MISSED = 0.3;
    private static final int WARM_UP = 60;
    private static final long LONGEST_MICROS = 60_000_000;
    private static final long DEADLINE_SECONDS = 60;

    /** No message is sent again, and nobody is suspected, while a switch is measured. */
    private static final Timing TIMING = new Timing(2_000);

    private final ByzantineGroup group = new ByzantineGroup(1);
    private final Path directory;
    private final KeyDirectory keys;
    private final ClientId client;

    SwitchingFigures(Path directory) throws IOException {
        this.directory = directory;
        int longest = LENGTHS.get(LENGTHS.size() - 1);
        this.client = new ClientId(longest + 1);
        this.keys = KeyDirectory.generate(new ClusterLayout(directory, group, Map.of()).keys(), group, longest + 1);
    }

    /** When one system's client invoked, and had its answers. */
    private static final class Watch implements Callers {
        private final List<Long> micros = new ArrayList<>();
        private long begunNanos;

        @Override
        public Call next(ClientId who, RandomGenerator random) {
            begunNanos = System.nanoTime();
            return REQUEST;
        }

        @Override
        public boolean told(ClientId who, Call call, Notice notice) {
            micros.add((System.nanoTime() - begunNanos) / 1000);
            return true;
        }
    }

    /** Measures so many switches for each length, and prints the figure. */
    void run(int switches) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "Switching time of AZyzzyva, f = 1, requests of %d bytes; %d switches for each line, each of a new system; four"
                        + " replicas and the client in one JVM on %d cores, Java %s%n",
                REQUEST_BYTES,
                switches,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
        for (int i = 0; i < WARM_UP; i++) {
            measure(LENGTHS.get(i % LENGTHS.size()), i % 2);
        }
        System.out.printf(
                "%8s %8s %22s %22s %22s%n",
                "requests", "missing", "ZLight-Backup, ms", "Backup-ZLight, ms", "both, ms");
        System.out.printf(
                "%8s %8s %11s%11s %11s%11s %11s%11s%n", "", "", "median", "p99", "median", "p99", "median", "p99");
        for (double share : List.of(0.0, MISSED)) {
            for (int length : LENGTHS) {
                int missed = (int) Math.round(share * length);
                if (share == 0.0 || missed > 0) {
                    row(length, missed, switches);
                }
            }
        }
        System.out.println("thesis: 19.7 ms (no history) to 29.2 ms (250 requests), all of it, on its machines");
    }

    private void row(int length, int missed, int switches) throws Exception {
        Histogram toBackup = new Histogram(LONGEST_MICROS, 3);
        Histogram back = new Histogram(LONGEST_MICROS, 3);
        Histogram both = new Histogram(LONGEST_MICROS, 3);
        for (int i = 0; i < switches; i++) {
            List<Long> micros = measure(length, missed);
            toBackup.recordValue(micros.get(0));
            back.recordValue(micros.get(1));
            both.recordValue(micros.get(0) + micros.get(1));
        }
        System.out.printf(
                Locale.ROOT,
                "%8d %8d %11.1f%11.1f %11.1f%11.1f %11.1f%11.1f%n",
                length,
                missed,
                median(toBackup),
                p99(toBackup),
                median(back),
                p99(back),
                median(both),
                p99(both));
    }

    private static double median(Histogram micros) {
        return micros.getValueAtPercentile(50) / 1000.0;
    }

    private static double p99(Histogram micros) {
        return micros.getValueAtPercentile(99) / 1000.0;
    }

    /** The two switches of one system, in microseconds. */
    private List<Long> measure(int length, int missed) throws Exception {
        ClusterLayout layout = ClusterLayout.onFreePorts(directory, group);
        Map<ReplicaId, Automaton> fed =
                FedReplicas.of(Composition.AZYZZYVA, group, TIMING, keys, length, missed, REQUEST_BYTES);
        List<ReplicaHost> hosts = new ArrayList<>();
        try {
            for (ReplicaId replica : group.replicas()) {
                hosts.add(host(layout, replica, fed.get(replica)));
            }
            return switchTwice(layout);
        } finally {
            for (ReplicaHost host : hosts) {
                host.close();
            }
        }
    }

    private ReplicaHost host(ClusterLayout layout, ReplicaId replica, Automaton automaton)
            throws IOException, RuntimeFailure, KeyFileException, StorageException {
        Files.deleteIfExists(layout.storeFile(replica));
        return ReplicaHost.start(
                new ReplicaOptions(
                        replica,
                        group,
                        layout.endpoints().get(replica),
                        layout.dialledBy(replica),
                        layout.keys(),
                        layout.storeFile(replica),
                        true,
                        Optional.empty(),
                        layout.metricsFile(replica.toString()),
                        LinkOptions.DEFAULT),
                BenchmarkedProcess.WORDS,
                (self, authentication, stored) -> automaton);
    }

    private List<Long> switchTwice(ClusterLayout layout) throws Exception {
        Watch watch = new Watch();
        ClientOptions options = new ClientOptions(
                List.of(client),
                group,
                layout.endpoints(),
                layout.keys(),
                Optional.empty(),
                layout.metricsFile("client"),
                new ClientOptions.Load(0, 2, List.of(), 0, 1),
                LinkOptions.DEFAULT);
        ClientHost host = ClientHost.start(
                options,
                BenchmarkedProcess.WORDS,
                watch,
                (self, authentication) -> new Switching(
                        new CompositionClient(Composition.AZYZZYVA, self, group, authentication, TIMING, 0)));
        try {
            host.done().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new RuntimeFailure("no switch within " + DEADLINE_SECONDS + " s", e);
        } finally {
            host.close();
        }
        return List.copyOf(watch.micros);
    }
}
