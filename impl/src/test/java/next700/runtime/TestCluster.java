package next700.runtime;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import next700.crypto.KeyDirectory;
import next700.crypto.KeyFileException;
import next700.process.ClientId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.Spoken;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.abstraction.Timing;
import next700.protocol.composition.Composition;
import next700.protocol.composition.CompositionClient;
import next700.protocol.composition.CompositionReplica;
import next700.service.KeyValueStore;
import next700.storage.StorageException;
import next700.wire.FrameCodec;

/** Four replicas of Quorum and their clients, all in this JVM, over real sockets. */
final class TestCluster implements AutoCloseable {
    static final ByzantineGroup GROUP = new ByzantineGroup(1);
    private static final Timing TIMING = new Timing(200);

    static final Vocabulary WORDS = Vocabulary.of("abstract", FrameCodec.MESSAGES.toArray(Class<?>[]::new))
            .storing(Spoken.class)
            .taking(StepRecord.class);
    static final ReplicaHost.Maker CORRECT = correct(Composition.QUORUM);
    static final LinkOptions LINKS = LinkOptions.DEFAULT;

    private static final int CLIENTS = 4;

    /** Not how long anything may take: after so long nobody waits any more, and a build that hangs is freed. */
    static final long HANGS_MINUTES = 30;

    final ClusterLayout layout;
    final Map<ReplicaId, ReplicaHost> replicas = new TreeMap<>();
    private final List<ClientHost> clients = new ArrayList<>();
    private int lives;

    TestCluster(Path directory) throws RuntimeFailure, KeyFileException, IOException, StorageException {
        this(directory, LINKS);
    }

    TestCluster(Path directory, LinkOptions links)
            throws RuntimeFailure, KeyFileException, IOException, StorageException {
        layout = ClusterLayout.onFreePorts(directory, GROUP);
        KeyDirectory.generate(layout.keys(), GROUP, CLIENTS);
        for (ReplicaId replica : GROUP.replicas()) {
            start(replica, links);
        }
    }

    void start(ReplicaId replica) throws RuntimeFailure, KeyFileException, IOException, StorageException {
        start(replica, LINKS);
    }

    private void start(ReplicaId replica, LinkOptions links)
            throws RuntimeFailure, KeyFileException, IOException, StorageException {
        replicas.put(replica, ReplicaHost.start(options(replica, links), WORDS, CORRECT));
    }

    ReplicaOptions options(ReplicaId replica, LinkOptions links) {
        lives++;
        String run = replica + "-" + lives;
        return new ReplicaOptions(
                replica,
                GROUP,
                layout.endpoints().get(replica),
                layout.dialledBy(replica),
                layout.keys(),
                layout.storeFile(replica),
                true,
                Optional.of(layout.stepFile(run)),
                layout.metricsFile(run),
                links);
    }

    void stop(ReplicaId replica) throws RuntimeFailure {
        replicas.remove(replica).close();
    }

    /** Starts a process of clients that go on until it is closed, or have done so many operations each. */
    ClientHost startClients(String run, long maxOperations, int... numbers)
            throws RuntimeFailure, KeyFileException, IOException {
        return startClients(layout.keys(), run, maxOperations, numbers);
    }

    ClientHost startClients(Path keys, String run, long maxOperations, int... numbers)
            throws RuntimeFailure, KeyFileException, IOException {
        ClientHost host = ClientHost.start(
                new ClientOptions(
                        Arrays.stream(numbers).mapToObj(ClientId::new).toList(),
                        GROUP,
                        layout.endpoints(),
                        keys,
                        Optional.of(layout.stepFile(run)),
                        layout.metricsFile(run),
                        new ClientOptions.Load(2, maxOperations, stages(numbers.length), 5_000, 1),
                        LINKS),
                WORDS,
                new TestCallers(layout.historyFile(run)),
                (self, authentication) -> new CompositionClient(
                        Composition.QUORUM,
                        self,
                        GROUP,
                        authentication,
                        TIMING,
                        ClientTimestamps.before(Clock.systemUTC())));
        clients.add(host);
        return host;
    }

    private static List<Stage> stages(int clients) {
        return List.of(new Stage(clients, TimeUnit.MINUTES.toMillis(HANGS_MINUTES)));
    }

    static ReplicaHost.Maker correct(Composition composition) {
        return (self, authentication, stored) -> new CompositionReplica(
                composition,
                self,
                GROUP,
                authentication,
                TIMING,
                new KeyValueStore(),
                stored.get(Spoken.NAME, Spoken.class));
    }

    ReplicaHost replica(int number) {
        return replicas.get(new ReplicaId(number));
    }

    /** Fails unless clients commit again from now on. */
    static void awaitCommits(ClientHost clients, int count) {
        long before = clients.metrics().of("step.Q3");
        await("commits", () -> clients.metrics().of("step.Q3") >= before + count);
    }

    static void await(String what, BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + TimeUnit.MINUTES.toNanos(HANGS_MINUTES);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNanos) {
                fail("waited in vain for " + what);
            }
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() throws RuntimeFailure {
        for (ClientHost client : clients) {
            client.close();
        }
        for (ReplicaHost replica : replicas.values()) {
            replica.close();
        }
    }
}
