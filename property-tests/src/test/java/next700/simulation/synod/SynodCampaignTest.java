package next700.simulation.synod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import next700.protocol.acceptors.Acceptors;
import next700.trial.Campaign;
import next700.trial.CampaignResult;
import next700.trial.Counterexample;
import next700.trial.FuzzOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("campaign")
final class SynodCampaignTest {
    @ParameterizedTest
    @CsvSource({"1, 6_000", "2, 2_000", "3, 1_000"})
    void theSynodSurvivesCrashesAndLossyLinks(int f, String runs) {
        CampaignResult result =
                Campaign.run(FuzzOptions.of(new SynodSubject(f), Long.parseLong(runs.replace("_", ""))));

        assertThat(result.counterexample().map(Counterexample::describe)).isEmpty();
        assertThat(result.missed()).isEmpty();
    }

    @Test
    void quorumsThatChooseAreAtMostAsManyAsAreSurelyUp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Acceptors(1, 3))
                .withMessage("a value is chosen by 1 to f+1 = 2 acceptors, not 3");
        assertThatIllegalArgumentException().isThrownBy(() -> new Acceptors(1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Acceptors(0, 1))
                .withMessage("f must be between 1 and 10, not 0");
    }

    @Test
    void anyAcceptorsThatMayAnswerMeetAnyThatMayChoose() {
        for (int f = 1; f <= Acceptors.MOST_F; f++) {
            for (int quorum = 1; quorum <= f + 1; quorum++) {
                Acceptors group = new Acceptors(f, quorum);
                assertThat(group.promises() + group.accepts()).isEqualTo(group.size() + 1);
            }
        }
    }
}
