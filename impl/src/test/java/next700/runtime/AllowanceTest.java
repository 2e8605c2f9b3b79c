package next700.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final long MILLI = 1_000_000;

    private final Allowance allowance = new Allowance(0);

    @Test
    void framesAsUsualCountForNothing() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(allowance.charge(MILLI, i)).isZero();
        }
    }

    @Test
    void aFewExpensiveFramesAtOnceAreAllowed() {
        for (int i = 0; i < 12; i++) {
            assertThat(allowance.charge(20 * MILLI, i)).isZero();
        }
        assertThat(allowance.charge(100 * MILLI, 12)).isPositive();
    }

    /** However large its frames are, and however many it has. */
    @Test
    void whoSendsNothingElseHasAFiftiethOfTheTime() {
        for (long costMillis : new long[] {5, 80, 3_000}) {
            Allowance greedy = new Allowance(0);
            long now = 0;
            long spent = 0;
            while (now < 1_000_000 * MILLI) {
                spent += costMillis * MILLI;
                now += costMillis * MILLI + greedy.charge(costMillis * MILLI, now);
            }
            long most = now / Allowance.SHARE + Allowance.AT_ONCE_NANOS;
            long free = spent / costMillis;
            assertThat(spent - free).isLessThanOrEqualTo(most + costMillis * MILLI);
        }
    }

    @Test
    void whoHasWaitedIsTrustedAgainAndWithNoMoreThanBefore() {
        long pause = allowance.charge(500 * MILLI, 0);
        assertThat(pause).isPositive();

        assertThat(allowance.charge(2 * MILLI, 1_000_000 * MILLI)).isZero();
        assertThat(allowance.charge(300 * MILLI, 1_000_000 * MILLI)).isPositive();
    }
}
