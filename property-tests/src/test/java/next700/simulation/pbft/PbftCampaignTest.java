package next700.simulation.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import next700.trial.Exploration;
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

    @Test
    void aRunIsToldInWords() {
        List<String> story = LongStream.range(0, 40)
                .mapToObj(number -> PbftCampaign.runOf(7, number))
                .flatMap(outcome -> PbftCampaign.narrate(outcome).stream())
                .toList();

        assertThat(story)
                .noneMatch(line -> line.contains("["))
                .anyMatch(line -> line.matches("t=\\d+ r\\d receives PREPARE by r\\d in view 0, 1: [0-9a-f]{8}"))
                .anyMatch(line -> line.matches(" +PBFT.Commit\\(r\\d, 1\\) in view 0, 1: [0-9a-f]{8}"))
                .anyMatch(line -> line.contains("sends NEW-VIEW 1 with the VIEW-CHANGEs of "))
                .anyMatch(line -> line.contains("(Byzantine) sends "))
                .anyMatch(line -> line.contains("crashes"));
    }
}
