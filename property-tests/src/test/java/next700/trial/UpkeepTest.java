package next700.trial;

import static org.assertj.core.api.Assertions.assertThat;

import next700.simulation.Arena;
import next700.simulation.lcr.LcrSubject;
import next700.simulation.pbft.PbftSubject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run itself sees to, whatever the protocol. */
final class UpkeepTest {
    static Subject[] subjects() {
        return new Subject[] {Arena.quorum(1), new PbftSubject(1), LcrSubject.USUAL};
    }

    /** Who reports a violation by its name, in a proof map or a campaign, must know that name. */
    @ParameterizedTest
    @MethodSource("subjects")
    void everySubjectHasANameForItAndListsItAmongWhatCanFall(Subject subject) {
        Observer observer = subject.draw(ChoiceTape.replaying(Tape.EMPTY)).observer(null);

        assertThat(subject.properties())
                .contains(observer.named(Observer.NEVER_FAILS), observer.named(Observer.OWN_INVARIANTS));
    }
}
