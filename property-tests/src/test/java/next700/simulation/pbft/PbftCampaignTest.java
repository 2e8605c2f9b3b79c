package next700.simulation.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import next700.simulation.Exploration;
import org.junit.jupiter.api.Test;

final class PbftCampaignTest {
    private static final long RUNS = Long.getLong("next700.pbft.runs", 600);
    private static final long FIRST = Long.getLong("next700.pbft.first", 0);

    @Test
    void pbftSurvivesLossCrashesAndLies() {
        int threads = Runtime.getRuntime().availableProcessors();
        PbftCampaign.Result result =
                PbftCampaign.run(7, new Exploration(FIRST, FIRST + RUNS, threads, Optional.empty()), runs -> {});
        assertThat(result.failure()).isEmpty();
        assertThat(result.missed()).isEmpty();
    }
}
