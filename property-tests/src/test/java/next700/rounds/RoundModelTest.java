package next700.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.rounds.Measurement.Throughput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The round model of thesis 2.2.2, and what the thesis says of the protocols in it. */
class RoundModelTest {

    /** Sends the same to the same for ever, and notes what it receives. */
    private static final class Repeating implements Station<String> {
        private final Optional<Sending<String>> sending;
        private final List<String> received = new ArrayList<>();

        Repeating(Optional<Sending<String>> sending) {
            this.sending = sending;
        }

        @Override
        public Optional<Sending<String>> send() {
            return sending;
        }

        @Override
        public void receive(String message) {
            received.add(message);
        }
    }

    static List<BroadcastProtocol> protocols() {
        return BroadcastProtocol.all();
    }

    @Test
    void ofTwoMessagesToOneProcessTheSecondArrivesInTheNextRound() {
        Repeating a = new Repeating(Optional.of(Sending.to(2, "a")));
        Repeating b = new Repeating(Optional.of(Sending.toOthers(1, 3, "b")));
        Repeating c = new Repeating(Optional.empty());
        RoundModel<String> model = new RoundModel<>(List.of(a, b, c));

        model.round();
        model.round();
        model.round();

        assertThat(c.received).containsExactly("a", "b", "a");
        assertThat(a.received).containsExactly("b", "b", "b");
        assertThat(b.received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9})
    void lcrMatchesTheBoundOfTheorem251WithAnyNumberOfSenders(int processes) {
        Measurement lcr = Measurement.of(new Lcr(), processes);

        for (int senders = 1; senders < processes; senders++) {
            assertThat(lcr.throughput(senders)).isEqualTo(new Throughput(Rational.of(1), true));
        }
        assertThat(lcr.throughput(processes)).isEqualTo(new Throughput(new Rational(processes, processes - 1), true));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9})
    void aBroadcastOfLcrTakes2nMinus2Rounds(int processes) {
        int latency = 2 * processes - 2;

        assertThat(Measurement.of(new Lcr(), processes).latency()).isEqualTo(new Measurement.Latency(latency, latency));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void noProtocolCompletesMoreThanTheBound(BroadcastProtocol protocol) {
        for (int processes : List.of(2, 3, 5, 8)) {
            Measurement measured = Measurement.of(protocol, processes);
            for (int senders = 1; senders <= processes; senders++) {
                assertThat(measured.throughput(senders).perRound())
                        .isLessThanOrEqualTo(ThroughputBound.of(processes, senders));
            }
        }
    }

    /** Thesis 2.3.2: "the token must be received at the same time as the broadcast messages". */
    @Test
    void aMovingSequencerNeverCompletesABroadcastInEveryRound() {
        Measurement measured = Measurement.of(new MovingSequencer(), 5);

        assertThat(measured.throughput())
                .allSatisfy(throughput -> assertThat(throughput.perRound()).isLessThan(Rational.of(1)));
    }

    /** Thesis 2.3.3: "the throughput when all processes broadcast cannot be higher than when only one broadcasts". */
    @Test
    void aTokenThatNeverTravelsAloneCompletesOneBroadcastInARoundAndNoMore() {
        Measurement measured = Measurement.of(new PrivilegeBased(), 5);

        assertThat(measured.throughput(5)).isEqualTo(new Throughput(Rational.of(1), true));
        assertThat(measured.throughput(1)).isEqualTo(new Throughput(new Rational(5, 9), true));
    }

    /** Thesis 2.3.4: every message is acknowledged to everyone, so that a process receives n - 1 for one broadcast. */
    @Test
    void communicationHistoryCostsEveryProcessNMinus1MessagesForABroadcast() {
        assertThat(Measurement.of(new CommunicationHistory(), 5).throughput(1))
                .isEqualTo(new Throughput(new Rational(1, 4), true));
    }

    @Test
    void oneProcessAloneIsNoRing() {
        assertThatThrownBy(() -> Measurement.of(new Lcr(), 1)).hasMessageContaining("at least 2 processes");
    }

    @Test
    void aDeliveryOutOfOrderIsNoticed() {
        Application application = new Application(2, 1);
        application.deliver(0, new Broadcast(0, 1));

        assertThatThrownBy(() -> application.deliver(1, new Broadcast(1, 1))).hasMessageContaining("total order");
    }
}
