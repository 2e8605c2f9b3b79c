package next700.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import next700.crypto.KeyDirectory;
import next700.crypto.RealAuthentication;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Request;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.protocol.panicking.Abort;
import next700.protocol.panicking.AbortProof;
import next700.protocol.panicking.Panic;
import next700.wire.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that have keys, and use them to take memory and time from the others: these go on committing. */
@Tag("cluster")
class HostileClientsTest {
    private static final ReplicaId R1 = new ReplicaId(1);

    @TempDir
    private Path directory;

    private TestCluster cluster;
    private ClientHost clients;

    @BeforeEach
    void start() throws Exception {
        cluster = new TestCluster(directory);
        clients = cluster.startClients("clients", 0, 1);
        TestCluster.awaitCommits(clients, 5);
    }

    @AfterEach
    void theClusterGoesOnCommitting() throws RuntimeFailure {
        try (TestCluster closing = cluster) {
            TestCluster.awaitCommits(clients, 20);
            assertThat(closing.replicas).hasSize(4);
        }
    }

    private Peer authenticated(int client) throws Exception {
        ClientId name = new ClientId(client);
        var keys = new RealAuthentication(new KeyDirectory(cluster.layout.keys()).load(name));
        return Peer.authenticated(cluster.layout.endpoints().get(R1), name, R1, keys);
    }

    private long count(String cause) {
        return cluster.replica(1).metrics().of(cause);
    }

    @Test
    void aClientIsNotHeardWithWhatOnlyAReplicaHasToSay() throws Exception {
        try (Peer peer = authenticated(2)) {
            peer.out.writeInt((8 << 20) + 1);
            peer.assertClosed();
        }
        assertThat(count("dropped.oversized")).isEqualTo(1);
    }

    /** Each announces what a client may send; there is room for two of these at a time, and the newest has it. */
    @Test
    void ofThoseThatAnnounceLongFramesAndDripTheOldestGoes() throws Exception {
        try (Peer first = authenticated(2);
                Peer second = authenticated(3);
                Peer third = authenticated(4)) {
            for (Peer peer : List.of(first, second, third)) {
                long lost = count("connection.lost");
                peer.out.writeInt(8 << 20);
                peer.out.write(new byte[100]);
                peer.out.flush();
                if (peer == third) {
                    first.assertClosed();
                    TestCluster.await("it is noticed", () -> count("connection.lost") > lost);
                }
            }
            assertThat(count("dropped.unfinished")).isEqualTo(1);
        }
    }

    @Test
    void aFrameThatDoesNotComeIsGivenUp() throws Exception {
        try (Peer peer = authenticated(2)) {
            peer.out.writeInt(100_000);
            peer.out.write(new byte[100]);
            peer.out.flush();
            peer.assertClosed();
        }
        assertThat(count("dropped.slow")).isEqualTo(1);
    }

    /** A proof of nothing, under a MAC that is nobody's: to see that, the replica has to decode it. */
    @Test
    void aClientThatCostsMuchIsNotReadForAWhile() throws Exception {
        ClientId evil = new ClientId(2);
        History history = History.EMPTY;
        for (int i = 1; i <= 20_000; i++) {
            history = history.append(new Request(evil, i, Bytes.utf8("x")));
        }
        Signature none = new Signature(Bytes.copyOf(new byte[Signature.SIZE_BYTES]));
        List<Panic> costly = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Abort abort = new Abort(InstanceId.FIRST, new InstanceId(2), new ReplicaId(1 + i), history, false, none);
            costly.add(new Panic(new InstanceId(2), evil, 1, Optional.of(new AbortProof(List.of(abort))), Mac.NONE));
        }
        try (Peer peer = authenticated(2)) {
            for (int i = 0; count("paused.costly") == 0; i++) {
                peer.write(new Frame.Payload(costly.get(i % 2)));
            }
            TestCluster.awaitCommits(clients, 20);
        } catch (SocketException e) {
            throw new AssertionError("it is slowed down, and not cut off", e);
        }
    }

    @Test
    void twoProcessesWithOneKeyAreToldSo() throws Exception {
        ClientHost one = cluster.startClients("one", 0, 3);
        TestCluster.awaitCommits(one, 5);
        ClientHost other = cluster.startClients("other", 0, 3);

        TestCluster.await(
                "one of them is told",
                () -> one.metrics().of("connection.taken-over")
                                + other.metrics().of("connection.taken-over")
                        > 0);
        TestCluster.await("and the replica knows", () -> count("connection.replaced") > 0);
        one.close();
        other.close();
    }

    /** Whoever catches what it must not go on after. */
    public static final class Exhausted {
        private Exhausted() {}

        /** Takes memory until there is none, on an event loop or on a thread of its own. */
        public static void main(String[] arguments) throws Exception {
            if (arguments[0].equals("loop")) {
                EventLoops loops = new EventLoops("exhausted");
                var unused = EventLoops.later(loops.loop(), 1, () -> {
                    throw new OutOfMemoryError("as Netty says of memory that the JVM does not manage");
                });
            } else {
                Thread.ofPlatform().start(() -> {
                    List<byte[]> kept = new ArrayList<>();
                    while (true) {
                        try {
                            kept.add(new byte[1 << 24]);
                        } catch (OutOfMemoryError e) {
                            System.out.println("goes on with " + kept.size());
                        }
                    }
                });
            }
            Thread.sleep(TimeUnit.MINUTES.toMillis(TestCluster.HANGS_MINUTES));
        }
    }

    @Test
    void aProcessThatIsOutOfMemoryEnds() throws IOException, InterruptedException {
        for (String where : List.of("loop", "thread")) {
            Process child = new ProcessBuilder(JavaCommand.of(Exhausted.class.getName(), where))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve(where + ".log").toFile())
                    .start();

            assertThat(child.waitFor()).as(where).isEqualTo(OutOfMemory.EXIT_CODE);
        }
    }
}
