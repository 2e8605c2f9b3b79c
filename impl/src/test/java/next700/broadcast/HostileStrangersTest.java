package next700.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import next700.crypto.GroupKey;
import next700.protocol.lcr.Clock;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.MemberId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What strangers, and processes that have the key and do not behave, do to a ring: it turns on. */
final class HostileStrangersTest {
    private static final MemberOptions OPTIONS =
            MemberOptions.DEFAULT.withKey(Ring.KEY).withSilence(2_000);

    private final Ring ring = new Ring();
    private final List<Stranger> dialled = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws IOException {
        ring.close();
        for (Stranger member : dialled) {
            member.close();
        }
    }

    private List<MemberId> foundThree() {
        List<MemberId> ids = Ring.ids(1, 3);
        ring.found(ids, OPTIONS);
        return ids;
    }

    private void theRingTurns(List<MemberId> ids, String with) {
        ring.member(ids.get(0)).utoBroadcast(Ring.bytes(with));
        ids.forEach(id ->
                Ring.await(id + " delivers " + with, () -> ring.deliveredBy(id).contains("p1:" + with)));
        ids.forEach(id -> assertThat(ring.member(id).view().members()).containsAll(ids));
    }

    @Test
    void aGreetingInAMembersNameEjectsNobody() throws IOException {
        List<MemberId> ids = foundThree();
        for (MemberId to : ids) {
            for (MemberId name : ids) {
                if (!name.equals(to)) {
                    try (Stranger stranger = Stranger.dial(to)) {
                        stranger.write(WireFormat.hello(Stranger.HEAP, WireFormat.VERSION, stranger.hello(name, to)));
                        assertThat(stranger.readControl()).isInstanceOf(Control.Challenge.class);
                    }
                }
            }
        }

        theRingTurns(ids, "still here");
        ids.forEach(id -> assertThat(ring.ears.get(id).views).hasSize(1));
    }

    @Test
    void whoHasAnotherKeyIsRefused() throws IOException {
        List<MemberId> ids = foundThree();
        try (Stranger stranger = Stranger.dial(ids.get(0))) {
            Control answer = stranger.introduce(ids.get(1), ids.get(0), GroupKey.random());

            assertThat(answer).isInstanceOf(Control.Refused.class);
            assertThat(stranger.readToTheEnd()).isEmpty();
        }
        assertThat(ring.member(ids.get(0)).metrics().of("handshake.wrong-key")).isEqualTo(1);
        theRingTurns(ids, "still here");
        ids.forEach(id -> assertThat(ring.ears.get(id).views).hasSize(1));
    }

    @Test
    void aMembersOwnChallengeIsNoProof() throws IOException {
        List<MemberId> ids = foundThree();
        try (Stranger stranger = Stranger.dial(ids.get(0))) {
            stranger.write(WireFormat.hello(Stranger.HEAP, WireFormat.VERSION, stranger.hello(ids.get(1), ids.get(0))));
            Control.Challenge challenge = (Control.Challenge) stranger.readControl();
            stranger.say(new Control.Proof(challenge.mac()));

            assertThat(stranger.readControl()).isInstanceOf(Control.Refused.class);
        }
    }

    @Test
    void aGroupIsNotFormedWithOneThatHasAnotherKey() {
        List<MemberId> ids = Ring.ids(1, 2);
        Queue<String> told = new ConcurrentLinkedQueue<>();
        AtomicBoolean isOver = new AtomicBoolean();
        // Whoever is refused first gives up, and is not there any more for the other one to refuse: so it tries again.
        Thread other = Thread.ofPlatform().daemon().start(() -> {
            while (!isOver.get()) {
                told.add(founding(ids.get(1), ids, OPTIONS.withKey(GroupKey.random())));
            }
        });

        told.add(founding(ids.get(0), ids, OPTIONS));
        isOver.set(true);

        assertThat(other).isNotNull();
        assertThat(String.join("\n", told)).contains("does not prove that it holds the key of group 'next700'");
    }

    /** Why it fails; nothing, if it goes on alone. */
    private static String founding(MemberId self, List<MemberId> ids, MemberOptions options) {
        try (Member member = Member.found(self, ids, options, new Ring.Ear())) {
            assertThat(member.view().members()).containsExactly(self);
            return "";
        } catch (MemberException e) {
            return e.getMessage();
        }
    }

    /** Which would be told all that the group broadcasts. */
    @Test
    void whoListensInAMembersPlaceWithoutTheKeyIsNotBelieved() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            MemberId one = Ring.ids(1, 1).get(0);
            MemberId other = new MemberId("p2", "127.0.0.1:" + listening.getLocalPort());
            Thread.ofPlatform().daemon().start(() -> welcomeAll(listening, GroupKey.random()));

