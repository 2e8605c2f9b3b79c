package next700.simulation.qu;

import static org.assertj.core.api.Assertions.assertThat;

import next700.protocol.qu.QuGroup;
import next700.trial.Campaign;
import next700.trial.CampaignResult;
import next700.trial.Counterexample;
import next700.trial.FuzzOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("campaign")
final class QuCampaignTest {
    @Test
    void operationsAreLinearizableWhateverServersAndClientsLie() {
        CampaignResult result = Campaign.run(FuzzOptions.of(new QuSubject(QuGroup.of(1)), 800));

        assertThat(result.counterexample().map(Counterexample::describe)).isEmpty();
        assertThat(result.missed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 500", "2, 1, 150", "2, 2, 100"})
    void alsoWhereFewerLieThanFailAndWithMoreOfThem(int t, int b, long runs) {
        CampaignResult result = Campaign.run(FuzzOptions.of(new QuSubject(new QuGroup(t, b)), runs));

        assertThat(result.counterexample().map(Counterexample::describe)).isEmpty();
    }
}
