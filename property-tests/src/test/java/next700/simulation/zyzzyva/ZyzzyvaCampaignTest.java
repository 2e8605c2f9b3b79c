package next700.simulation.zyzzyva;

import static org.assertj.core.api.Assertions.assertThat;

import next700.trial.Campaign;
import next700.trial.CampaignResult;
import next700.trial.Counterexample;
import next700.trial.FuzzOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("campaign")
final class ZyzzyvaCampaignTest {
    @ParameterizedTest
    @CsvSource({"1, 2000", "2, 300"})
    void zyzzyvaSurvivesLiarsCrashesAndALossyNetworkAndReachesWhatItMust(int f, long runs) {
        CampaignResult result =
                Campaign.run(FuzzOptions.of(new ZyzzyvaSubject(f), runs).withSeed(1));

        assertThat(result.counterexample().map(Counterexample::describe)).isEmpty();
        if (f == 1) {
            assertThat(result.missed()).isEmpty();
        }
        assertThat(result.runs()).isEqualTo(runs);
    }
}
