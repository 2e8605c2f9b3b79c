package next700.cli.museum;

import static org.assertj.core.api.Assertions.assertThat;

import next700.trial.Hunt;
import next700.workpiece.Workpieces;
import org.junit.jupiter.api.Test;

/** What a visitor is told of how long it took. */
class ExhibitionTest {
    private static final Hunt FROM_THE_START =
            Hunt.in(Workpieces.named("quorum").orElseThrow().subjects().getFirst());

    @Test
    void aHuntThatBeginsWhereTheMistakeIsKnownToShowSaysSo() {
        assertThat(Exhibition.start(FROM_THE_START.withSeed(7).from(5_500)))
                .isEqualTo(" from run 5,500 of seed 7 on, near which it is known to come");
    }

    @Test
    void oneThatBeginsWithTheFirstRunSaysNothing() {
        assertThat(Exhibition.start(FROM_THE_START)).isEmpty();
    }
}
