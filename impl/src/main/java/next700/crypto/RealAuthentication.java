package next700.crypto;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.authentication.Authentication;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Real cryptography: AES-CMAC with a key for each pair of processes, and Ed25519 signatures. It belongs to one
 * process and one thread.
 *
 * <p>A pair's key serves both directions, so a MAC covers who made it and for whom, beside the content: what one of the
 * two said cannot be handed back to it as the other's word.
 */
public final class RealAuthentication implements Authentication {
    private final ProcessId self;
    private final Map<ProcessId, Cmac> macs = new HashMap<>();
    private final Map<ReplicaId, Ed25519PublicKeyParameters> verifying = new TreeMap<>();
    private final Optional<Ed25519PrivateKeyParameters> signing;

    public RealAuthentication(Keys keys) {
        self = keys.self();
        keys.shared().forEach((peer, key) -> macs.put(peer, new Cmac(key.toByteArray())));
        keys.verifying()
                .forEach((replica, key) -> verifying.put(replica, new Ed25519PublicKeyParameters(key.toByteArray())));
        signing = keys.signing().map(key -> new Ed25519PrivateKeyParameters(key.toByteArray()));
    }

    @Override
    public Mac mac(Digest content, ProcessId receiver) {
        Cmac shared = macs.get(receiver);
        if (shared == null) {
            throw new IllegalArgumentException(self + " shares no key with " + receiver);
        }
        return new Mac(Bytes.copyOf(tag(shared, content, self, receiver)));
    }

    @Override
    public boolean verify(Digest content, ProcessId maker, Mac mac) {
        Cmac shared = macs.get(maker);
        return shared != null
                && MessageDigest.isEqual(
                        tag(shared, content, maker, self), mac.tag().toByteArray());
    }

    private static byte[] tag(Cmac shared, Digest content, ProcessId maker, ProcessId receiver) {
        return shared.tag(ByteBuffer.allocate(2 * (1 + Integer.BYTES) + Digest.SIZE_BYTES)
                .put(role(maker))
                .putInt(number(maker))
                .put(role(receiver))
                .putInt(number(receiver))
                .put(content.value().toByteArray())
                .array());
    }

    private static byte role(ProcessId process) {
        return switch (process) {
            case ReplicaId replica -> 0;
            case ClientId client -> 1;
            default ->
                throw new IllegalArgumentException("there are keys for replicas and clients only, not for " + process);
        };
    }

    private static int number(ProcessId process) {
        return switch (process) {
            case ReplicaId replica -> replica.number();
            case ClientId client -> client.number();
            default ->
                throw new IllegalArgumentException("there are keys for replicas and clients only, not for " + process);
        };
    }

    @Override
    public Signature sign(Digest content) {
        byte[] message = content.value().toByteArray();
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        signing.orElseThrow(() -> new IllegalStateException(self + " has no signing key"))
                .sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
        return new Signature(Bytes.copyOf(signature));
    }

    @Override
    public boolean verify(Digest content, ProcessId maker, Signature signature) {
        Ed25519PublicKeyParameters key = verifying.get(maker);
        byte[] message = content.value().toByteArray();
        return key != null
                && signature.value().length() == Ed25519.SIGNATURE_SIZE
                && key.verify(
                        Ed25519.Algorithm.Ed25519,
                        null,
                        message,
                        0,
                        message.length,
                        signature.value().toByteArray(),
                        0);
    }
}
