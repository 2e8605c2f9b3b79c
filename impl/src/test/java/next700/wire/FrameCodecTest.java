package next700.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Request;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.protocol.checkpoints.Certificate;
import next700.protocol.panicking.Abort;
import next700.protocol.panicking.AbortProof;
import next700.protocol.panicking.Panic;
import next700.wire.MalformedFrameException.Reason;
import next700.wire.generated.Frames;
import org.junit.jupiter.api.Test;

class FrameCodecTest {
    private static final FrameCodec CODEC = new FrameCodec(FrameLimits.DEFAULT);
    private static final int SAMPLES = 1000;

    @Test
    void aDecodedFrameIsTheEncodedOne() throws MalformedFrameException {
        Messages messages = new Messages(1);
        for (int i = 0; i < SAMPLES; i++) {
            Frame frame = messages.frame();
            assertThat(CODEC.decode(CODEC.encode(frame))).isEqualTo(frame);
        }
    }

    @Test
    void whateverAMutationDecodesToHasNoOtherEncoding() {
        Messages messages = new Messages(2);
        Random random = new Random(3);
        int decoded = 0;
        for (int i = 0; i < 15 * SAMPLES; i++) {
            decoded += decodesCanonically(mutate(CODEC.encode(messages.frame()), random)) ? 1 : 0;
        }
        assertThat(decoded).as("mutations that still decode").isGreaterThan(SAMPLES / 2);
    }

    @Test
    void randomBytesNeverThrowAnythingElse() {
        Random random = new Random(4);
        for (int i = 0; i < 15 * SAMPLES; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            decodesCanonically(bytes);
        }
    }

