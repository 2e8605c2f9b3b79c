package next700.simulation.vr;

import static org.assertj.core.api.Assertions.assertThat;

import next700.protocol.vr.Configuration;
import next700.trial.Campaign;
import next700.trial.CampaignResult;
import next700.trial.Counterexample;
import next700.trial.FuzzOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("campaign")
final class VrCampaignTest {
    @ParameterizedTest
    @CsvSource({"1, 3000", "2, 800", "3, 400"})
    void vrSurvivesCrashesAndALossyNetworkAndReachesWhatItMust(int f, long runs) {
        CampaignResult result = Campaign.run(
                FuzzOptions.of(new VrSubject(new Configuration(f)), runs).withSeed(f));

        assertThat(result.counterexample().map(Counterexample::describe)).isEmpty();
        assertThat(result.missed()).isEmpty();
        assertThat(result.runs()).isEqualTo(runs);
    }
}
