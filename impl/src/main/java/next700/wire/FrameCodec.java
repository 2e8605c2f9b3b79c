package next700.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Request;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.protocol.backup.BackupAbort;
import next700.protocol.chain.ChainMessage;
import next700.protocol.checkpoints.Checkpoint;
import next700.protocol.checkpoints.Fetch;
import next700.protocol.checkpoints.Fetched;
import next700.protocol.ordering.Answer;
import next700.protocol.panicking.Abort;
import next700.protocol.panicking.Panic;
import next700.protocol.pbft.PbftMessage;
import next700.protocol.unanimity.Reply;
import next700.protocol.unanimity.Req;
import next700.protocol.unanimity.Resp;
import next700.protocol.zlight.Order;
import next700.wire.MalformedFrameException.Reason;
import next700.wire.generated.Frames;

/**
 * Frames to bytes and back; {@code frames.proto} is the format.
 *
 * <p>Decoding trusts nothing. It first walks over the frame and takes only known fields, in ascending order, each once;
 * then it builds the value, within limits; and then it encodes the value and compares, so that one value has one
 * encoding without a rule for each way in which a second could arise.
 */
public final class FrameCodec {
    /** The bytes of a MAC: AES-CMAC. */
    public static final int MAC_BYTES = 16;
    /** The bytes of a signature: Ed25519. */
    public static final int SIGNATURE_BYTES = 64;
    /** The bytes of a challenge. */
    public static final int NONCE_BYTES = 32;

    /** Instances are below it, so that each has a next one. */
    public static final long MAX_INSTANCE = 1L << 62;

    static final int MAX_REPLICAS = new ByzantineGroup(ByzantineGroup.MAX_FAULTS).size();

    private final FrameLimits limits;
    private final InstanceCodec instances;
    private final PbftCodec pbft = new PbftCodec(this);

    public FrameCodec(FrameLimits limits) {
        this.limits = limits;
        this.instances = new InstanceCodec(limits);
    }

    /**
     * The encoding of a frame.
     *
     * @throws IllegalArgumentException if a field is outside its range or the frame outside the limits, so that no
     *     decoder would take it
     */
    public byte[] encode(Frame frame) {
        try {
            byte[] encoded = toProto(frame).toByteArray();
            if (encoded.length > limits.maxFrameBytes()) {
                throw new MalformedFrameException(Reason.TOO_LONG, encoded.length + " bytes");
            }
            return encoded;
        } catch (MalformedFrameException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The frame that has this encoding. */
    public Frame decode(byte[] encoded) throws MalformedFrameException {
        if (encoded.length > limits.maxFrameBytes()) {
            throw new MalformedFrameException(Reason.TOO_LONG, encoded.length + " bytes");
        }
        Frame frame;
        try {
            scan(CodedInputStream.newInstance(encoded), Frames.Frame.getDescriptor());
            frame = fromProto(Frames.Frame.parseFrom(encoded));
        } catch (IOException e) {
            throw new MalformedFrameException(Reason.UNREADABLE, e.getMessage());
        }
        if (!Arrays.equals(encoded, toProto(frame).toByteArray())) {
            throw new MalformedFrameException(Reason.NOT_CANONICAL, "encodes differently");
        }
        return frame;
    }

    static void scan(CodedInputStream in, Descriptor type) throws IOException, MalformedFrameException {
        int previous = 0;
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            int number = WireFormat.getTagFieldNumber(tag);
            FieldDescriptor field = type.findFieldByNumber(number);
            if (field == null || wireType(field) != WireFormat.getTagWireType(tag)) {
                throw new MalformedFrameException(Reason.UNKNOWN_FIELD, type.getName() + " has no field " + tag);
            }
            if (number <= previous) {
                throw new MalformedFrameException(Reason.NOT_CANONICAL, "fields are not in ascending order");
            }
            previous = number;
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                int outer = in.pushLimit(in.readRawVarint32());
                scan(in, field.getMessageType());
                in.popLimit(outer);
            } else {
                in.skipField(tag);
            }
        }
    }

    private static int wireType(FieldDescriptor field) {
        return field.isPacked()
                ? WireFormat.WIRETYPE_LENGTH_DELIMITED
                : field.getLiteType().getWireType();
    }

