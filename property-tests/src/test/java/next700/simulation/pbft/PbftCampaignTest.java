package next700.simulation.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PbftCampaignTest {
    private static final long RUNS = Long.getLong("next700.pbft.runs", 600);
    private static final long FIRST = Long.getLong("next700.pbft.first", 0);

    @Test
    void pbftSurvivesLossCrashesAndLies() {
        PbftCampaign.Result result = PbftCampaign.run(7, FIRST, RUNS);

        assertThat(result.failure().map(failure -> result.run().orElseThrow() + " " + failure))
                .isEmpty();
        assertThat(result.missed()).isEmpty();
    }
}
