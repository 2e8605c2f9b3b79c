package next700.protocol.lcr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Input;
import next700.protocol.lcr.LcrMessage.Ack;
import next700.protocol.lcr.LcrMessage.AckRecover;
import next700.protocol.lcr.LcrMessage.Data;
import next700.protocol.lcr.LcrMessage.EndRecovery;
import next700.protocol.lcr.LcrMessage.Recover;
import next700.protocol.lcr.LcrMessage.Ring;
import org.junit.jupiter.api.Test;

/** What a process looks after itself, whatever it is sent. */
final class OwnInvariantsTest {
    private static final MemberId P1 = MemberId.of("p1");
    private static final MemberId P2 = MemberId.of("p2");
    private static final MemberId P3 = MemberId.of("p3");
    private static final View VIEW = View.initial(List.of(P1, P2, P3));
    private static final Change P3_CRASHED =
            new Change(VIEW, new TreeSet<>(List.of(P3)), new TreeSet<>(), new TreeSet<>());

    private final LcrProcess p2 = LcrProcess.member(P2, VIEW, LcrSettings.DEFAULT);

    private List<Effect> takes(Input input) {
        List<Effect> effects = p2.on(input);
        p2.check();
        return effects;
    }

    private static Data data(long view, int origin, long... clock) {
        return new Data(view, origin, Clock.of(clock), 0, 1, List.of());
    }

    private static Ring ring(Data data) {
        return new Ring(data.view(), Optional.of(data), List.of());
    }

    /** An acknowledgement of what was never sent: a member that works sends the message before it. */
    @Test
    void whatIsStableWasReceived() {
        LcrRing ring = new LcrRing(P2, VIEW, LcrSettings.DEFAULT, new SendQueue(1));
        ring.enqueue(new Ring(0, Optional.empty(), List.of(new Ack(0, 1))));
        ring.advance(new Effects());

        assertThatThrownBy(() -> ring.check(true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("what is stable was received");
    }

    @Test
    void aSendersPendingMessagesHaveNoGap() {
        LcrRing ring = new LcrRing(P2, VIEW, LcrSettings.DEFAULT, new SendQueue(1));
        ring.merge(List.of(data(0, 0, 1, 0, 0)), new Effects());
        assertThatCode(() -> ring.check(false)).doesNotThrowAnyException();
        ring.merge(List.of(data(0, 0, 3, 0, 0)), new Effects());

        assertThatThrownBy(() -> ring.check(false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without a gap");
    }

    /**
     * Messages of the next view come early, and turn out to be none that a predecessor can have had to send: p2 suspects it
     * at the first, is alone, and stops before it comes to the second.
     */
    @Test
    void whoStopsAtOneEarlyMessageLetsGoOfTheOthers() {
        View next = P3_CRASHED.target();
        Data first = data(next.number(), 0, 2, 0);
        Data second = data(next.number(), 0, 3, 0);
        takes(new Input.Lost(P3));
        takes(new Input.Received(P1, new Recover(P3_CRASHED, List.of())));
        takes(new Input.Received(P1, ring(first)));
        takes(new Input.Received(P1, ring(second)));
        takes(new Input.Received(P1, new AckRecover(P3_CRASHED)));

        assertThat(takes(new Input.Received(P1, new EndRecovery(P3_CRASHED))))
                .contains(
                        new Effect.Tell(new LcrNotice.Installed(next)),
                        new Effect.Tell(new LcrNotice.Discard(first)),
                        new Effect.Tell(new LcrNotice.Discard(second)));
        assertThat(p2.phase()).isEqualTo(LcrProcess.Phase.STOPPED);
    }
}
