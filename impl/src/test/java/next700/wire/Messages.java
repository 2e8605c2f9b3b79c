package next700.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Request;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.protocol.backup.BackupAbort;
import next700.protocol.backup.BackupProof;
import next700.protocol.chain.ChainMessage;
import next700.protocol.checkpoints.Certificate;
import next700.protocol.checkpoints.Checkpoint;
import next700.protocol.checkpoints.CheckpointMessage;
import next700.protocol.checkpoints.Fetch;
import next700.protocol.checkpoints.Fetched;
import next700.protocol.ordering.Answer;
import next700.protocol.ordering.Submission;
import next700.protocol.panicking.Abort;
import next700.protocol.panicking.AbortProof;
import next700.protocol.panicking.Panic;
import next700.protocol.pbft.Batch;
import next700.protocol.pbft.CheckpointCertificate;
import next700.protocol.pbft.Claim;
import next700.protocol.pbft.PbftMessage;
import next700.protocol.unanimity.Reply;
import next700.protocol.unanimity.Req;
import next700.protocol.unanimity.Resp;
import next700.protocol.zlight.Order;

/** Random frames of every kind. */
final class Messages {
    private final Random random;

    Messages(long seed) {
        random = new Random(seed);
    }

    Frame frame() {
        return switch (random.nextInt(22)) {
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
            case 5 -> new Frame.Payload(abort(history(beginning())));
            case 6, 7 -> new Frame.Payload(new Req(instance(), request(), maybeProof(), authenticator()));
            case 8, 9, 10, 11, 12, 13 -> new Frame.Payload(ofInstances());
            case 14, 15 -> new Frame.Payload(ofCheckpoints());
            default -> new Frame.Payload(pbft());
        };
    }

    /** Any message of the checkpoint subprotocol. */
    private CheckpointMessage ofCheckpoints() {
        return switch (random.nextInt(3)) {
            case 0 ->
                new Checkpoint(instance(), replica(), length(), digest(), digest(), random.nextBoolean(), signature());
            case 1 -> new Fetch(instance(), replica(), length(), mac());
            default -> new Fetched(instance(), covering(), bytes(random.nextInt(60)));
        };
    }

    private Certificate covering() {
        return new Certificate(instance(), length(), digest(), digest(), some(this::signature));
    }

    private int length() {
        return 1 + random.nextInt(random.nextInt(20) == 0 ? 1 << 30 : 300);
    }

    /** Any message of ZLight, Chain or Backup. */
    InstanceMessage ofInstances() {
        return switch (random.nextInt(6)) {
            case 0 ->
                new Order(
                        instance(), natural(), oneOrMore(() -> new Order.Item(request(), mac())), maybeProof(), mac());
            case 1 -> new ChainMessage.Submit(instance(), request(), maybeProof(), some(this::mac));
            case 2 ->
                new ChainMessage.Forward(
                        instance(),
                        natural(),
                        oneOrMore(() -> new ChainMessage.Link(request(), some(this::mac), some(this::chainAnswer))),
                        maybeProof(),
                        some(() -> new ChainMessage.Voucher(replica(), replica(), mac())));
            case 3 ->
                new ChainMessage.Reply(
                        instance(), client(), natural(), bytes(random.nextInt(30)), digest(), some(this::chainAnswer));
            case 4 ->
                new Answer(
                        instance(),
                        replica(),
                        client(),
                        natural(),
                        replica(),
                        digest(),
                        random.nextBoolean() ? Optional.of(bytes(random.nextInt(30))) : Optional.empty(),
                        digest(),
                        mac());
            default -> backupAbort(history(beginning()));
        };
    }

    private ChainMessage.Answer chainAnswer() {
        return new ChainMessage.Answer(replica(), mac());
    }

    private BackupAbort backupAbort(History history) {
        return new BackupAbort(instance(), instance(), replica(), history, signature());
    }

    private <T> List<T> oneOrMore(Supplier<T> maker) {
        return Stream.generate(maker).limit(1 + random.nextInt(3)).toList();
    }

    /** Any message of PBFT. */
    PbftMessage pbft() {
        return switch (random.nextInt(13)) {
            case 0 -> clientRequest();
            case 1 -> new PbftMessage.Relay(instance(), clientRequest(), replica(), authenticator());
            case 2 -> new PbftMessage.PrePrepare(instance(), natural(), natural(), batch(), authenticator());
            case 3 -> new PbftMessage.Prepare(instance(), natural(), natural(), digest(), replica(), authenticator());
            case 4 -> new PbftMessage.Commit(instance(), natural(), natural(), digest(), replica(), authenticator());
            case 5 ->
                new PbftMessage.Reply(
                        instance(),
                        client(),
                        natural(),
                        replica(),
                        replica(),
                        random.nextBoolean() ? Optional.of(bytes(random.nextInt(20))) : Optional.empty(),
                        digest(),
                        digest(),
                        mac());
            case 6 -> checkpoint();
            case 7 -> viewChange();
            case 8 -> new PbftMessage.NewView(instance(), natural(), some(this::viewChange), signature());
            case 9 ->
                new PbftMessage.Status(
                        instance(),
                        replica(),
                        natural(),
                        random.nextBoolean(),
                        natural(),
                        natural(),
                        natural(),
                        some(this::claim),
                        authenticator());
            case 10 -> new PbftMessage.Content(instance(), natural(), batch());
            case 11 -> new PbftMessage.FetchState(instance(), natural(), replica(), mac());
            default -> new PbftMessage.State(instance(), certificate(), bytes(random.nextInt(50)));
        };
    }

    private PbftMessage.ClientRequest clientRequest() {
        return new PbftMessage.ClientRequest(instance(), new Submission(request(), maybeProof()), authenticator());
    }

    private Batch batch() {
        return new Batch(some(this::clientRequest));
    }

    private Claim claim() {
        return new Claim(natural(), natural(), digest());
    }

    private PbftMessage.Checkpoint checkpoint() {
        return new PbftMessage.Checkpoint(instance(), natural(), digest(), replica(), signature());
    }

    private CheckpointCertificate certificate() {
        return new CheckpointCertificate(natural(), digest(), some(this::checkpoint));
    }

    private PbftMessage.ViewChange viewChange() {
        return new PbftMessage.ViewChange(
                instance(), natural(), certificate(), some(this::claim), some(this::claim), replica(), signature());
    }

    private Signature signature() {
        return new Signature(bytes(FrameCodec.SIGNATURE_BYTES));
    }

    private <T> List<T> some(Supplier<T> maker) {
        return Stream.generate(maker).limit(random.nextInt(4)).toList();
    }

    private Reply reply() {
        return new Reply(digest(), random.nextBoolean() ? Optional.of(bytes(random.nextInt(40))) : Optional.empty());
    }

    private Optional<InitProof> maybeProof() {
        return switch (random.nextInt(3)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(proof());
            default -> {
                History history = history(beginning());
                yield Optional.of(new BackupProof(some(() -> backupAbort(history))));
            }
        };
    }

    private AbortProof proof() {
        List<Abort> aborts = new ArrayList<>();
        History shared = history(beginning());
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            int least = shared.base().length();
            History begun = random.nextInt(3) == 0
                    ? beginning()
                    : shared.prefix(least + random.nextInt(shared.length() - least + 1));
            aborts.add(abort(random.nextBoolean() ? shared : history(begun)));
        }
        return new AbortProof(aborts);
    }

    private Abort abort(History history) {
        return new Abort(instance(), instance(), replica(), history, random.nextBoolean(), signature());
    }

    private History beginning() {
        return random.nextBoolean() ? History.EMPTY : History.at(covering());
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
