package next700.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import next700.protocol.Bytes;
import next700.protocol.ClientId;
import next700.protocol.Digest;
import next700.protocol.History;
import next700.protocol.InitProof;
import next700.protocol.InstanceId;
import next700.protocol.ReplicaId;
import next700.protocol.Request;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.protocol.panicking.Abort;
import next700.protocol.panicking.AbortProof;
import next700.protocol.panicking.Panic;
import next700.protocol.unanimity.Reply;
import next700.protocol.unanimity.Req;
import next700.protocol.unanimity.Resp;

/** Random frames of every kind. */
final class Messages {
    private final Random random;

    Messages(long seed) {
        random = new Random(seed);
    }

    Frame frame() {
        return switch (random.nextInt(8)) {
            case 0 ->
                new Frame.Hello(
                        random.nextInt(3),
                        client(),
                        random.nextBoolean() ? replica() : client(),
                        bytes(FrameCodec.NONCE_BYTES));
            case 1 -> new Frame.Welcome(bytes(FrameCodec.NONCE_BYTES), mac());
            case 2 -> new Frame.Proof(mac());
            case 3 -> new Frame.Payload(new Resp(instance(), replica(), client(), natural(), reply(), digest(), mac()));
            case 4 -> new Frame.Payload(new Panic(instance(), client(), natural(), maybeProof(), mac()));
            case 5 -> new Frame.Payload(abort(history(History.EMPTY)));
            default -> new Frame.Payload(new Req(instance(), request(), maybeProof(), authenticator()));
        };
    }

    private Reply reply() {
        return new Reply(digest(), random.nextBoolean() ? Optional.of(bytes(random.nextInt(40))) : Optional.empty());
    }

    private Optional<InitProof> maybeProof() {
        return random.nextBoolean() ? Optional.of(proof()) : Optional.empty();
    }

    private AbortProof proof() {
        List<Abort> aborts = new ArrayList<>();
        History shared = history(History.EMPTY);
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            History begun = shared.prefix(random.nextInt(shared.length() + 1));
            aborts.add(abort(random.nextBoolean() ? shared : history(begun)));
        }
        return new AbortProof(aborts);
    }

    private Abort abort(History history) {
        return new Abort(
                instance(),
                instance(),
                replica(),
                history,
                random.nextBoolean(),
                new Signature(bytes(FrameCodec.SIGNATURE_BYTES)));
    }

    private History history(History begun) {
        History history = begun;
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            history = history.append(request());
        }
        return history;
    }

    private Request request() {
        return new Request(client(), natural(), bytes(random.nextInt(20)));
    }

    private Authenticator authenticator() {
        return new Authenticator(
                Stream.generate(this::mac).limit(random.nextInt(6)).toList());
    }

    private InstanceId instance() {
        return new InstanceId(random.nextInt(20) == 0 ? FrameCodec.MAX_INSTANCE - 1 : 1 + random.nextInt(300));
    }

    private ReplicaId replica() {
        return new ReplicaId(1 + random.nextInt(100));
    }

    private ClientId client() {
        return new ClientId(random.nextInt(20) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(300));
    }

    private long natural() {
        return random.nextInt(20) == 0 ? Long.MAX_VALUE : random.nextInt(300);
    }

    private Digest digest() {
        return new Digest(bytes(Digest.SIZE_BYTES));
    }

    private Mac mac() {
        return new Mac(bytes(FrameCodec.MAC_BYTES));
    }

    private Bytes bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }
}
