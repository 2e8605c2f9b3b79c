package next700.simulation.lcr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Taken;
import next700.protocol.lcr.Change;
import next700.protocol.lcr.Clock;
import next700.protocol.lcr.LcrCall;
import next700.protocol.lcr.LcrMessage.Data;
import next700.protocol.lcr.LcrNotice;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.View;
import next700.trial.ChoiceTape;
import next700.trial.Event;
import next700.trial.Tape;
import next700.trial.Violation;
import org.junit.jupiter.api.Test;

/** Invariants fall on what they forbid, and not on what they allow; what guards that are gone show is not shown again. */
final class LcrInvariantsTest {
    private static final MemberId P1 = MemberId.of("p1");
    private static final MemberId P2 = MemberId.of("p2");
    private static final MemberId P3 = MemberId.of("p3");
    private static final View VIEW = View.initial(List.of(P1, P2, P3));

    /** Three founders, a majority of which must be left. */
    private final LcrTrial trial = new LcrTrial(LcrSetup.draw(ChoiceTape.replaying(Tape.of(0, 1)), 1));

    private final LcrFacts facts = new LcrFacts(trial.setup(), trial.cast(), null);
    private final LcrObserver observer = new LcrObserver(facts);
    private final List<Violation> violations = new ArrayList<>();
    private Event last;

    private void happens(MemberId process, Input input, LcrNotice... told) {
        happens(process, input, Optional.empty(), told);
    }

    private void happens(MemberId process, Input input, Optional<LcrStep> step, LcrNotice... told) {
        List<Effect> effects = new ArrayList<>();
        step.ifPresent(taken -> effects.add(new Effect.Took(taken)));
        for (LcrNotice notice : told) {
            effects.add(new Effect.Tell(notice));
        }
        int number = last == null ? 0 : last.number() + 1;
        last = new Event(
                number,
                number,
                process,
                input,
                Optional.empty(),
                effects,
                step.stream().map(Taken.class::cast).toList());
        violations.addAll(observer.sees(last));
    }

    private void broadcasts(MemberId process, Text text, LcrNotice... told) {
        happens(process, new Input.Called(new LcrCall.Broadcast(text)), told);
    }

    private static LcrNotice delivers(MemberId origin, Text text, long... clock) {
        int position = VIEW.positionOf(origin);
        return new LcrNotice.Deliver(origin, 0, new Data(0, position, Clock.of(clock), 0, 1, List.of(text)));
    }

    private List<String> fallen() {
        violations.addAll(observer.atTheEnd(last, false));
        return violations.stream().map(Violation::property).toList();
    }

    /** The clients see it, whatever the replicas say of their order. */
    @Test
    void twoOperationsThatAreBothAnsweredAsTheFirstAreFound() {
        Text first = new Text(P2, 1, 1);
        Text second = new Text(P3, 1, 1);
        broadcasts(P2, first, delivers(P2, first, 0, 1, 0));
        broadcasts(P3, second, delivers(P3, second, 0, 0, 1));

        assertThat(fallen()).contains("LCR.Linearizability");
    }

    @Test
    void anOperationThatIsAnsweredAsTheSecondAfterTheFirstIsRight() {
        Text first = new Text(P2, 1, 1);
        Text second = new Text(P3, 1, 1);
        broadcasts(P2, first, delivers(P2, first, 0, 1, 0));
        broadcasts(P3, second, delivers(P2, first, 0, 1, 0), delivers(P3, second, 0, 1, 1));

        assertThat(fallen()).doesNotContain("LCR.Linearizability");
    }

    private void stops(MemberId process, MemberId... excluded) {
        Change change = new Change(VIEW, new TreeSet<>(List.of(excluded)), new TreeSet<>(), new TreeSet<>());
        LcrStep stop =
                new LcrStep("LCR.Stop", process, 0, -1, 0, Optional.empty(), Optional.of(change), Optional.empty());
        happens(process, new Input.Lost(excluded[0]), Optional.of(stop), new LcrNotice.Stopped(""));
    }

    @Test
    void whoStopsAlthoughOnlyOneOfThreeCrashedIsFound() {
        observer.crashed(P3);
        stops(P1, P3);

        assertThat(violations).extracting(Violation::property).containsExactly("LCR.StopsOnlyIfCutOff");
    }

    @Test
    void whoStopsWhereTheOthersLostOneAnotherMayDoSo() {
        observer.cut(P2, P3);
        stops(P1, P2, P3);

        assertThat(violations).isEmpty();
    }

    @Test
    void aPlannedCrashThatHasNotHappenedExcusesNobody() {
        stops(P1, P2, P3);

        assertThat(violations).extracting(Violation::property).containsExactly("LCR.StopsOnlyIfCutOff");
    }
}
