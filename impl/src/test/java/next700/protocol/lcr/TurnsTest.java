package next700.protocol.lcr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TurnsTest {
    private static final int OTHER = 1;
    private static final int NOBODY = -1;
    private static final int MANY = 100;

    private final Turns turns = new Turns(3);

    @Test
    void afterOneOfItsOwnAMemberForwardsOne() {
        assertThat(turns.isOwn(OTHER)).isTrue();
        turns.ownSent(OTHER);
        assertThat(turns.isOwn(OTHER)).isFalse();
        turns.passed(OTHER, 0);
        assertThat(turns.isOwn(OTHER)).isTrue();
    }

    @Test
    void nobodyRunsFarAheadOfAMemberThatHasMoreToSend() {
        turns.passed(OTHER, MANY);
        assertThat(sendUntilAhead()).isEqualTo(Turns.LEAD + 1);

        turns.passed(OTHER, MANY);
        assertThat(turns.isAhead()).isFalse();
    }

    @Test
    void whoIsAheadStaysSoFromBurstToBurst() {
        turns.passed(OTHER, 1);
        sendUntilAhead();
        turns.passed(OTHER, MANY);

        assertThat(sendUntilAhead()).isEqualTo(1);
    }

    @Test
    void aMemberThatHasNoMoreKeepsNobodyFromSending() {
        turns.passed(OTHER, 1);
        turns.passed(OTHER, 0);
        for (int i = 0; i < 1000; i++) {
            turns.ownSent(NOBODY);
        }

        assertThat(turns.isAhead()).isFalse();
    }

    private int sendUntilAhead() {
        int sent = 0;
        while (!turns.isAhead()) {
            turns.ownSent(NOBODY);
            sent++;
        }
        return sent;
    }
}
