package next700.simulation.lcr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LcrCampaignTest {
    @Test
    void lcrSurvivesCrashesCutsJoinsAndLeaves() {
        LcrCampaign.Result result = LcrCampaign.run(LcrCampaign.Options.of(3_000));

        assertThat(result.counterexample().map(LcrNarrator::describe)).isEmpty();
        assertThat(result.missed()).isEmpty();
        assertThat(result.runs()).isEqualTo(3_000);
    }
}
