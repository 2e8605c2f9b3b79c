package next700.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import next700.trial.Campaign;
import next700.trial.CampaignResult;
import next700.trial.Counterexample;
import next700.trial.FuzzOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("campaign")
final class CampaignTest {
    @Test
    void quorumSurvivesTheAdversaryWithOneFault() {
        CampaignResult result = Campaign.run(FuzzOptions.of(Arena.quorum(1), 8_000));

        assertThat(result.counterexample().map(Counterexample::describe)).isEmpty();
        assertThat(result.missed()).isEmpty();
        assertThat(result.verdict()).isEqualTo(CampaignResult.Verdict.HOLDS);
        assertThat(result.runs()).isEqualTo(8_000);
    }

    @Test
    void quorumSurvivesTheAdversaryWithTwoFaults() {
        CampaignResult result =
                Campaign.run(FuzzOptions.of(Arena.quorum(2), 800).withSeed(2));

        assertThat(result.counterexample().map(Counterexample::describe)).isEmpty();
        assertThat(result.missed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"zlight, 1, 3000", "chain, 1, 3000", "chain, 2, 200", "aliph, 1, 2500"})
    void compositionsSurviveTheAdversary(String composition, int f, long runs) {
        CampaignResult result = Campaign.run(FuzzOptions.of(Arena.of(composition, f), runs));

        assertThat(result.counterexample().map(Counterexample::describe)).isEmpty();
        if (f == 1) {
            assertThat(result.missed()).isEmpty();
        }
    }

    /** Two of seven replicas may lie or crash. A run takes several times as long as with four, so that there are few. */
    @ParameterizedTest
    @CsvSource({"zlight, 200", "backup, 60", "aliph, 100"})
    void compositionsSurviveTheAdversaryWithTwoFaults(String composition, long runs) {
        CampaignResult result = Campaign.run(FuzzOptions.of(Arena.of(composition, 2), runs));

        assertThat(result.counterexample().map(Counterexample::describe)).isEmpty();
    }

    /** They reach in more runs what these are too few for. */
    @ParameterizedTest
    @ValueSource(strings = {"azyzzyva", "backup", "quorum-zlight-chain-backup"})
    void otherCompositionsOfTheSamePartsSurviveItToo(String composition) {
        CampaignResult result = Campaign.run(FuzzOptions.of(Arena.of(composition, 1), 1_200));

        assertThat(result.counterexample().map(Counterexample::describe)).isEmpty();
    }

    @Test
    void aCampaignThatReachedLittleIsNoPass() {
        CampaignResult result = Campaign.run(FuzzOptions.of(Arena.quorum(1), 1));

        assertThat(result.verdict()).isEqualTo(CampaignResult.Verdict.UNKNOWN);
        assertThat(result.missed()).isNotEmpty();
    }
}
