package next700.trial.liar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Message;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.protocol.authentication.Signed;
import next700.trial.IdealAuthentication;
import next700.wire.Component;
import next700.wire.FrameCodec;
import next700.wire.FrameLimits;
import next700.wire.Structure;
import org.junit.jupiter.api.Test;

/** Every field of every message, one after the other, by machine: is it covered by what authenticates the message? */
final class FieldsTest {
    private static final FrameCodec CODEC = new FrameCodec(FrameLimits.DEFAULT);
    private static final int DRAWS = 60;
    private static final Set<Class<?>> PROOFS = Set.of(Mac.class, Signature.class, Authenticator.class);

    private static final Keys KEYS =
            new Keys(new ReplicaId(1), new ReplicaId(2), new ByzantineGroup(1), everybody(), IdealAuthentication::new);

    private static Set<ProcessId> everybody() {
        Set<ProcessId> names = new HashSet<>();
        IntStream.range(1, 4200).mapToObj(ReplicaId::new).forEach(names::add);
        return names;
    }

    private static List<Message> drawn(Class<? extends Message> kind) {
        SplittableRandom random = new SplittableRandom(7);
        return Stream.<Message>generate(() -> CODEC.draw(kind, random::nextInt))
                .limit(DRAWS)
                .toList();
    }

    /** All parts, named without the numbers of elements; what carries a proof of its own is a message's part as a whole. */
    private static void walk(Anatomy.Part part, Anatomy.Way way, String name, Visit visit) {
        visit.at(part, way, name);
        if (part.value() instanceof Signed && !way.indices().isEmpty()) {
            return;
        }
        List<Anatomy.Part> parts = Anatomy.parts(part);
        for (int i = 0; i < parts.size(); i++) {
            Anatomy.Part inner = parts.get(i);
            String label = inner.name().equals(part.name()) ? name : name + "." + inner.name();
            walk(inner, way.then(i), label, visit);
        }
    }

    private interface Visit {
        void at(Anatomy.Part part, Anatomy.Way way, String name);
    }

    /** Another value for what is not taken apart, or has as many parts as it likes. */
    private static Optional<Object> other(Anatomy.Part part) {
        return switch (part.value()) {
            case Long number -> Optional.of(number == Long.MAX_VALUE ? number - 1 : number + 1);
            case Integer number -> Optional.of(number == Integer.MAX_VALUE ? number - 1 : number + 1);
            case Boolean truth -> Optional.of(!truth);
            case Digest digest -> Optional.of(Digest.of("OTHER").add(digest).digest());
            case Bytes bytes -> Optional.of(Bytes.utf8(bytes.toHex() + "'"));
            case ReplicaId replica -> Optional.of(new ReplicaId(replica.number() == 1 ? 2 : replica.number() - 1));
            case ClientId client -> Optional.of(new ClientId(client.number() == 1 ? 2 : client.number() - 1));
            case Optional<?> maybe -> maybe.map(held -> Optional.empty());
            case List<?> list -> list.isEmpty() ? Optional.empty() : Optional.of(list.subList(0, list.size() - 1));
            default -> Optional.empty();
        };
    }

    @Test
    void aMessageIsMadeAgainOfItsParts() {
        for (Class<? extends Message> kind : CODEC.kinds()) {
            for (Message message : drawn(kind)) {
                walk(
                        Anatomy.whole(message),
                        Anatomy.Way.NOWHERE,
                        kind.getSimpleName(),
                        (part, way, name) -> assertThat(Anatomy.changed(
                                        message, way, Anatomy.Change.to(part.value()), Optional.empty()))
                                .as(name)
                                .contains(message));
            }
        }
    }

    @Test
    void whateverCarriesAProofSaysHowItIsSigned() {
        for (Class<? extends Message> kind : CODEC.kinds()) {
            boolean carriesProof = Structure.of(kind).components().stream()
                    .map(Component::type)
                    .anyMatch(PROOFS::contains);
            assertThat(!carriesProof || Signed.class.isAssignableFrom(kind))
                    .as(kind.getTypeName())
                    .isTrue();
        }
    }

    /**
     * What a liar may change in another's message without anybody noticing by its proof, and why that does no harm. Proofs of init
     * histories, certificates, and the answers and vouchers that travel along a chain carry proofs of their own. A reply in full
     * is held against its digest. Answers name their request by a digest that covers its timestamp, and a client
     * compares both. A RELAY is about the instance that its request names, which is covered. Whether a CHECKPOINT is
     * wanted, nobody builds on.
     */
    @Test
    void everyFieldIsCoveredByTheProofOfItsMessageButTheseFew() {
        Set<String> covered = new TreeSet<>();
        Set<String> uncovered = new TreeSet<>();
        for (Class<? extends Message> kind : CODEC.kinds()) {
            if (Signed.class.isAssignableFrom(kind)) {
                drawn(kind).forEach(message -> sort(message, covered, uncovered));
            }
        }
        uncovered.removeAll(covered);

        assertThat(uncovered)
                .containsExactly(
                        "chain.ChainMessage$Forward.batch.answers",
                        "chain.ChainMessage$Forward.batch.answers.replica",
                        "chain.ChainMessage$Forward.vouchers",
                        "chain.ChainMessage$Reply.answers",
                        "chain.ChainMessage$Reply.request.timestamp",
                        "chain.ChainMessage$Submit.init",
                        "chain.ChainMessage$Submit.init.aborts",
                        "checkpoints.Checkpoint.wanted",
                        "ordering.Answer.reply",
                        "ordering.Answer.request.timestamp",
                        "panicking.Panic.init",
                        "panicking.Panic.init.aborts",
                        "pbft.PbftMessage$Relay.instance.number",
                        "pbft.PbftMessage$Reply.request.timestamp",
                        "pbft.PbftMessage$Reply.result",
                        "pbft.PbftMessage$ViewChange.stable.proof",
                        "unanimity.Req.init",
                        "unanimity.Req.init.aborts",
                        "unanimity.Resp.reply.full",
                        "unanimity.Resp.request.timestamp");
        assertThat(covered).hasSizeGreaterThan(70);
    }

    private static void sort(Message drawn, Set<String> covered, Set<String> uncovered) {
        Message message = (Message) ((Signed) drawn).signedBy(KEYS);
        walk(Anatomy.whole(message), Anatomy.Way.NOWHERE, message.getClass().getTypeName(), (part, way, name) -> {
            if (!way.indices().isEmpty() && !Anatomy.isProof(part)) {
                other(part)
                        .flatMap(value -> Anatomy.changed(message, way, Anatomy.Change.to(value), Optional.empty()))
                        .filter(altered -> !altered.equals(message))
                        .ifPresent(altered -> {
                            boolean sameProof =
                                    ((Signed) altered).signedBy(KEYS).equals(altered);
                            (sameProof ? uncovered : covered).add(shortened(name));
                        });
            }
        });
    }

    private static String shortened(String name) {
        return name.substring(name.lastIndexOf("next700.protocol.") + "next700.protocol.".length());
    }
}
