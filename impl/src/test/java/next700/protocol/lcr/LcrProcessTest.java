package next700.protocol.lcr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import next700.process.Effect;
import next700.process.Input;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LcrProcessTest {
    private static final LcrSettings SETTINGS =
            LcrSettings.DEFAULT.withWindow(64).withBatch(1);

    /** Thesis Figure 2.6: m1 and m3 are broadcast at once, and m3 comes first, since p3 had not received m1. */
    @Test
    void theRunOfFigure26DeliversM3BeforeM1() {
        Rounds rounds = new Rounds(4, SETTINGS);
        rounds.broadcast(1, "m1");
        rounds.broadcast(3, "m3");
        rounds.next();
        assertThat(rounds.onTheRing()).hasSize(2);
        rounds.next();
        rounds.next();
        assertThat(rounds.deliveredBy(2)).as("end of round C").containsExactly("m3");
        assertThat(rounds.deliveredBy(0)).as("p0 cannot deliver m1 yet").isEmpty();
        rounds.next();
        rounds.next();
        rounds.next();

        for (int position = 0; position < 4; position++) {
            assertThat(rounds.deliveredBy(position)).containsExactly("m3", "m1");
        }
    }

    /** Thesis 2.5.3. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 9})
    void aMessageIsDeliveredByAllAfterTwoNMinusTwoRounds(int n) {
        Rounds rounds = new Rounds(n, SETTINGS);
        rounds.broadcast(0, "m");
        while (!rounds.haveAllDelivered(1)) {
            rounds.next();
        }
        assertThat(rounds.round()).isEqualTo(2 * n - 2);
    }

    /** Theorem 2.5.1, for n senders and for one. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void throughputIsThatOfTheTheorem(int n) {
        assertThat(throughput(n, n)).isCloseTo((double) n / (n - 1), within(0.02));
        assertThat(throughput(n, 1)).isCloseTo(1.0, within(0.02));
    }

    private static double throughput(int n, int senders) {
        int rounds = 3_000;
        Rounds ring = saturated(n, senders, rounds, SETTINGS.withWindow(16));
        return (double) ring.deliveredBy(n - 1).size() / rounds;
    }

    private static Rounds saturated(int n, int senders, int rounds, LcrSettings settings) {
        Rounds ring = new Rounds(n, settings);
        for (int sender = 0; sender < senders; sender++) {
            saturate(ring, sender, 2 * rounds);
        }
        for (int round = 0; round < rounds; round++) {
            ring.next();
        }
        return ring;
    }

    /**
     * Thesis 2.6.4: three of five send all they can, and the third's link is the fullest. Windows are full, or not, and no
     * whole number of messages goes into one.
     */
    @ParameterizedTest
    @ValueSource(ints = {16, 50, 77, 1_000})
    void threeSendersOfFiveGetTheSameShare(int window) {
        Rounds ring = saturated(5, 3, 3_000, SETTINGS.withWindow(window));
        List<String> delivered = ring.deliveredBy(4);
        assertThat(delivered).hasSizeGreaterThan(2_800);
        for (int sender = 0; sender < 3; sender++) {
            assertThat(share("p" + sender, delivered)).isCloseTo(1.0 / 3, within(0.004));
        }
    }

    /** Whatever their places: they stay within a constant number of messages of one another. */
    @Test
    void threeSendersAnywhereOnTheRingStayTogether() {
        for (int first = 0; first < 5; first++) {
            Rounds ring = new Rounds(5, SETTINGS.withWindow(50));
            List<Integer> senders = List.of(first, (first + 1) % 5, (first + 3) % 5);
            senders.forEach(sender -> saturate(ring, sender, 4_000));
            for (int round = 0; round < 2_000; round++) {
                ring.next();
            }
            long expected = ring.deliveredBy(4).size() / senders.size();
            for (int sender : senders) {
                assertThat(count("p" + sender, ring.deliveredBy(4)))
                        .as("p" + sender + " of " + senders)
                        .isCloseTo(expected, within(2L * Turns.LEAD));
            }
        }
    }

    private static void saturate(Rounds ring, int sender, int messages) {
        for (int i = 0; i < messages; i++) {
            ring.broadcast(sender, "p" + sender);
        }
    }

    @Test
    void nSendersGetTheSameShare() {
        Rounds ring = saturated(5, 5, 3_000, SETTINGS);
        for (int sender = 0; sender < 5; sender++) {
            assertThat(share("p" + sender, ring.deliveredBy(4))).isCloseTo(1.0 / 5, within(0.004));
        }
    }

    private static double share(String sender, List<String> delivered) {
        return (double) count(sender, delivered) / delivered.size();
    }

    private static long count(String sender, List<String> delivered) {
        return delivered.stream().filter(sender::equals).count();
    }

    @Test
    void aBusyMemberStillForwardsWhatOthersSendOneAtATime() {
        Rounds ring = new Rounds(3, SETTINGS);
        for (int i = 0; i < 500; i++) {
            ring.broadcast(1, "busy");
        }
        ring.next();
        ring.broadcast(0, "single");
        for (int round = 0; round < 12; round++) {
            ring.next();
        }
        assertThat(ring.deliveredBy(2)).contains("single");
    }

    @Test
    void smallPayloadsThatWaitAreBroadcastAsOneMessage() {
        Rounds ring = new Rounds(3, SETTINGS.withBatch(10));
        for (int i = 0; i < 7; i++) {
            ring.broadcast(0, "m" + i, 3);
        }
        assertThat(ring.onTheRing().get(0).data().orElseThrow().payloads()).hasSize(1);
        ring.next();
        assertThat(ring.onTheRing())
                .anyMatch(message -> message.data().orElseThrow().payloads().size() == 3);
        for (int round = 0; round < 10; round++) {
            ring.next();
        }
        assertThat(ring.deliveredBy(2)).containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6");
    }

    @Test
    void noMoreIsOnItsWayThanTheWindowTakes() {
        Rounds ring = new Rounds(3, SETTINGS.withWindow(2));
        for (int i = 0; i < 9; i++) {
            ring.broadcast(0, "m" + i);
        }
        int firstDelivered = 0;
        int sentBefore = 0;
        while (ring.deliveredBy(0).isEmpty()) {
            sentBefore += ring.onTheRing().stream()
                    .filter(message -> message.data()
                            .filter(data -> data.origin() == 0 && data.sequence() > firstDelivered)
                            .isPresent())
                    .mapToInt(message -> 1)
                    .sum();
            ring.next();
        }
        assertThat(sentBefore).isLessThanOrEqualTo(2 * 2);
        for (int round = 0; round < 60; round++) {
            ring.next();
        }
        assertThat(ring.deliveredBy(2)).hasSize(9);
    }

    @Test
    void aPredecessorThatSkipsAMessageIsTakenForFailed() {
        View view = View.initial(List.of(MemberId.of("p0"), MemberId.of("p1"), MemberId.of("p2")));
        LcrProcess process = LcrProcess.member(MemberId.of("p1"), view, SETTINGS);
        LcrMessage.Data second = new LcrMessage.Data(0, 0, Clock.of(2, 0, 0), 1, 0, List.of());
        List<Effect> effects = process.on(
                new Input.Received(MemberId.of("p0"), new LcrMessage.Ring(0, Optional.of(second), List.of())));

        assertThat(effects)
                .contains(new Effect.Tell(new LcrNotice.Discard(second)), new Effect.Disconnect(MemberId.of("p0")));
        assertThat(process.phase()).isEqualTo(LcrProcess.Phase.CHANGING);
    }

    @Test
    void aProcessMustBeInTheViewThatItFounds() {
        View view = View.initial(List.of(MemberId.of("p0")));
        assertThatThrownBy(() -> LcrProcess.member(MemberId.of("p1"), view, SETTINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("p1 is not a member of view 0 [p0]");
    }
}
