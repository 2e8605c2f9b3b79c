package next700.protocol.lcr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import next700.process.Effect;
import next700.process.Input;
import next700.protocol.lcr.LcrMessage.Ack;
import next700.protocol.lcr.LcrMessage.Data;
import next700.protocol.lcr.LcrMessage.Recover;
import next700.protocol.lcr.LcrMessage.Ring;
import org.junit.jupiter.api.Test;

/** What comes on the ring of a view that is not installed yet is kept, as far as those who work can have sent it. */
final class LaterViewTest {
    private static final MemberId P1 = MemberId.of("p1");
    private static final MemberId P2 = MemberId.of("p2");
    private static final MemberId P3 = MemberId.of("p3");
    private static final MemberId STRANGER = MemberId.of("p9");
    private static final int WINDOW = 1_000;

    private final LcrProcess p1 =
            LcrProcess.member(P1, View.initial(List.of(P1, P2, P3)), LcrSettings.DEFAULT.withWindow(WINDOW));

    private static Ring later(int sequence, int sizeBytes) {
        Data data = new Data(7, 1, Clock.of(new long[] {0, sequence, 0}), 0, sizeBytes, List.of());
        return new Ring(7, Optional.of(data), List.of());
    }

    private List<Effect> receives(MemberId from, LcrMessage message) {
        List<Effect> effects = p1.on(new Input.Received(from, message));
        p1.check();
        return effects;
    }

    private static boolean isDiscarded(List<Effect> effects) {
        return effects.stream()
                .anyMatch(effect -> effect instanceof Effect.Tell tell && tell.notice() instanceof LcrNotice.Discard);
    }

    private static boolean excludes(List<Effect> effects, MemberId member) {
        return effects.stream()
                .anyMatch(effect -> effect instanceof Effect.Send send
                        && send.message() instanceof Recover recover
                        && recover.change().excluded().contains(member));
    }

    @Test
    void noMoreIsKeptThanWindowsHaveRoomForAndWhoSendsMoreCountsAsFailed() {
        for (int i = 1; i <= 2; i++) {
            assertThat(receives(P3, later(i, WINDOW))).isEmpty();
        }

        List<Effect> effects = receives(P3, later(3, WINDOW));
        assertThat(isDiscarded(effects)).isTrue();
        assertThat(excludes(effects, P3)).isTrue();
    }

    @Test
    void aMessageThatIsLargerThanItsWindowIsKept() {
        assertThat(receives(P3, later(1, 10 * WINDOW))).isEmpty();
    }

    @Test
    void acknowledgementsOfAViewThatThisMemberHasNotBegunDoNotExist() {
        assertThat(excludes(receives(P3, new Ring(7, Optional.empty(), List.of(new Ack(1, 1)))), P3))
                .isTrue();
    }

    @Test
    void nothingIsKeptOfWhoIsNoMemberOfAnyViewToCome() {
        List<Effect> effects = receives(STRANGER, later(1, 10));

        assertThat(isDiscarded(effects)).isTrue();
        assertThat(excludes(effects, STRANGER)).isFalse();
    }
}
