package next700.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import next700.crypto.KeyDirectory;
import next700.crypto.KeyFileException;
import next700.crypto.RealAuthentication;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Request;
import next700.protocol.authentication.Mac;
import next700.protocol.panicking.Panic;
import next700.protocol.unanimity.Req;
import next700.wire.Frame;
import next700.wire.FrameLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a hostile peer sends is dropped, counted by cause, and does nobody harm: the clients go on committing. */
@Tag("cluster")
class HostilePeersTest {
    private static final ReplicaId R1 = new ReplicaId(1);
    private static final ClientId EVIL = new ClientId(4);
    private static final Mac RUBBISH = new Mac(Bytes.copyOf(new byte[Mac.SIZE_BYTES]));

    @TempDir
    private Path directory;

    private TestCluster cluster;
    private ClientHost clients;

    @BeforeEach
    void start() throws Exception {
        cluster = new TestCluster(
                directory, new LinkOptions(new FrameLimits(1 << 20, 1000), 1024, 8, 1_000, 64 << 10, 20, 1000));
        clients = cluster.startClients("clients", 0, 1);
        TestCluster.awaitCommits(clients, 5);
    }

    @AfterEach
    void theClusterGoesOnCommitting() throws RuntimeFailure {
        try (TestCluster closing = cluster) {
            TestCluster.awaitCommits(clients, 20);
            closing.replicas
                    .values()
                    .forEach(replica ->
                            assertThat(replica.metrics().of("failed.automaton")).isZero());
        }
    }