    private Frames.Frame toProto(Frame frame) throws MalformedFrameException {
        Frames.Frame.Builder builder = Frames.Frame.newBuilder();
        switch (frame) {
            case Frame.Hello hello ->
                builder.setHello(Frames.Hello.newBuilder()
                        .setVersion(natural(hello.version()))
                        .setFromClient(hello.from() instanceof ClientId)
                        .setFrom(number(hello.from()))
                        .setToClient(hello.to() instanceof ClientId)
                        .setTo(number(hello.to()))
                        .setNonce(sized(hello.nonce(), NONCE_BYTES)));
            case Frame.Welcome welcome ->
                builder.setWelcome(Frames.Welcome.newBuilder()
                        .setNonce(sized(welcome.nonce(), NONCE_BYTES))
                        .setMac(mac(welcome.mac())));
            case Frame.Proof proof -> builder.setProof(Frames.Proof.newBuilder().setMac(mac(proof.mac())));
            case Frame.Payload payload -> setMessage(builder, payload.message());
        }
        return builder.build();
    }

    private static int number(ProcessId process) {
        return switch (process) {
            case ReplicaId replica -> replica.number();
            case ClientId client -> client.number();
            default -> throw new IllegalArgumentException(process + " is neither a replica nor a client");
        };
    }

    private void setMessage(Frames.Frame.Builder builder, InstanceMessage message) throws MalformedFrameException {
        switch (message) {
            case Req req -> builder.setReq(toProto(req));
            case Resp resp -> builder.setResp(toProto(resp));
            case Panic panic -> builder.setPanic(toProto(panic));
            case Abort abort ->
                builder.setAbort(Frames.Abort.newBuilder()
                        .setAbort(HistoryColumns.encode(List.of(abort), limits.maxRequests())));
            case Order order -> builder.setOrder(instances.toProto(order));
            case ChainMessage chain -> builder.setChain(instances.toProto(chain));
            case Answer answer -> builder.setAnswer(instances.toProto(answer));
            case BackupAbort abort -> builder.setBackupAbort(instances.toProto(abort));
            case PbftMessage pbft -> builder.setPbft(this.pbft.toProto(pbft));
            case Checkpoint checkpoint -> builder.setCheckpoint(CheckpointCodec.toProto(checkpoint));
            case Fetch fetch -> builder.setFetch(CheckpointCodec.toProto(fetch));
            case Fetched fetched -> builder.setFetched(CheckpointCodec.toProto(fetched));
            default ->
                throw new MalformedFrameException(
                        Reason.UNKNOWN_FIELD,
                        "no encoding of " + message.getClass().getSimpleName());
        }
    }

    Frames.Req toProto(Req req) throws MalformedFrameException {
        Frames.Req.Builder builder = Frames.Req.newBuilder()
                .setInstance(instance(req.instance()))
                .setClient(req.request().client().number())
                .setTimestamp(natural(req.request().timestamp()))
                .setOperation(wrap(req.request().operation()));
        builder.setAuthenticator(authenticator(req.authenticator()));
        if (req.init().isPresent()) {
            builder.setInit(instances.toProto(req.init().get()));
        }
        return builder.build();
    }

    static ByteString authenticator(Authenticator authenticator) throws MalformedFrameException {
        List<Mac> entries = authenticator.entries();
        checkCount(entries.size(), MAX_REPLICAS, "MACs");
        byte[] joined = new byte[entries.size() * MAC_BYTES];
        for (int i = 0; i < entries.size(); i++) {
            mac(entries.get(i)).copyTo(joined, i * MAC_BYTES);
        }
        return UnsafeByteOperations.unsafeWrap(joined);
    }

    static Authenticator authenticator(ByteString joined) throws MalformedFrameException {
        if (joined.size() % MAC_BYTES != 0) {
            throw new MalformedFrameException(Reason.OUT_OF_RANGE, "an authenticator of " + joined.size() + " bytes");
        }
        checkCount(joined.size() / MAC_BYTES, MAX_REPLICAS, "MACs");
        List<Mac> entries = new ArrayList<>();
        for (int at = 0; at < joined.size(); at += MAC_BYTES) {
            entries.add(mac(joined.substring(at, at + MAC_BYTES)));
        }
        return new Authenticator(entries);
    }

