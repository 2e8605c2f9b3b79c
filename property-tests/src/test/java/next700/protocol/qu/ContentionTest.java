package next700.protocol.qu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What it costs if several clients update one object. */
final class ContentionTest {
    private static final int UPDATES = 20;
    private static final int PAUSE = 60;
    private static final long SEED = 1;

    @Test
    void aClientAloneNeedsOneRoundTripForEachUpdateAndRepairsNothing() {
        Contention alone = new Contention(1, UPDATES, PAUSE, SEED).run();

        assertThat(alone.done()).isEqualTo(UPDATES);
        assertThat(alone.repairsPercent()).isZero();
        assertThat(alone.requestsPerUpdate()).isEqualTo(QuGroup.of(1).quorum());
    }

    @Test
    void whoLosesOnceWaitsForLongWhileOthersGoOnAndIsDoneAtLast() {
        Contention alone = new Contention(1, UPDATES, PAUSE, SEED).run();
        Contention four = new Contention(4, UPDATES, PAUSE, SEED).run();

        assertThat(four.done()).isEqualTo(4 * UPDATES);
        assertThat(four.repairsPercent()).isPositive();
        assertThat(four.requestsPerUpdate()).isGreaterThan(alone.requestsPerUpdate());
        assertThat(four.longest()).isGreaterThan(20 * alone.longest());
    }
}
