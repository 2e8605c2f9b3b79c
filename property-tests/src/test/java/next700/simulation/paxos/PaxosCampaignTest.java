package next700.simulation.paxos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import next700.trial.Campaign;
import next700.trial.CampaignResult;
import next700.trial.Counterexample;
import next700.trial.FuzzOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("campaign")
final class PaxosCampaignTest {
    @ParameterizedTest
    @CsvSource({"1, 3000", "2, 600", "3, 200"})
    void paxosSurvivesCrashesPartitionsAndLossyLinks(int f, long runs) {
        CampaignResult result = Campaign.run(FuzzOptions.of(new PaxosSubject(f), runs));

        assertThat(result.counterexample().map(Counterexample::describe)).isEmpty();
        assertThat(f > 1 ? List.of() : result.missed()).isEmpty();
    }
}