    private static Frames.Resp toProto(Resp resp) throws MalformedFrameException {
        return Frames.Resp.newBuilder()
                .setInstance(instance(resp.instance()))
                .setReplica(replica(resp.replica()))
                .setClient(resp.client().number())
                .setTimestamp(natural(resp.timestamp()))
                .setReplyDigest(wrap(resp.reply().digest().value()))
                .setInFull(resp.reply().full().isPresent())
                .setReply(wrap(resp.reply().full().orElse(Bytes.EMPTY)))
                .setHistory(wrap(resp.history().value()))
                .setMac(mac(resp.mac()))
                .build();
    }

    private Frames.Panic toProto(Panic panic) throws MalformedFrameException {
        Frames.Panic.Builder builder = Frames.Panic.newBuilder()
                .setInstance(instance(panic.instance()))
                .setClient(panic.client().number())
                .setTimestamp(natural(panic.timestamp()))
                .setMac(mac(panic.mac()));
        if (panic.init().isPresent()) {
            builder.setInit(instances.toProto(panic.init().get()));
        }
        return builder.build();
    }

    private Frame fromProto(Frames.Frame frame) throws MalformedFrameException {
        return switch (frame.getBodyCase()) {
            case HELLO -> hello(frame.getHello());
            case WELCOME ->
                new Frame.Welcome(
                        sized(frame.getWelcome().getNonce(), NONCE_BYTES),
                        mac(frame.getWelcome().getMac()));
            case PROOF -> new Frame.Proof(mac(frame.getProof().getMac()));
            case REQ -> new Frame.Payload(req(frame.getReq()));
            case RESP -> new Frame.Payload(resp(frame.getResp()));
            case PANIC -> new Frame.Payload(panic(frame.getPanic()));
            case ABORT -> new Frame.Payload(abort(frame.getAbort()));
            case ORDER -> new Frame.Payload(instances.fromProto(frame.getOrder()));
            case CHAIN -> new Frame.Payload(instances.fromProto(frame.getChain()));
            case ANSWER -> new Frame.Payload(instances.fromProto(frame.getAnswer()));
            case BACKUP_ABORT -> new Frame.Payload(instances.fromProto(frame.getBackupAbort()));
            case PBFT -> new Frame.Payload(pbft.fromProto(frame.getPbft()));
            case CHECKPOINT -> new Frame.Payload(CheckpointCodec.fromProto(frame.getCheckpoint()));
            case FETCH -> new Frame.Payload(CheckpointCodec.fromProto(frame.getFetch()));
            case FETCHED -> new Frame.Payload(CheckpointCodec.fromProto(frame.getFetched()));
            case BODY_NOT_SET -> throw new MalformedFrameException(Reason.INCONSISTENT, "an empty frame");
        };
    }

    private static Frame.Hello hello(Frames.Hello hello) throws MalformedFrameException {
        return new Frame.Hello(
                natural(hello.getVersion()),
                process(hello.getFromClient(), hello.getFrom()),
                process(hello.getToClient(), hello.getTo()),
                sized(hello.getNonce(), NONCE_BYTES));
    }

    Req req(Frames.Req req) throws MalformedFrameException {
        return new Req(
                instance(req.getInstance()),
                new Request(client(req.getClient()), natural(req.getTimestamp()), bytes(req.getOperation())),
                req.hasInit() ? Optional.of(instances.fromProto(req.getInit())) : Optional.empty(),
                authenticator(req.getAuthenticator()));
    }

    private static Resp resp(Frames.Resp resp) throws MalformedFrameException {
        return new Resp(
                instance(resp.getInstance()),
                replica(resp.getReplica()),
                client(resp.getClient()),
                natural(resp.getTimestamp()),
                reply(resp),
                digest(resp.getHistory()),
                mac(resp.getMac()));
    }

    private static Reply reply(Frames.Resp resp) throws MalformedFrameException {
        return new Reply(
                digest(resp.getReplyDigest()),
                resp.getInFull() ? Optional.of(bytes(resp.getReply())) : Optional.empty());
    }

    private Panic panic(Frames.Panic panic) throws MalformedFrameException {
        return new Panic(
                instance(panic.getInstance()),
                client(panic.getClient()),
                natural(panic.getTimestamp()),
                panic.hasInit() ? Optional.of(instances.fromProto(panic.getInit())) : Optional.empty(),
                mac(panic.getMac()));
    }

