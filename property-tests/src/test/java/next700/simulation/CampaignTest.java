package next700.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

    @Test
    void aCampaignThatReachedLittleIsNoPass() {
        CampaignResult result = Campaign.run(FuzzOptions.of(Arena.quorum(1), 1));

        assertThat(result.verdict()).isEqualTo(CampaignResult.Verdict.UNKNOWN);
        assertThat(result.missed()).isNotEmpty();
    }
}
