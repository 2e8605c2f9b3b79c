package next700.protocol.lcr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TurnsTest {
    private static final int OTHER = 1;

    private final Turns turns = new Turns(3);

    @Test
    void nobodyRunsFarAheadOfAMemberInTheMiddleOfABurst() {
        turns.begin(OTHER, 100);
        turns.passed(OTHER);
        int sent = sendUntilAhead();
        assertThat(sent).isBetween(2, 20);

        turns.passed(OTHER);
        assertThat(turns.isAhead()).isFalse();
    }

    @Test
    void whoIsAheadStaysSoInTheNextBurst() {
        turns.begin(OTHER, 2);
        turns.passed(OTHER);
        int first = sendUntilAhead();
        turns.passed(OTHER);
        turns.begin(OTHER, 2);
        turns.passed(OTHER);

        assertThat(sendUntilAhead()).isLessThan(first);
    }

    @Test
    void aMemberWithoutABurstKeepsNobodyFromSending() {
        turns.begin(OTHER, 1);
        turns.passed(OTHER);
        for (int i = 0; i < 1000; i++) {
            turns.ownSent(1);
        }

        assertThat(turns.isAhead()).isFalse();
    }

    private int sendUntilAhead() {
        int sent = 0;
        while (!turns.isAhead()) {
            turns.ownSent(1);
            sent++;
        }
        return sent;
    }
}
