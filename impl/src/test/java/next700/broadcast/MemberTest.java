package next700.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import next700.broadcast.MemberListener.End;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Survival;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MemberTest {
    private static final MemberOptions OPTIONS =
            MemberOptions.DEFAULT.withKey(Ring.KEY).withSilence(5_000);

    private final Ring ring = new Ring();

    @AfterEach
    void close() {
        ring.close();
    }

    @Test
    void membersDeliverWhatAllBroadcastInOneOrder() {
        List<MemberId> ids = Ring.ids(1, 3);
        ring.found(ids, OPTIONS);
        for (int i = 0; i < 300; i++) {
            ring.member(ids.get(i % 3)).utoBroadcast(Ring.bytes("m" + i));
        }

        ids.forEach(id ->
                Ring.await(id + " delivers all", () -> ring.deliveredBy(id).size() == 300));
        assertThat(ring.deliveredBy(ids.get(1))).isEqualTo(ring.deliveredBy(ids.get(0)));
        assertThat(ring.deliveredBy(ids.get(2))).isEqualTo(ring.deliveredBy(ids.get(0)));
    }

    /** More at once than a connection's buffer takes: what is written while it empties goes out as well. */
    @Test
    void aLoadedRingDoesNotStop() {
        List<MemberId> ids = Ring.ids(1, 3);
        ring.found(ids, OPTIONS);
        String large = "x".repeat(10_000);
        for (int i = 0; i < 600; i++) {
            ring.member(ids.get(i % 3)).utoBroadcast(Ring.bytes(large));
        }

        ids.forEach(id ->
                Ring.await(id + " delivers all", () -> ring.deliveredBy(id).size() == 600));
        assertThat(ring.deliveredBy(ids.get(1))).isEqualTo(ring.deliveredBy(ids.get(0)));
    }

    @Test
    void aMemberAloneDeliversToItself() {
        List<MemberId> ids = Ring.ids(1, 1);
        ring.found(ids, OPTIONS);
        ring.member(ids.get(0)).utoBroadcast(Ring.bytes("alone"));
        ring.member(ids.get(0)).utoBroadcast(new byte[0]);

        Ring.await("both are delivered", () -> ring.deliveredBy(ids.get(0)).size() == 2);
        assertThat(ring.deliveredBy(ids.get(0))).containsExactly("p1:alone", "p1:");
    }

    @Test
    void whoCrashesIsExcludedAndTheOthersGoOnInOneOrder() {
        List<MemberId> ids = Ring.ids(1, 4);
        ring.found(ids, OPTIONS);
        for (int i = 0; i < 200; i++) {
            ring.member(ids.get(i % 4)).utoBroadcast(Ring.bytes("m" + i));
        }
        ring.member(ids.get(1)).close();
        for (int i = 0; i < 90; i++) {
            ring.member(ids.get(i % 3 == 1 ? 3 : i % 3)).utoBroadcast(Ring.bytes("n" + i));
        }

        List<MemberId> rest = List.of(ids.get(0), ids.get(2), ids.get(3));
        rest.forEach(id -> Ring.await(
                id + " delivers what the rest broadcast",
                () -> ring.deliveredBy(id).stream()
                                .filter(m -> m.contains(":n"))
                                .count()
                        == 90));
        assertThat(ring.deliveredBy(ids.get(2))).isEqualTo(ring.deliveredBy(ids.get(0)));
        assertThat(ring.deliveredBy(ids.get(3))).isEqualTo(ring.deliveredBy(ids.get(0)));
        assertThat(ring.member(ids.get(0)).view().members()).isEqualTo(rest);
        List<String> before = ring.deliveredBy(ids.get(1));
        assertThat(ring.deliveredBy(ids.get(0)).subList(0, before.size())).isEqualTo(before);
    }

    @Test
    void whoJoinsDeliversFromThenOnAndWhoLeavesHasDeliveredItsOwn() {
        List<MemberId> ids = Ring.ids(1, 4);
        List<MemberId> founders = ids.subList(0, 3);
        ring.found(founders, OPTIONS);
        ring.member(ids.get(0)).utoBroadcast(Ring.bytes("before"));
        Ring.await("before", () -> ring.deliveredBy(ids.get(0)).size() == 1);
        ring.join(ids.get(3), founders, OPTIONS);
        ring.member(ids.get(3)).utoBroadcast(Ring.bytes("joined"));
        Ring.await("joined", () -> ring.deliveredBy(ids.get(0)).contains("p4:joined"));
        ring.member(ids.get(1)).utoBroadcast(Ring.bytes("last"));
        ring.member(ids.get(1)).leave().toCompletableFuture().join();

        assertThat(ring.deliveredBy(ids.get(1))).contains("p2:last");
        Ring.await(
                "the others are among themselves",
                () -> ring.member(ids.get(3)).view().members().size() == 3);
        assertThat(ring.deliveredBy(ids.get(3))).startsWith("p4:joined");
        assertThatThrownBy(() -> ring.member(ids.get(1)).utoBroadcast(Ring.bytes("after")))
                .isInstanceOf(MemberException.class)
                .hasMessageContaining("it has left");
    }

    @Test
    void aMinorityStopsAndSaysSo() {
        List<MemberId> ids = Ring.ids(1, 3);
        ring.found(ids, OPTIONS);
        ring.member(ids.get(0)).close();
        ring.member(ids.get(1)).close();

        Ring.await("p3 ends", () -> ring.ears.get(ids.get(2)).end.get() != null);
        End end = ring.ears.get(ids.get(2)).end.get();
        assertThat(end.kind()).isEqualTo(End.Kind.STOPPED);
        assertThat(end.reason()).contains("cannot be reached");
        assertThatThrownBy(() -> ring.member(ids.get(2)).utoBroadcast(Ring.bytes("after")))
                .isInstanceOf(MemberException.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void whereTheDetectorIsTrustedOneMemberGoesOnAlone() {
        List<MemberId> ids = Ring.ids(1, 3);
        ring.found(ids, OPTIONS.with(Survival.ALL_BUT_ONE));
        ring.member(ids.get(0)).close();
        ring.member(ids.get(1)).close();
        ring.member(ids.get(2)).utoBroadcast(Ring.bytes("alone"));

        Ring.await("p3 delivers", () -> ring.deliveredBy(ids.get(2)).contains("p3:alone"));
    }

    @Test
    void aMemberThatDoesNotReadHoldsUpThoseWhoBroadcast() {
        List<MemberId> ids = Ring.ids(1, 3);
        ring.found(
                ids,
                OPTIONS.with(MemberOptions.DEFAULT.settings().withWindow(10_000))
                        .withMaxMessage(1_000)
                        .withOutstanding(50_000));
        CountDownLatch stall = new CountDownLatch(1);
        ring.ears.get(ids.get(1)).stall.set(stall);
        ring.member(ids.get(0)).utoBroadcast(new byte[1_000]);
        int[] accepted = {1};
        Ring.await("the group is behind", () -> {
            boolean isAccepted = ring.member(ids.get(0)).tryUtoBroadcast(new byte[1_000]);
            accepted[0] += isAccepted ? 1 : 0;
            return !isAccepted && ring.deliveredBy(ids.get(1)).size() > 0;
        });
        ring.ears.get(ids.get(1)).stall.set(null);
        stall.countDown();

        Ring.await(
                "all that was accepted is delivered",
                () -> ring.deliveredBy(ids.get(2)).size() == accepted[0]);
        ring.member(ids.get(0)).utoBroadcast(new byte[1_000]);
        Ring.await("and more", () -> ring.deliveredBy(ids.get(2)).size() == accepted[0] + 1);
    }

    @Test
    void aMessageThatIsTooLargeIsRefused() {
        List<MemberId> ids = Ring.ids(1, 1);
        ring.found(ids, OPTIONS.withMaxMessage(100));

        assertThatThrownBy(() -> ring.member(ids.get(0)).utoBroadcast(new byte[101]))
                .isInstanceOf(MemberException.class)
                .hasMessageContaining("101 bytes")
                .hasMessageContaining("limit is 100");
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            MemberId id = new MemberId("p1", "127.0.0.1:" + taken.getLocalPort());
            assertThatThrownBy(() -> Member.found(id, List.of(id), OPTIONS, new Ring.Ear()))
                    .isInstanceOf(MemberException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void aViewThatNamesAMemberTwiceIsRefused() {
        MemberId one = new MemberId("p1", "127.0.0.1:1");
        MemberId other = new MemberId("p1", "127.0.0.1:2");
        assertThatThrownBy(() -> Member.found(one, List.of(one, other), OPTIONS, new Ring.Ear()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("p1 is there twice");
    }

    @Test
    void whoDoesNotComeUpIsNamed() {
        List<MemberId> ids = Ring.ids(1, 2);
        assertThatThrownBy(() -> Member.found(ids.get(0), ids, OPTIONS.withFormation(300), new Ring.Ear()))
                .isInstanceOf(MemberException.class)
                .hasMessageContaining("[p2]");
    }

    @Test
    void aJoinerWithTheNameOfAMemberIsRefused() {
        List<MemberId> ids = Ring.ids(1, 2);
        ring.found(List.of(ids.get(0)), OPTIONS);
        MemberId double0 = new MemberId("p1", ids.get(1).address());
        assertThatThrownBy(() -> ring.join(double0, List.of(ids.get(0)), OPTIONS))
                .isInstanceOf(MemberException.class)
                .hasMessageContaining("this is another p1");
    }

    @Test
    void aMemberOfAnotherGroupIsRefused() {
        List<MemberId> ids = Ring.ids(1, 2);
        ring.found(List.of(ids.get(0)), OPTIONS);
        assertThatThrownBy(() -> ring.join(ids.get(1), List.of(ids.get(0)), OPTIONS.withGroup("others")))
                .isInstanceOf(MemberException.class)
                .hasMessageContaining("is of group 'next700', not 'others'");
    }

    @Test
    void aMemberThatSpeaksAnotherVersionIsToldSo() throws IOException {
        List<MemberId> ids = Ring.ids(1, 1);
        ring.found(ids, OPTIONS);
        try (Stranger stranger = Stranger.dial(ids.get(0))) {
            stranger.write(WireFormat.hello(Stranger.HEAP, 7, stranger.hello(MemberId.of("p9"), ids.get(0))));
            assertThat(stranger.readToTheEnd()).contains("speaks version 3, not 7");
        }
    }

    @Test
    void aStrangerThatSendsGarbageIsDroppedAndCounted() throws IOException {
        List<MemberId> ids = Ring.ids(1, 1);
        ring.found(ids, OPTIONS);
        try (Stranger stranger = Stranger.dial(ids.get(0))) {
            stranger.write(Ring.bytes("GET / HTTP/1.1\r\n\r\n"));
            assertThat(stranger.readToTheEnd()).isEmpty();
        }
        assertThat(ring.member(ids.get(0)).metrics().of("dropped.garbage")).isEqualTo(1);
    }

    @Test
    void aMemberThatSendsGarbageIsTakenForFailed() throws IOException {
        List<MemberId> ids = Ring.ids(1, 3);
        ring.found(ids, OPTIONS);
        try (Stranger second = Stranger.dial(ids.get(0))) {
            // The newest connection of a member is the one that counts: it has restarted, for all that p1 knows.
            second.introduce(ids.get(2), ids.get(0), Ring.KEY);
            second.write(new byte[] {0, 0, 0, 1, 99});
            Ring.await("it is counted", () -> ring.member(ids.get(0)).metrics().of("dropped.garbage") == 1);
        }
        // Each of the two sees the other fail, and p2 goes on with the one that it hears from first.
        Ring.await("two are left", () -> ring.member(ids.get(1)).view().size() == 2);
        MemberId out = ring.member(ids.get(1)).view().contains(ids.get(0)) ? ids.get(2) : ids.get(0);
        MemberId in = out.equals(ids.get(0)) ? ids.get(2) : ids.get(0);
        Ring.await(out + " stops", () -> ring.ears.get(out).end.get() != null);
        ring.member(ids.get(1)).utoBroadcast(Ring.bytes("we go on"));
        Ring.await(in + " delivers", () -> ring.deliveredBy(in).contains("p2:we go on"));
    }
}
