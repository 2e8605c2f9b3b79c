package next700.trial;

import java.nio.ByteBuffer;
import java.util.Arrays;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.authentication.Authentication;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;

/**
 * MACs and signatures as tokens that say who made them, for whom, over which content. They are unforgeable because
 * processes, Byzantine ones included, make them here only, each through the instance that bears its own name: a
 * Byzantine process can make its own, pass on what it saw, and make {@linkplain #garbage() garbage}.
 */
public final class IdealAuthentication implements Authentication {
    private static final Bytes GARBAGE = Bytes.utf8("garbage");
    private static final int EVERYONE = 0;

    private final ProcessId self;

    public IdealAuthentication(ProcessId self) {
        this.self = self;
    }

    /** What nobody accepts. */
    public static Mac garbage() {
        return new Mac(GARBAGE);
    }

    /** What nobody accepts. */
    public static Signature garbageSignature() {
        return new Signature(GARBAGE);
    }

    @Override
    public Mac mac(Digest content, ProcessId receiver) {
        return new Mac(Bytes.copyOf(token(content, self, code(receiver))));
    }

    @Override
    public boolean verify(Digest content, ProcessId maker, Mac mac) {
        return Arrays.equals(mac.tag().toByteArray(), token(content, maker, code(self)));
    }

    @Override
    public Signature sign(Digest content) {
        return new Signature(Bytes.copyOf(token(content, self, EVERYONE)));
    }

    @Override
    public boolean verify(Digest content, ProcessId maker, Signature signature) {
        return Arrays.equals(signature.value().toByteArray(), token(content, maker, EVERYONE));
    }

    private static byte[] token(Digest content, ProcessId maker, int receiver) {
        return ByteBuffer.allocate(2 * Integer.BYTES + Digest.SIZE_BYTES)
                .putInt(code(maker))
                .putInt(receiver)
                .put(content.value().toByteArray())
                .array();
    }

    /** Odd for replicas, even for clients, never 0. */
    private static int code(ProcessId process) {
        return switch (process) {
            case ReplicaId replica -> 2 * replica.number() + 1;
            case ClientId client -> 2 * client.number();
            default -> throw new IllegalArgumentException("only replicas and clients have keys here, not " + process);
        };
    }
}
