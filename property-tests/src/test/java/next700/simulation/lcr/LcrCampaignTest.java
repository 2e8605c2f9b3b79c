package next700.simulation.lcr;

import static org.assertj.core.api.Assertions.assertThat;

import next700.trial.Campaign;
import next700.trial.CampaignResult;
import next700.trial.Counterexample;
import next700.trial.FuzzOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("campaign")
final class LcrCampaignTest {
    @Test
    void lcrSurvivesCrashesCutsPartitionsJoinsAndLeaves() {
        CampaignResult result = Campaign.run(FuzzOptions.of(LcrSubject.USUAL, 3_000));

        assertThat(result.counterexample().map(Counterexample::describe)).isEmpty();
        assertThat(result.missed()).isEmpty();
        assertThat(result.runs()).isEqualTo(3_000);
    }

    /** Rings of up to eight members. */
    @ParameterizedTest
    @CsvSource({"2, 600", "3, 400", "4, 300"})
    void largerRingsSurviveThemToo(int f, long runs) {
        CampaignResult result =
                Campaign.run(FuzzOptions.of(new LcrSubject(f), runs).withSeed(f));

        assertThat(result.counterexample().map(Counterexample::describe)).isEmpty();
        assertThat(result.reached().get(LcrSometimes.DIVIDED)).isPositive();
    }
}