    private Abort abort(Frames.Abort abort) throws MalformedFrameException {
        List<Abort> one = HistoryColumns.decode(abort.getAbort(), 1, limits.maxRequests());
        if (one.size() != 1) {
            throw new MalformedFrameException(Reason.INCONSISTENT, "no ABORT");
        }
        return one.get(0);
    }

    // Fields, on their way out and in; each is checked in both directions.

    static long instance(InstanceId instance) throws MalformedFrameException {
        return instance(instance.number()).number();
    }

    static InstanceId instance(long number) throws MalformedFrameException {
        if (number < 1 || number >= MAX_INSTANCE) {
            throw new MalformedFrameException(Reason.OUT_OF_RANGE, "instance " + number);
        }
        return new InstanceId(number);
    }

    static int replica(ReplicaId replica) throws MalformedFrameException {
        return replica(replica.number()).number();
    }

    static ReplicaId replica(int number) throws MalformedFrameException {
        if (number < 1 || number > MAX_REPLICAS) {
            throw new MalformedFrameException(Reason.OUT_OF_RANGE, "replica " + number);
        }
        return new ReplicaId(number);
    }

    static ClientId client(int number) throws MalformedFrameException {
        if (number < 1) {
            throw new MalformedFrameException(Reason.OUT_OF_RANGE, "client " + number);
        }
        return new ClientId(number);
    }

    private static ProcessId process(boolean client, int number) throws MalformedFrameException {
        return client ? client(number) : replica(number);
    }

    static long natural(long number) throws MalformedFrameException {
        if (number < 0) {
            throw new MalformedFrameException(Reason.OUT_OF_RANGE, "a negative number");
        }
        return number;
    }

    private static int natural(int number) throws MalformedFrameException {
        return (int) natural((long) number);
    }

    static ByteString mac(Mac mac) throws MalformedFrameException {
        return sized(mac.tag(), MAC_BYTES);
    }

    static Mac mac(ByteString tag) throws MalformedFrameException {
        return new Mac(sized(tag, MAC_BYTES));
    }

    static Digest digest(ByteString value) throws MalformedFrameException {
        return new Digest(sized(value, Digest.SIZE_BYTES));
    }

    static ByteString signature(Signature signature) throws MalformedFrameException {
        return sized(signature.value(), SIGNATURE_BYTES);
    }

    static Signature signature(ByteString value) throws MalformedFrameException {
        return new Signature(sized(value, SIGNATURE_BYTES));
    }

    static ByteString signatures(List<Signature> signatures) throws MalformedFrameException {
        byte[] joined = new byte[signatures.size() * SIGNATURE_BYTES];
        for (int i = 0; i < signatures.size(); i++) {
            signature(signatures.get(i)).copyTo(joined, i * SIGNATURE_BYTES);
        }
        return UnsafeByteOperations.unsafeWrap(joined);
    }

    static List<Signature> signatures(ByteString joined) throws MalformedFrameException {
        if (joined.size() % SIGNATURE_BYTES != 0) {
            throw new MalformedFrameException(Reason.OUT_OF_RANGE, "signatures of " + joined.size() + " bytes");
        }
        List<Signature> signatures = new ArrayList<>();
        for (int at = 0; at < joined.size(); at += SIGNATURE_BYTES) {
            signatures.add(signature(joined.substring(at, at + SIGNATURE_BYTES)));
        }
        return signatures;
    }

    private static ByteString sized(Bytes field, int size) throws MalformedFrameException {
        checkSize(field.length(), size);
        return wrap(field);
    }

    private static Bytes sized(ByteString field, int size) throws MalformedFrameException {
        checkSize(field.size(), size);
        return bytes(field);
    }

    private static void checkSize(int actual, int size) throws MalformedFrameException {
        if (actual != size) {
            throw new MalformedFrameException(Reason.OUT_OF_RANGE, actual + " bytes instead of " + size);
        }
    }

    static void checkCount(int count, int limit, String what) throws MalformedFrameException {
        if (count > limit) {
            throw new MalformedFrameException(Reason.TOO_MANY, count + " " + what);
        }
    }

    static ByteString wrap(Bytes field) {
        return UnsafeByteOperations.unsafeWrap(field.toByteArray());
    }

    static Bytes bytes(ByteString field) {
        return Bytes.copyOf(field.toByteArray());
    }
}
