package next700.protocol.lcr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import next700.process.Effect;
import next700.process.Input;
import next700.protocol.lcr.LcrMessage.AckRecover;
import next700.protocol.lcr.LcrMessage.Completed;
import next700.protocol.lcr.LcrMessage.EndRecovery;
import next700.protocol.lcr.LcrMessage.Recover;
import org.junit.jupiter.api.Test;

/** What a process does whose change of view is interrupted by a larger one: the exact messages, step by step. */
final class InterruptedChangeTest {
    private static final MemberId P1 = MemberId.of("p1");
    private static final MemberId P2 = MemberId.of("p2");
    private static final MemberId P3 = MemberId.of("p3");
    private static final MemberId P4 = MemberId.of("p4");
    private static final View VIEW = View.initial(List.of(P1, P2, P3, P4));

    private static final Change P3_LEAVES = change(List.of());
    private static final Change P3_LEAVES_AND_CRASHES = change(List.of(P3));

    private final LcrProcess p4 = LcrProcess.member(P4, VIEW, LcrSettings.DEFAULT);

    private static Change change(List<MemberId> excluded) {
        return new Change(VIEW, new TreeSet<>(excluded), new TreeSet<>(), new TreeSet<>(List.of(P3)));
    }

    private List<Effect.Send> receives(MemberId from, LcrMessage message) {
        List<Effect.Send> sent = new ArrayList<>();
        List<Effect> effects = p4.on(new Input.Received(from, message));
        p4.check();
        for (Effect effect : effects) {
            if (effect instanceof Effect.Send send) {
                sent.add(send);
            }
        }
        return sent;
    }

    private static Effect.Send send(MemberId to, LcrMessage message) {
        return new Effect.Send(to, message);
    }

    private void promisesToLetP3Leave() {
        for (MemberId other : List.of(P1, P2, P3)) {
            receives(other, new Recover(P3_LEAVES, List.of()));
        }
        receives(P1, new AckRecover(P3_LEAVES));
        receives(P2, new AckRecover(P3_LEAVES));
        assertThat(receives(P3, new AckRecover(P3_LEAVES)))
                .containsExactly(
                        send(P1, new EndRecovery(P3_LEAVES)),
                        send(P2, new EndRecovery(P3_LEAVES)),
                        send(P3, new EndRecovery(P3_LEAVES)));
        receives(P1, new EndRecovery(P3_LEAVES));
        receives(P3, new EndRecovery(P3_LEAVES));
    }

    /** Model TellsNobody of specs/lcr: p1 has the answer to its RECOVER, and would wait for an END_RECOVERY for ever. */
    @Test
    void whoReturnsToTheInterruptedChangeTellsThoseWhoWentOn() {
        promisesToLetP3Leave();
        assertThat(receives(P1, new Recover(P3_LEAVES_AND_CRASHES, List.of())))
                .contains(send(P1, new AckRecover(P3_LEAVES_AND_CRASHES)));

        assertThat(receives(P2, new EndRecovery(P3_LEAVES)))
                .contains(send(P1, new Completed(P3_LEAVES)), send(P2, new Completed(P3_LEAVES)));
        assertThat(p4.view()).contains(P3_LEAVES.target());
        assertThat(p4.phase()).isEqualTo(LcrProcess.Phase.MEMBER);
    }

    @Test
    void whoIsToldInstallsTheViewThatItHadPromised() {
        promisesToLetP3Leave();
        receives(P1, new Recover(P3_LEAVES_AND_CRASHES, List.of()));

        receives(P1, new Completed(P3_LEAVES));
        assertThat(p4.view()).contains(P3_LEAVES.target());
    }

    @Test
    void whoRanNoLargerChangeTellsOnlyTheOneThatLeaves() {
        promisesToLetP3Leave();

        assertThat(receives(P2, new EndRecovery(P3_LEAVES))).containsExactly(send(P3, new Completed(P3_LEAVES)));
    }
}