    /** Fails on anything but a {@link MalformedFrameException} or a frame that encodes to these bytes. */
    private static boolean decodesCanonically(byte[] bytes) {
        try {
            assertThat(CODEC.encode(CODEC.decode(bytes))).isEqualTo(bytes);
            return true;
        } catch (MalformedFrameException e) {
            return false;
        }
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(Math.max(1, Math.min(mutated.length, random.nextBoolean() ? 40 : mutated.length)));
            switch (random.nextInt(4)) {
                case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutated[at] = (byte) random.nextInt();
                case 2 -> mutated = Arrays.copyOf(mutated, random.nextInt(mutated.length) + 1);
                default -> {
                    byte[] longer = new byte[mutated.length + 1];
                    System.arraycopy(mutated, 0, longer, 0, at);
                    longer[at] = (byte) random.nextInt();
                    System.arraycopy(mutated, at, longer, at + 1, mutated.length - at);
                    mutated = longer;
                }
            }
        }
        return mutated;
    }

    @Test
    void everyCutOfAFrameIsMalformed() {
        Messages messages = new Messages(5);
        for (int i = 0; i < 100; i++) {
            byte[] bytes = CODEC.encode(messages.frame());
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> CODEC.decode(cut)).isInstanceOf(MalformedFrameException.class);
            }
        }
    }

    @Test
    void historiesThatAreTheSameAreSentOnce() {
        History history = History.EMPTY;
        for (int i = 1; i <= 200; i++) {
            history = history.append(request(i));
        }
        int one = encodedBytes(new AbortProof(List.of(abort(1, history))));
        int three = encodedBytes(new AbortProof(
                List.of(abort(1, history), abort(2, history.append(request(201))), abort(3, history.parent()))));

        assertThat(three - one).isLessThan(3 * 100);
    }

    @Test
    void decodedHistoriesShareTheirPrefixes() throws MalformedFrameException {
        History history = History.of(request(1), request(2));
        Panic panic = panic(new AbortProof(List.of(abort(1, history), abort(2, history.append(request(3))))));

        var proof = (AbortProof) ((Panic) roundTrip(panic)).init().orElseThrow();

        assertThat(proof.aborts().get(1).history().parent())
                .isSameAs(proof.aborts().get(0).history());
    }

    /** To Java these histories are equal; but a certificate may be false, and the digest of a proof covers it. */
    @Test
    void theSameHistoryWithAndWithoutACheckpointStaysWhatItIs() throws MalformedFrameException {
        History whole = History.of(request(1), request(2), request(3));
        Certificate certificate = new Certificate(
                InstanceId.FIRST,
                2,
                whole.prefix(2).digest(),
                Digest.of("IMAGE").digest(),
                List.of(new Signature(Bytes.copyOf(new byte[64]))));
        AbortProof proof =
                new AbortProof(List.of(abort(1, whole), abort(2, whole.on(History.at(certificate))), abort(3, whole)));

        var decoded = (AbortProof) ((Panic) roundTrip(panic(proof))).init().orElseThrow();

        assertThat(decoded.aborts().get(0).history().certificate()).isEmpty();
        assertThat(decoded.aborts().get(1).history().certificate()).contains(certificate);
        assertThat(decoded.aborts().get(1).history().requests()).containsExactly(request(3));
        assertThat(decoded.digest()).isEqualTo(proof.digest());
    }

    @Test
    void aCheckpointThatNoHistoryBeginsWithIsMalformed() {
        Frames.Certificate certificate = Frames.Certificate.newBuilder()
                .setInstance(1)
                .setLength(2)
                .setHistory(ByteString.copyFrom(new byte[Digest.SIZE_BYTES]))
                .setImage(ByteString.copyFrom(new byte[Digest.SIZE_BYTES]))
                .build();
        Frames.Aborts.Builder aborts = Frames.Aborts.newBuilder()
                .addInstance(1)
                .addNext(2)
                .addLackOfContention(false)
                .addReplica(1)
                .addContinued(0)
                .addAdded(0)
                .setSignatures(ByteString.copyFrom(new byte[64]))
                .setRequests(Frames.Requests.newBuilder());

        assertReason(Reason.NOT_CANONICAL, aborts.clone().setCheckpoints(joined(certificate.toByteString())));
        assertReason(
                Reason.OUT_OF_RANGE,
                aborts.clone()
                        .setContinued(0, 1)
                        .setCheckpoints(joined(
                                certificate.toBuilder().clearLength().build().toByteString())));
    }

    private static Frames.Joined.Builder joined(ByteString value) {
        return Frames.Joined.newBuilder().addValueBytes(value.size()).setValues(value);
    }

    @Test
    void numbersOutsideTheirRangesAreNeitherSentNorTaken() {
        Frames.Panic.Builder panic = Frames.Panic.newBuilder()
                .setInstance(1)
                .setClient(1)
                .setTimestamp(1)
                .setMac(ByteString.copyFrom(new byte[FrameCodec.MAC_BYTES]));
        assertReason(Reason.OUT_OF_RANGE, panic.clone().setInstance(0));
        assertReason(Reason.OUT_OF_RANGE, panic.clone().setInstance(-1));
        assertReason(Reason.OUT_OF_RANGE, panic.clone().setInstance(FrameCodec.MAX_INSTANCE));
        assertReason(Reason.OUT_OF_RANGE, panic.clone().setClient(0));
        assertReason(Reason.OUT_OF_RANGE, panic.clone().setClient(-1));
        assertReason(Reason.OUT_OF_RANGE, panic.clone().setTimestamp(-1));
        assertReason(Reason.OUT_OF_RANGE, panic.clone().setMac(ByteString.EMPTY));

        Panic unsendable = new Panic(
                new InstanceId(FrameCodec.MAX_INSTANCE), new ClientId(1), 1, Optional.empty(), new Mac(Bytes.EMPTY));
        assertThatThrownBy(() -> CODEC.encode(new Frame.Payload(unsendable)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("instance");
    }

    @Test
    void columnsThatDoNotFitTogetherAreMalformed() {
        Frames.Aborts.Builder aborts = Frames.Aborts.newBuilder()
                .addInstance(1)
                .addNext(2)
                .addLackOfContention(false)
                .addReplica(1)
                .addContinued(0)
                .addAdded(0)
                .setSignatures(ByteString.copyFrom(new byte[64]))
                .setRequests(Frames.Requests.newBuilder());
        assertReason(Reason.TOO_MANY, aborts.clone().addInstance(1));
        assertReason(Reason.INCONSISTENT, aborts.clone().addNext(1));
        assertReason(Reason.INCONSISTENT, aborts.clone().addLackOfContention(true));
        assertReason(Reason.INCONSISTENT, aborts.clone().setSignatures(ByteString.EMPTY));
        assertReason(Reason.INCONSISTENT, aborts.clone().setContinued(0, 1));
        assertReason(Reason.INCONSISTENT, aborts.clone().setContinued(0, -1));
        assertReason(Reason.INCONSISTENT, aborts.clone().setAdded(0, 1));
        assertReason(Reason.INCONSISTENT, aborts.clone().setAdded(0, Integer.MAX_VALUE));
        assertReason(
                Reason.INCONSISTENT,
                aborts.clone()
                        .setRequests(Frames.Requests.newBuilder()
                                .addClient(1)
                                .addTimestamp(1)
                                .addOperationBytes(0)));
        assertReason(
                Reason.INCONSISTENT,
                aborts.clone()
                        .setAdded(0, 1)
                        .setRequests(Frames.Requests.newBuilder()
                                .addClient(1)
                                .addTimestamp(1)
                                .addOperationBytes(Integer.MAX_VALUE)));
        assertReason(Reason.NOT_CANONICAL, aborts.clone().clearRequests());
        assertReason(Reason.INCONSISTENT, Frames.Aborts.newBuilder());
    }

    @Test
    void aHistoryWrittenTwiceIsNotCanonical() {
        Frames.Aborts.Builder aborts = Frames.Aborts.newBuilder()
                .addAllInstance(List.of(1L, 1L))
                .addAllNext(List.of(2L, 2L))
                .addAllReplica(List.of(1, 2))
                .addAllLackOfContention(List.of(false, false))
                .addAllContinued(List.of(0, 0))
                .addAllAdded(List.of(1, 1))
                .setSignatures(ByteString.copyFrom(new byte[128]))
                .setRequests(Frames.Requests.newBuilder()
                        .addAllClient(List.of(1, 1))
                        .addAllTimestamp(List.of(1L, 1L))
                        .addAllOperationBytes(List.of(0, 0)));
        byte[] frame = Frames.Frame.newBuilder()
                .setPanic(Frames.Panic.newBuilder()
                        .setInstance(2)
                        .setClient(1)
                        .setMac(ByteString.copyFrom(new byte[FrameCodec.MAC_BYTES]))
                        .setInit(Frames.Init.newBuilder().setAborts(aborts)))
                .build()
                .toByteArray();

        assertReason(Reason.NOT_CANONICAL, frame);
    }

    @Test
    void fieldsTwiceOrOutOfOrderOrUnknownAreMalformed() {
        byte[] proof = CODEC.encode(new Frame.Proof(new Mac(Bytes.copyOf(new byte[FrameCodec.MAC_BYTES]))));
        byte[] twice = Arrays.copyOf(proof, 2 * proof.length);
        System.arraycopy(proof, 0, twice, proof.length, proof.length);

        assertReason(Reason.NOT_CANONICAL, twice);
        assertReason(Reason.UNKNOWN_FIELD, new byte[] {8 << 3, 1});
        assertReason(Reason.UNKNOWN_FIELD, new byte[] {1 << 3, 1});
        assertReason(Reason.INCONSISTENT, new byte[0]);
    }

    @Test
    void longAndCrowdedFramesAreRefused() {
        FrameCodec narrow = new FrameCodec(new FrameLimits(1024, 3));
        History history = History.of(request(1), request(2), request(3), request(4));
        byte[] crowded = CODEC.encode(new Frame.Payload(abort(1, history)));

        assertThat(catchThrowableOfType(MalformedFrameException.class, () -> narrow.decode(crowded))
                        .reason())
                .isEqualTo(Reason.TOO_MANY);
        assertThat(catchThrowableOfType(MalformedFrameException.class, () -> narrow.decode(new byte[1025]))
                        .reason())
                .isEqualTo(Reason.TOO_LONG);
        assertThatThrownBy(() -> narrow.encode(new Frame.Payload(abort(1, history))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too-many");
    }

    @Test
    void aMessageWithoutAnEncodingIsRefused() {
        InstanceMessage strange = () -> InstanceId.FIRST;

        assertThatThrownBy(() -> CODEC.encode(new Frame.Payload(strange))).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertReason(Reason reason, Frames.Panic.Builder panic) {
        assertReason(reason, Frames.Frame.newBuilder().setPanic(panic).build().toByteArray());
    }

    private static void assertReason(Reason reason, Frames.Aborts.Builder abort) {
        assertReason(
                reason,
                Frames.Frame.newBuilder()
                        .setAbort(Frames.Abort.newBuilder().setAbort(abort))
                        .build()
                        .toByteArray());
    }

    private static void assertReason(Reason reason, byte[] frame) {
        assertThat(catchThrowableOfType(MalformedFrameException.class, () -> CODEC.decode(frame))
                        .reason())
                .isEqualTo(reason);
    }

    private static InstanceMessage roundTrip(InstanceMessage message) throws MalformedFrameException {
        return ((Frame.Payload) CODEC.decode(CODEC.encode(new Frame.Payload(message)))).message();
    }

    private static int encodedBytes(AbortProof proof) {
        return CODEC.encode(new Frame.Payload(panic(proof))).length;
    }

    private static Panic panic(AbortProof proof) {
        return new Panic(
                new InstanceId(2),
                new ClientId(1),
                1,
                Optional.of(proof),
                new Mac(Bytes.copyOf(new byte[FrameCodec.MAC_BYTES])));
    }

    private static Abort abort(int replica, History history) {
        return new Abort(
                InstanceId.FIRST,
                new InstanceId(2),
                new ReplicaId(replica),
                history,
                false,
                new Signature(Bytes.copyOf(new byte[64])));
    }

    private static Request request(long timestamp) {
        return new Request(new ClientId(1), timestamp, Bytes.utf8("operation " + timestamp));
    }
}