            assertThatThrownBy(() -> Member.found(one, List.of(one, other), OPTIONS, new Ring.Ear()))
                    .isInstanceOf(MemberException.class)
                    .hasMessageContaining("p2 refuses p1")
                    .hasMessageContaining("do both have the same?");
        }
    }

    @Test
    void messagesBeforeTheProofAreNotTaken() throws IOException {
        List<MemberId> ids = foundThree();
        ByteBuf[] ringFrame = new ByteBuf[1];
        WireFormat.write(
                Stranger.HEAP,
                new LcrMessage.Ring(9, Optional.empty(), List.of(new LcrMessage.Ack(0, 1))),
                frame -> ringFrame[0] = frame);
        try (Stranger early = Stranger.dial(ids.get(0));
                Stranger joiner = Stranger.dial(ids.get(0))) {
            early.write(ringFrame[0]);
            assertThat(early.readToTheEnd()).isEmpty();
            joiner.write(
                    WireFormat.hello(Stranger.HEAP, WireFormat.VERSION, joiner.hello(MemberId.of("p9"), ids.get(0))));
            joiner.readControl();
            joiner.say(new Control.Said(new LcrMessage.Join()));
            assertThat(joiner.readToTheEnd()).isEmpty();
        }

        theRingTurns(ids, "still here");
        ids.forEach(id -> assertThat(ring.ears.get(id).views).hasSize(1));
    }

    @Test
    void connectionsOfNobodyAreFewAndKeepNobodyOut() throws IOException {
        List<MemberId> ids = foundThree();
        List<Stranger> silent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            silent.add(Stranger.dial(ids.get(0)));
        }
        Ring.await("the oldest go", () -> ring.member(ids.get(0)).metrics().of("handshake.displaced") >= 100);

        MemberId joiner = Ring.ids(4, 1).get(0);
        ring.join(joiner, List.of(ids.get(0)), OPTIONS);

        assertThat(ring.member(joiner).view().size()).isEqualTo(4);
        for (Stranger stranger : silent) {
            stranger.close();
        }
    }

    /** It has the key, says that it lives, and answers nothing. */
    @Test
    void aJoinerThatDoesNotGetOnIsGivenUp() throws IOException {
        List<MemberId> ids = foundThree();
        try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Stranger joiner = Stranger.dial(ids.get(0))) {
            MemberId name = new MemberId("p9", "127.0.0.1:" + listening.getLocalPort());
            Thread.ofPlatform().daemon().start(() -> welcomeAll(listening, Ring.KEY));
            joiner.introduce(name, ids.get(0), Ring.KEY);
            joiner.say(new Control.Said(new LcrMessage.Join()));
            Thread.ofPlatform().daemon().start(() -> pingForEver(joiner));

            Ring.await(
                    "it is given up",
                    () -> ring.member(ids.get(0)).view().number() > 0
                            && !ring.member(ids.get(0)).view().contains(name));
            theRingTurns(ids, "without it");
        }
    }

    private void welcomeAll(ServerSocket listening, GroupKey key) {
        try {
            while (true) {
                Stranger member = new Stranger(listening.accept());
                dialled.add(member);
                member.welcome(key);
            }
        } catch (IOException e) {
            assertThat(e).as("the test, or the connection, is over").isNotNull();
        }
    }

    private static void pingForEver(Stranger joiner) {
        try {
            while (true) {
                joiner.say(new Control.Ping());
                Thread.sleep(100);
            }
        } catch (IOException | InterruptedException e) {
            assertThat(e).as("the connection was closed").isNotNull();
        }
    }

    /** Which is all the same to one that is not dialled in time: it listens, and never says a word. */
    @Test
    void aJoinerThatWelcomesNobodyIsGivenUp() throws IOException {
        List<MemberId> ids = foundThree();
        try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Stranger joiner = Stranger.dial(ids.get(0))) {
            MemberId name = new MemberId("p9", "127.0.0.1:" + listening.getLocalPort());
            joiner.introduce(name, ids.get(0), Ring.KEY);
            joiner.say(new Control.Said(new LcrMessage.Join()));
            Thread.ofPlatform().daemon().start(() -> pingForEver(joiner));

            // All members dial it; the first whose patience ends tells the others.
            Ring.await("it is given up", () -> ids.stream().anyMatch(id -> hasGivenUp(ring.member(id))));
            theRingTurns(ids, "without it");
        }
    }

    /** By its handshake, or, where the loop comes late, by who watches joiners. */
    private static boolean hasGivenUp(Member member) {
        return member.metrics().of("handshake.timeout") > 0 || member.metrics().of("joiner.given-up") > 0;
    }

    @Test
    void recoveredMessagesWithoutAnEndAreNotKept() throws IOException {
        List<MemberId> ids = foundThree();
        Payloads.Own payload = new Payloads.Own(new byte[100_000], 0);
        try (Stranger stranger = Stranger.dial(ids.get(0))) {
            stranger.introduce(new MemberId("p9", "127.0.0.1:1"), ids.get(0), Ring.KEY);
            for (int i = 1; ring.member(ids.get(0)).metrics().of("dropped.garbage") == 0; i++) {
                var data = new LcrMessage.Data(0, 0, Clock.of(new long[] {i, 0, 0}), 0, 100_004, List.of(payload));
                List<ByteBuf> frames = new ArrayList<>();
                WireFormat.write(Stranger.HEAP, recoverOf(data), frames::add);
                stranger.write(frames.getFirst());
                assertThat(i).isLessThan(1_000);
            }
        } catch (SocketException e) {
            assertThat(e).as("the connection was closed").isNotNull();
        }
        Ring.await("it is counted", () -> ring.member(ids.get(0)).metrics().of("dropped.garbage") == 1);
        theRingTurns(ids, "still here");
    }

    private LcrMessage.Recover recoverOf(LcrMessage.Data data) {
        MemberId one = MemberId.of("a");
        var change = new next700.protocol.lcr.Change(
                next700.protocol.lcr.View.initial(List.of(one)),
                new java.util.TreeSet<>(),
                new java.util.TreeSet<>(List.of(MemberId.of("b"))),
                new java.util.TreeSet<>());
        return new LcrMessage.Recover(change, List.of(data));
    }
}
