package next700.simulation.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import next700.trial.Campaign;
import next700.trial.CampaignResult;
import next700.trial.Counterexample;
import next700.trial.FuzzOptions;
import next700.trial.Narrator;
import next700.trial.Run;
import next700.trial.RunResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("campaign")
final class PbftCampaignTest {
    private static final long RUNS = Long.getLong("next700.pbft.runs", 600);
    private static final long SEED = 7;
    private static final PbftSubject PBFT = new PbftSubject(PbftSubject.DRAWN);

    private static CampaignResult campaign(PbftSubject subject, long runs) {
        CampaignResult result = Campaign.run(FuzzOptions.of(subject, runs).withSeed(SEED));
        assertThat(result.counterexample().map(Counterexample::describe)).isEmpty();
        return result;
    }

    private static RunResult run(long number) {
        return Run.explore(PBFT, PBFT.strategy(SEED, number));
    }

    @Test
    void pbftSurvivesLossPartitionsCrashesAndLies() {
        CampaignResult result = campaign(PBFT, RUNS);

        assertThat(result.missed()).isEmpty();
        assertThat(result.runs()).isEqualTo(RUNS);
    }

    @ParameterizedTest
    @CsvSource({"1, 150", "2, 60", "3, 30"})
    void aGivenNumberOfFaultsIsNotDrawn(int f, long runs) {
        assertThat(campaign(new PbftSubject(f), runs).runs()).isEqualTo(runs);

        RunResult one = Run.explore(new PbftSubject(f), PBFT.strategy(SEED, 0));
        assertThat(((PbftTrial) one.trial()).setup().group().f()).isEqualTo(f);
        assertThat(Run.replay(new PbftSubject(f), one.tape()).tape()).isEqualTo(one.tape());
    }

    /** It was claimed of many runs in which one replica after the other begins the same view. */
    @Test
    void aThirdViewIsOneThatBeginsAfterASecondHasBegun() {
        for (long number = 0; number < 200; number++) {
            RunResult run = run(number);
            long begun = run.steps(next700.protocol.abstraction.StepRecord.class).stream()
                    .filter(step -> step.step().equals("PBFT.NewView"))
                    .map(step -> step.placement().orElseThrow().view())
                    .distinct()
                    .count();

            assertThat(run.reached().contains(PbftSometimes.THIRD_VIEW))
                    .as("run %d", number)
                    .isEqualTo(begun > 1);
        }
    }

    @Test
    void aRunIsToldInWords() {
        List<String> story = LongStream.range(0, 40)
                .mapToObj(PbftCampaignTest::run)
                .flatMap(run -> Narrator.lines(run).stream())
                .toList();

        assertThat(story)
                .noneMatch(line -> line.contains("["))
                .anyMatch(line ->
                        line.matches("\\d+\\. t=\\d+ r\\d receives PREPARE by r\\d in view 0, 1: [0-9a-f]{8} from r\\d"
                                + " \\(sent t=\\d+\\).*"))
                .anyMatch(line -> line.matches(".*: PBFT.Commit\\(r\\d, 1\\) in view 0, 1: [0-9a-f]{8}.*"))
                .anyMatch(line -> line.contains("NEW-VIEW 1 with the VIEW-CHANGEs of "))
                .anyMatch(line -> line.matches("    t=\\d+ [rc]\\d lies to [rc]\\d: .*"))
                .anyMatch(line -> line.matches(".* from [rc]\\d \\(a lie, .* instead of .*\\).*"))
                .anyMatch(line -> line.endsWith(" crashes, and loses its memory"))
                .anyMatch(line -> line.endsWith(" is back, with nothing but what it had stored"))
                .anyMatch(line -> line.contains("committed c1:1"));
    }
}