    @Test
    void rubbishIsDropped() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            byte[] rubbish = new byte[100];
            random.nextBytes(rubbish);
            rubbish[0] = 0;
            rubbish[1] = 0;
            rubbish[2] = 0;
            rubbish[3] = 50;
            try (Peer peer = new Peer(r1())) {
                peer.out.write(rubbish);
                peer.assertClosed();
            }
        }
        assertThat(count("handshake.malformed")).isEqualTo(20);
    }

    @Test
    void aLongFrameBeforeTheHandshakeIsNotAwaited() throws IOException {
        try (Peer peer = new Peer(r1())) {
            peer.out.writeInt(1025);
            peer.assertClosed();
        }
        try (Peer peer = new Peer(r1())) {
            peer.out.writeInt(-1);
            peer.assertClosed();
        }
        assertThat(count("dropped.oversized")).isEqualTo(2);
    }

    @Test
    void anOversizedFrameAfterTheHandshakeIsNotAwaited() throws Exception {
        try (Peer peer = authenticated()) {
            peer.out.writeInt((1 << 20) + 1);
            peer.assertClosed();
        }
        assertThat(count("dropped.oversized")).isEqualTo(1);
    }

    @Test
    void aHandshakeThatStopsHalfWayIsClosed() throws Exception {
        long before = count("handshake.timeout");
        try (Peer silent = new Peer(r1());
                Peer half = new Peer(r1())) {
            half.greet(EVIL, R1);
            assertThat(half.read()).isInstanceOf(Frame.Welcome.class);
            silent.assertClosed();
            half.assertClosed();
        }
        assertThat(count("handshake.timeout") - before).isEqualTo(2);
    }

    @Test
    void anotherProcessNameCannotBeTaken() throws Exception {
        long authenticated = count("connection.authenticated");
        try (Peer peer = new Peer(r1())) {
            Bytes nonce = peer.greet(new ClientId(1), R1);
            Frame.Welcome welcome = (Frame.Welcome) peer.read();
            Mac mine = keysOf(EVIL).mac(Handshake.proof(new ClientId(1), R1, nonce, welcome.nonce()), R1);
            peer.write(new Frame.Proof(mine));
            peer.assertClosed();
        }
        assertThat(count("handshake.wrong-key")).isEqualTo(1);
        assertThat(count("connection.authenticated")).isEqualTo(authenticated);
        assertThat(count("connection.replaced")).isZero();
    }

    @Test
    void aReplicaChallengeCannotBeReflected() throws Exception {
        try (Peer peer = new Peer(r1())) {
            peer.greet(EVIL, R1);
            Frame.Welcome welcome = (Frame.Welcome) peer.read();
            peer.write(new Frame.Proof(welcome.mac()));
            peer.assertClosed();
        }
        assertThat(count("handshake.wrong-key")).isEqualTo(1);
    }

    @Test
    void strangersAndMisdirectedGreetingsAreRefused() throws Exception {
        try (Peer stranger = new Peer(r1());
                Peer misdirected = new Peer(r1());
                Peer mirror = new Peer(r1())) {
            stranger.greet(new ClientId(77), R1);
            stranger.assertClosed();
            misdirected.greet(EVIL, new ReplicaId(2));
            misdirected.assertClosed();
            mirror.greet(R1, R1);
            mirror.assertClosed();
        }
        assertThat(count("handshake.unknown")).isEqualTo(2);
        assertThat(count("handshake.misdirected")).isEqualTo(1);
    }

    @Test
    void aMessageBeforeTheHandshakeIsNotDelivered() throws Exception {
        try (Peer peer = new Peer(r1())) {
            peer.write(new Frame.Payload(new Panic(InstanceId.FIRST, EVIL, 1, Optional.empty(), RUBBISH)));
            peer.assertClosed();
        }
        assertThat(count("handshake.unexpected")).isEqualTo(1);
    }

    @Test
    void malformedAndForgedMessagesOfAKnownPeerAreDropped() throws Exception {
        try (Peer peer = authenticated()) {
            peer.writeBytes(new byte[] {1, 2, 3});
            peer.write(new Frame.Payload(new Panic(InstanceId.FIRST, new ClientId(1), 1, Optional.empty(), RUBBISH)));
            peer.write(new Frame.Payload(
                    new Panic(new InstanceId(InstanceId.MAX_NUMBER), EVIL, 1, Optional.empty(), RUBBISH)));
            peer.writeBytes(new byte[] {1, 2, 3});
            TestCluster.await(
                    "both to be counted",
                    () -> cluster.replica(1).metrics().snapshot().entrySet().stream()
                                    .filter(count -> count.getKey().startsWith("dropped.malformed."))
                                    .mapToLong(Map.Entry::getValue)
                                    .sum()
                            == 2);
        }
        assertThat(count("connection.failed")).isZero();
    }

    @Test
    void tooManyConnectionsAreRefused() throws Exception {
        Peer[] peers = new Peer[20];
        for (int i = 0; i < peers.length; i++) {
            peers[i] = new Peer(r1());
        }
        TestCluster.await("refusals", () -> count("connection.refused") > 0);
        for (Peer peer : peers) {
            peer.close();
        }
    }

    @Test
    void answersToAPeerThatDoesNotReadAreDropped() throws Exception {
        RealAuthentication keys = keysOf(EVIL);
        String operation = "{\"f\":\"get\",\"value\":[\"" + "x".repeat(100_000) + "\",null]}";
        Request request = new Request(EVIL, 1, Bytes.utf8(operation));
        var authenticator = keys.authenticator(Req.content(InstanceId.FIRST, request), TestCluster.GROUP);
        Frame asking = new Frame.Payload(new Req(InstanceId.FIRST, request, Optional.empty(), authenticator));
        try (Peer peer = authenticated()) {
            while (count("dropped.back-pressure") == 0) {
                peer.write(asking);
            }
        }
    }

    @Test
    void keysOfAnotherClusterDoNotOpenALink() throws Exception {
        KeyDirectory other = KeyDirectory.generate(directory.resolve("other"), TestCluster.GROUP, 4);
        ClientHost stranger = cluster.startClients(other.directory(), "stranger", 0, 3);

        TestCluster.await("a refusal", () -> stranger.metrics().of("handshake.wrong-key") > 4);
        assertThat(stranger.metrics().of("connection.authenticated")).isZero();
        TestCluster.await("the replica to notice", () -> count("handshake.abandoned") > 0);
    }

    private Endpoint r1() {
        return cluster.layout.endpoints().get(R1);
    }

    private long count(String cause) {
        return cluster.replica(1).metrics().of(cause);
    }

    private RealAuthentication keysOf(ProcessId process) throws KeyFileException {
        return new RealAuthentication(new KeyDirectory(cluster.layout.keys()).load(process));
    }

    private Peer authenticated() throws Exception {
        return Peer.authenticated(r1(), EVIL, R1, keysOf(EVIL));
    }
}
