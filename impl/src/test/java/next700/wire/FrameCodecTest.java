package next700.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Message;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.Request;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.protocol.checkpoints.Certificate;
import next700.protocol.panicking.Abort;
import next700.protocol.panicking.AbortProof;
import next700.protocol.panicking.Panic;
import next700.protocol.unanimity.Req;
import next700.wire.MalformedFrameException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameCodecTest {
    private static final FrameCodec CODEC = new FrameCodec(FrameLimits.DEFAULT);
    private static final int SAMPLES = 300;

    /** Where frames of messages have the number of the kind, and what comes before it. */
    private static final int PAYLOAD = 3;

    private static final int PANIC = numberOf(Panic.class);

    static Stream<Class<?>> kinds() {
        return Stream.concat(
                CODEC.kinds().stream(), Stream.of(Frame.Hello.class, Frame.Welcome.class, Frame.Proof.class));
    }

    private static Frame draw(Class<?> kind, Random random) {
        Object drawn = CODEC.draw(kind, random::nextInt);
        return drawn instanceof Message message ? new Frame.Payload(message) : (Frame) drawn;
    }

    private static Frame drawAny(Random random) {
        List<Class<?>> kinds = kinds().toList();
        return draw(kinds.get(random.nextInt(kinds.size())), random);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aDecodedFrameIsTheEncodedOne(Class<?> kind) throws MalformedFrameException {
        Random random = new Random(1);
        Set<Frame> different = new HashSet<>();
        for (int i = 0; i < SAMPLES; i++) {
            Frame frame = draw(kind, random);
            byte[] encoded = CODEC.encode(frame);
            Frame decoded = CODEC.decode(encoded);
            assertThat(decoded).isEqualTo(frame);
            assertThat(CODEC.encode(decoded)).isEqualTo(encoded);
            different.add(frame);
        }
        assertThat(different).as("different frames").hasSizeGreaterThan(SAMPLES / 2);
    }

    @Test
    void everyMessageOfTheProtocolsIsDeclared() throws IOException, URISyntaxException {
        Path classes = Path.of(Message.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> messages;
        try (Stream<Path> files = Files.walk(classes)) {
            messages = files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.startsWith("next700") && name.endsWith(".class") && !name.contains("-info"))
                    .<Class<?>>map(FrameCodecTest::load)
                    .filter(type -> InstanceMessage.class.isAssignableFrom(type) && !type.isInterface())
                    .toList();
        }
        assertThat(messages).hasSizeGreaterThan(20);
        assertThat(CODEC.kinds())
                .containsExactlyInAnyOrderElementsOf(messages.stream()
                        .<Class<? extends Message>>map(type -> type.asSubclass(Message.class))
                        .toList());
    }

    private static int numberOf(Class<?> kind) {
        return FrameCodec.NAMES.size() + FrameCodec.MESSAGES.indexOf(kind);
    }

    private static Class<?> load(String name) {
        try {
            String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
            return Class.forName(type, false, FrameCodecTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Numbers of kinds, the order of components, bounds: whoever changes any of them speaks another language. */
    @Test
    void theFormatIsTheOneOnRecord() throws IOException {
        Path record = Path.of("src/test/resources/next700/wire/frames.txt");
        if (Boolean.getBoolean("next700.rewrite")) {
            Files.writeString(record, CODEC.describe());
        }
        assertThat(CODEC.describe())
                .as("the format; if it changes, Handshake.VERSION does, and -Dnext700.rewrite=true writes it anew")
                .isEqualTo(Files.readString(record));
    }

    @Test
    void whateverAnAlteredFrameDecodesToHasNoOtherEncoding() {
        Random random = new Random(3);
        int decoded = 0;
        int altered = Integer.getInteger("next700.altered-frames", 20_000);
        for (int i = 0; i < altered; i++) {
            decoded += decodesCanonically(alter(CODEC.encode(drawAny(random)), random)) ? 1 : 0;
        }
        assertThat(decoded).as("altered frames that still decode").isGreaterThan(altered / 10);
    }

    @Test
    void randomBytesNeverThrowAnythingElse() {
        Random random = new Random(4);
        for (int i = 0; i < 15_000; i++) {
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

    private static byte[] alter(byte[] bytes, Random random) {
        byte[] altered = bytes.clone();
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(Math.max(1, Math.min(altered.length, random.nextBoolean() ? 40 : altered.length)));
            switch (random.nextInt(4)) {
                case 0 -> altered[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> altered[at] = (byte) random.nextInt();
                case 2 -> altered = Arrays.copyOf(altered, random.nextInt(altered.length) + 1);
                default -> {
                    byte[] longer = new byte[altered.length + 1];
                    System.arraycopy(altered, 0, longer, 0, at);
                    longer[at] = (byte) random.nextInt();
                    System.arraycopy(altered, at, longer, at + 1, altered.length - at);
                    altered = longer;
                }
            }
        }
        return altered;
    }

    @Test
    void everyCutOfAFrameIsMalformed() {
        Random random = new Random(5);
        for (int i = 0; i < 100; i++) {
            byte[] bytes = CODEC.encode(drawAny(random));
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> CODEC.decode(cut)).isInstanceOf(MalformedFrameException.class);
            }
        }
    }

    @Test
    void whatComesBehindAFrameIsMalformed() {
        byte[] proof = CODEC.encode(new Frame.Proof(Mac.NONE));

        assertReason(Reason.TOO_LONG, Arrays.copyOf(proof, proof.length + 1));
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
        Certificate certificate = certificate(whole.prefix(2), 0);
        Certificate other = certificate(whole.prefix(2), 1);
        AbortProof proof = new AbortProof(List.of(
                abort(1, whole),
                abort(2, whole.on(History.at(certificate))),
                abort(3, whole),
                abort(4, whole.on(History.at(other)))));

        var decoded = (AbortProof) ((Panic) roundTrip(panic(proof))).init().orElseThrow();

        assertThat(decoded.aborts().get(0).history().certificate()).isEmpty();
        assertThat(decoded.aborts().get(1).history().certificate()).contains(certificate);
        assertThat(decoded.aborts().get(1).history().requests()).containsExactly(request(3));
        assertThat(decoded.aborts().get(3).history().certificate()).contains(other);
        assertThat(decoded.digest()).isEqualTo(proof.digest());
    }

    @Test
    void aHistoryThatIsCutOffWithoutACertificateIsNotSent() {
        History cut = History.cutOff(2, Digest.of("HISTORY").digest());

        assertThatThrownBy(() -> CODEC.encode(new Frame.Payload(abort(1, cut))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without a certificate");
    }

    @Test
    void aHistoryThatContinuesNoneIsMalformed() {
        assertReason(Reason.INCONSISTENT, proof(out -> out.number(2)));
        assertReason(Reason.INCONSISTENT, proof(out -> out.number(-1)));
    }

    @Test
    void aHistoryWrittenTwiceIsNotCanonical() throws MalformedFrameException {
        Consumer<Out> once = out -> {
            out.number(0);
            out.number(2);
            write(request(1), out);
            write(request(2), out);
        };
        Consumer<Out> shorter = out -> {
            out.number(0);
            out.number(1);
            write(request(1), out);
        };
        Consumer<Out> onward = out -> {
            out.number(2);
            out.number(1);
            write(request(1), out);
        };
        assertThat(CODEC.decode(proof(once, onward))).isInstanceOf(Frame.Payload.class);
        assertReason(Reason.NOT_CANONICAL, proof(once, once));
        assertReason(Reason.NOT_CANONICAL, proof(once, shorter));
        assertReason(Reason.NOT_CANONICAL, proof(shorter, once));
    }

    @Test
    void aCertificateWrittenTwiceIsNotCanonical() throws MalformedFrameException {
        Certificate certificate = certificate(History.of(request(1), request(2)), 0);
        Consumer<Out> first = out -> {
            out.number(1);
            write(certificate, out);
            out.number(0);
        };
        Consumer<Out> second = out -> {
            out.number(2);
            write(certificate, out);
            out.number(0);
        };
        assertThat(CODEC.decode(proof(first))).isInstanceOf(Frame.Payload.class);
        assertReason(Reason.NOT_CANONICAL, proof(first, second));
    }

    /** Room is made for what is there, not for what a frame says is there. */
    @Test
    void countsAreHeldAgainstWhatIsThere() {
        assertReason(Reason.UNREADABLE, proof(out -> {
            out.number(0);
            out.number(200_000);
        }));
        assertReason(Reason.TOO_MANY, proof(out -> {
            out.number(0);
            out.number(Long.MAX_VALUE);
        }));
        assertReason(Reason.TOO_MANY, panicWith(out -> out.number(101)));
        assertReason(Reason.UNREADABLE, panicWith(out -> out.number(100)));
    }

    @Test
    void numbersOutsideTheirRangesAreNeitherSentNorTaken() {
        assertReason(Reason.OUT_OF_RANGE, panic(0, 1, 1));
        assertReason(Reason.OUT_OF_RANGE, panic(-1, 1, 1));
        assertReason(Reason.OUT_OF_RANGE, panic(InstanceId.MAX_NUMBER + 1, 1, 1));
        assertReason(Reason.OUT_OF_RANGE, panic(1, 0, 1));
        assertReason(Reason.OUT_OF_RANGE, panic(1, -1, 1));
        assertReason(Reason.OUT_OF_RANGE, panic(1, 1L + Integer.MAX_VALUE, 1));
        assertReason(Reason.OUT_OF_RANGE, panic(1, 1, -1));

        Panic unsendable =
                new Panic(new InstanceId(InstanceId.MAX_NUMBER + 1), new ClientId(1), 1, Optional.empty(), Mac.NONE);
        assertThatThrownBy(() -> CODEC.encode(new Frame.Payload(unsendable)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("component number of next700.protocol.abstraction.InstanceId");
        Panic shortMac = new Panic(InstanceId.FIRST, new ClientId(1), 1, Optional.empty(), new Mac(Bytes.EMPTY));
        assertThatThrownBy(() -> CODEC.encode(new Frame.Payload(shortMac)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("component tag of next700.protocol.authentication.Mac");
    }

    @Test
    void kindsThatThereAreNotAreMalformed() {
        assertReason(Reason.UNKNOWN_KIND, new byte[] {5, 1});
        assertReason(Reason.UNKNOWN_KIND, new byte[] {PAYLOAD, (byte) FrameCodec.MESSAGES.size()});
        assertReason(Reason.UNKNOWN_KIND, new byte[] {PAYLOAD, (byte) numberOf(AbortProof.class)});
        assertReason(Reason.UNREADABLE, new byte[0]);
    }

    @Test
    void longAndCrowdedFramesAreRefused() {
        FrameCodec narrow = new FrameCodec(new FrameLimits(1024, 3));
        History history = History.of(request(1), request(2), request(3), request(4));
        byte[] crowded = CODEC.encode(new Frame.Payload(abort(1, history)));
        Req wide = new Req(
                InstanceId.FIRST,
                new Request(new ClientId(1), 1, Bytes.copyOf(new byte[1024])),
                Optional.empty(),
                new Authenticator(List.of()));

        assertThat(catchThrowableOfType(MalformedFrameException.class, () -> narrow.decode(crowded))
                        .reason())
                .isEqualTo(Reason.TOO_MANY);
        assertThat(catchThrowableOfType(MalformedFrameException.class, () -> narrow.decode(new byte[1025]))
                        .reason())
                .isEqualTo(Reason.TOO_LONG);
        assertThatThrownBy(() -> narrow.encode(new Frame.Payload(abort(1, history))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 3 elements");
        assertThatThrownBy(() -> narrow.encode(new Frame.Payload(wide)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 1024 bytes");
    }

    @Test
    void moreMacsThanThereAreReplicasAreNotSent() {
        Authenticator crowd = new Authenticator(Collections.nCopies(101, Mac.NONE));
        Req req = new Req(InstanceId.FIRST, request(1), Optional.empty(), crowd);

        assertThatThrownBy(() -> CODEC.encode(new Frame.Payload(req)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("component entries of next700.protocol.authentication.Authenticator");
    }

    @Test
    void aMessageWithoutAnEncodingIsRefused() {
        InstanceMessage strange = () -> InstanceId.FIRST;

        assertThatThrownBy(() -> CODEC.encode(new Frame.Payload(strange)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not declared");
    }

    /** A PANIC without an init history. */
    private static byte[] panic(long instance, long client, long timestamp) {
        Out out = new Out(FrameLimits.DEFAULT);
        out.octet(PAYLOAD);
        out.octet(PANIC);
        out.number(instance);
        out.number(client);
        out.number(timestamp);
        out.octet(0);
        out.bytes(new byte[Mac.SIZE_BYTES]);
        return out.toByteArray();
    }

    /** A PANIC with a proof of this content. */
    private static byte[] panicWith(Consumer<Out> aborts) {
        Out out = new Out(FrameLimits.DEFAULT);
        out.octet(PAYLOAD);
        out.octet(PANIC);
        out.number(2);
        out.number(1);
        out.number(1);
        out.octet(1);
        out.octet(numberOf(AbortProof.class));
        aborts.accept(out);
        out.bytes(new byte[Mac.SIZE_BYTES]);
        return out.toByteArray();
    }

    /** A PANIC with a proof of ABORTs with these histories. */
    @SafeVarargs
    private static byte[] proof(Consumer<Out>... histories) {
        return panicWith(out -> {
            out.number(histories.length);
            for (Consumer<Out> history : histories) {
                out.number(1);
                out.number(2);
                out.number(1);
                history.accept(out);
                out.octet(0);
                out.bytes(new byte[Signature.SIZE_BYTES]);
            }
        });
    }

    private static void write(Request request, Out out) {
        out.number(request.client().number());
        out.number(request.timestamp());
        out.number(request.operation().length());
        out.bytes(request.operation().toByteArray());
    }

    private static void write(Certificate certificate, Out out) {
        out.number(certificate.instance().number());
        out.number(certificate.length());
        out.bytes(certificate.history().value().toByteArray());
        out.bytes(certificate.image().value().toByteArray());
        out.number(certificate.signatures().size());
        certificate
                .signatures()
                .forEach(signature -> out.bytes(signature.value().toByteArray()));
    }

    private static void assertReason(Reason reason, byte[] frame) {
        assertThat(catchThrowableOfType(MalformedFrameException.class, () -> CODEC.decode(frame))
                        .reason())
                .isEqualTo(reason);
    }

    private static Message roundTrip(Message message) throws MalformedFrameException {
        return ((Frame.Payload) CODEC.decode(CODEC.encode(new Frame.Payload(message)))).message();
    }

    private static int encodedBytes(AbortProof proof) {
        return CODEC.encode(new Frame.Payload(panic(proof))).length;
    }

    private static Panic panic(AbortProof proof) {
        return new Panic(new InstanceId(2), new ClientId(1), 1, Optional.of(proof), Mac.NONE);
    }

    private static Certificate certificate(History history, int signature) {
        byte[] bytes = new byte[Signature.SIZE_BYTES];
        bytes[0] = (byte) signature;
        return new Certificate(
                InstanceId.FIRST,
                history.length(),
                history.digest(),
                Digest.of("IMAGE").digest(),
                List.of(new Signature(Bytes.copyOf(bytes))));
    }

    private static Abort abort(int replica, History history) {
        return new Abort(
                InstanceId.FIRST,
                new InstanceId(2),
                new ReplicaId(replica),
                history,
                false,
                new Signature(Bytes.copyOf(new byte[Signature.SIZE_BYTES])));
    }

    private static Request request(long timestamp) {
        return new Request(new ClientId(1), timestamp, Bytes.utf8("operation " + timestamp));
    }
}
