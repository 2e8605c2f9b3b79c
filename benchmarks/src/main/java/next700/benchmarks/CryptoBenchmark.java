package next700.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import next700.crypto.KeyDirectory;
import next700.crypto.KeyFileException;
import next700.crypto.RealAuthentication;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** MACs and signatures as the runtime makes them, and Ed25519 of the JDK, to measure Bouncy Castle's against. */
public class CryptoBenchmark extends MicroBenchmark {
    private static final ReplicaId REPLICA = new ReplicaId(1);
    private static final ClientId CLIENT = new ClientId(1);

    private final Digest content = Digest.of("BENCHMARK").digest();
    private RealAuthentication replica;
    private RealAuthentication client;
    private Mac mac;
    private Signature signature;
    private KeyPair jdkKeys;
    private byte[] jdkSignature;

    @Setup
    public void setUp() throws IOException, KeyFileException, GeneralSecurityException {
        Path directory = Files.createTempDirectory("next700-keys");
        KeyDirectory keys = KeyDirectory.generate(directory, new ByzantineGroup(1), 1);
        replica = new RealAuthentication(keys.load(REPLICA));
        client = new RealAuthentication(keys.load(CLIENT));
        mac = replica.mac(content, CLIENT);
        signature = replica.sign(content);
        jdkKeys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        jdkSignature = jdkSign();
    }

    @Benchmark
    public Mac makeMac() {
        return replica.mac(content, CLIENT);
    }

    @Benchmark
    public boolean verifyMac() {
        return client.verify(content, REPLICA, mac);
    }

    @Benchmark
    public Signature sign() {
        return replica.sign(content);
    }

    @Benchmark
    public boolean verifySignature() {
        return client.verify(content, REPLICA, signature);
    }

    @Benchmark
    public byte[] jdkSign() throws GeneralSecurityException {
        var signer = java.security.Signature.getInstance("Ed25519");
        signer.initSign(jdkKeys.getPrivate());
        signer.update(content.value().toByteArray());
        return signer.sign();
    }

    @Benchmark
    public boolean jdkVerifySignature() throws GeneralSecurityException {
        var verifier = java.security.Signature.getInstance("Ed25519");
        verifier.initVerify(jdkKeys.getPublic());
        verifier.update(content.value().toByteArray());
        return verifier.verify(jdkSignature);
    }
}
