package next700.quorums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import next700.quorums.Property.Finding;
import org.junit.jupiter.api.Test;

/** Figures and conditions that Naor and Wool, and Malkhi and Reiter, have printed. */
class PublishedFiguresTest {
    @Test
    void aMajorityToleratesFewerThanHalf() {
        for (int n = 1; n <= 100; n++) {
            assertThat(Systems.majority(n).profile().resilience()).isEqualTo((n + 1) / 2 - 1);
        }
    }

    @Test
    void theGridToleratesOneLessThanItsSideAndGetsWorseAsItGrows() {
        double before = 0;
        for (int side = 1; side <= 10; side++) {
            Profile profile = Systems.grid(side, side).profile();
            assertThat(profile.resilience()).isEqualTo(side - 1);
            assertThat(profile.failureProbability(0.3)).as("side %d", side).isGreaterThan(before);
            before = profile.failureProbability(0.3);
        }
    }

    @Test
    void theMajorityGetsBetterAsItGrows() {
        for (int n = 3; n < 100; n += 2) {
            assertThat(Systems.majority(n + 2).profile().failureProbability(0.3))
                    .isLessThan(Systems.majority(n).profile().failureProbability(0.3));
        }
        assertThat(Systems.majority(3).profile().failureProbability(0.1)).isCloseTo(0.028, within(1e-15));
    }

    @Test
    void theBGridHasSmallQuorumsAndStaysAvailable() {
        BGrid grid = new BGrid(5, 10, 2);
        assertThat(grid.smallest()).isEqualTo(5 + 10 * 2 - 1);
        assertThat(grid.profile().failureProbability(0.1))
                .isLessThan(Systems.grid(10, 10).profile().failureProbability(0.1) / 10);
        assertThat(new BGrid(3, 3, 2).minimal().count())
                .isEqualTo(new BGrid(3, 3, 2).count().longValueExact());
    }

    @Test
    void thresholdsHoldForThemselvesAndOneServerLessDoesNot() {
        for (int f = 1; f <= 2; f++) {
            for (int n = 3 * f + 1; n <= 11; n++) {
                holds(Property.DISSEMINATION, Systems.dissemination(n, f), f);
                falls(Property.DISSEMINATION, Systems.disseminationSize(n, f) - 1, n, f);
            }
            for (int n = 4 * f + 1; n <= 11; n++) {
                holds(Property.MASKING, Systems.masking(n, f), f);
                falls(Property.MASKING, Systems.maskingSize(n, f) - 1, n, f);
                // The size of a dissemination quorum, which is the usual mix-up.
                if (Systems.disseminationSize(n, f) < Systems.maskingSize(n, f)) {
                    falls(Property.MASKING, Systems.disseminationSize(n, f), n, f);
                }
            }
            for (int n = 5 * f; n <= 11; n++) {
                holds(Property.OPAQUE, Systems.opaque(n, f), f);
                falls(Property.OPAQUE, Systems.opaqueSize(n, f) - 1, n, f);
            }
        }
    }

    @Test
    void byzantineGridsHoldUpToTheSidesThatArePrinted() {
        for (int side = 1; side <= 7; side++) {
            int n = side * side;
            for (int f = 1; f <= 3; f++) {
                if (3 * f + 1 <= side) {
                    holds(Property.MASKING, Systems.maskingGrid(n, f), f);
                }
                if (2 * f + 1 <= side) {
                    holds(Property.DISSEMINATION, Systems.disseminationGrid(n, f), f);
                    holds(Property.MASKING, Systems.mGrid(n, f), f);
                }
            }
        }
    }

    @Test
    void oneServerTooFewAndNoQuorumIsLeft() {
        assertThat(Availability.broken(
                        Voting.anyOf("masking of 4", 4, Systems.maskingSize(4, 1)), new FailProne.UpTo(4, 1)))
                .contains(ServerSet.of(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Systems.masking(4, 1))
                .withMessage("a masking system for f = 1 needs 5 servers, and there are 4");
        assertThatIllegalArgumentException().isThrownBy(() -> Systems.dissemination(3, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Systems.opaque(4, 1));
    }

    @Test
    void rowsMeetColumnsAndNotRows() {
        FailProne nobody = new FailProne.UpTo(4, 0);
        assertThat(Property.INTERSECTION.of(Systems.rows(2, 2), Systems.columns(2, 2), nobody))
                .isEqualTo(new Finding.Holds(4));
        assertThat(Property.INTERSECTION.of(Systems.rows(2, 2), nobody))
                .isEqualTo(new Finding.Broken(
                        new Property.Breach(Property.INTERSECTION, ServerSet.of(0, 1), ServerSet.of(2, 3))));
    }

    @Test
    void halfOfTheWeightIsNotEnough() {
        List<Integer> weights = List.of(2, 1, 1);
        Voting half = new Voting("half", weights, 2);
        assertThat(Property.INTERSECTION.of(half, new FailProne.UpTo(3, 0))).isInstanceOf(Finding.Broken.class);
        assertThat(Property.INTERSECTION.of(Systems.weightedMajority(weights), new FailProne.UpTo(3, 0)))
                .isInstanceOf(Finding.Holds.class);
    }

    @Test
    void whatIsNoSystemIsRefusedWithItsCause() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Systems.weightedMajority(List.of(1, 0, 2)))
                .withMessage("server 2 has weight 0; weights are whole numbers above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Systems.maskingGrid(10, 1))
                .withMessage("a masking grid needs a square number of servers, and 10 is none; 9 or 16 would do");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Systems.maskingGrid(9, 1))
                .withMessageContaining("side of 4");
        assertThatIllegalArgumentException().isThrownBy(() -> Systems.majority(129));
        assertThatIllegalArgumentException().isThrownBy(() -> new Listed("none", 3, List.of()));
    }

    /** Four sets that may fail, and everyone fails: no masking system (Theorem 4.3); three of them are not everyone. */
    @Test
    void fourSetsThatCoverAllLeaveNoMaskingSystem() {
        FailProne.Sets four =
                new FailProne.Sets(4, List.of(ServerSet.of(0), ServerSet.of(1), ServerSet.of(2), ServerSet.of(3)));
        assertThat(Property.MASKING.of(Systems.complements(four), four)).isInstanceOf(Finding.Broken.class);
        assertThat(Property.DISSEMINATION.of(Systems.complements(four), four)).isInstanceOf(Finding.Holds.class);
    }

    private static void holds(Property property, QuorumSystem system, int f) {
        FailProne failing = new FailProne.UpTo(system.servers(), f);
        assertThat(property.of(system, failing)).as(system.title()).isInstanceOf(Finding.Holds.class);
        assertThat(Availability.broken(system, failing)).as(system.title()).isEmpty();
    }

    private static void falls(Property property, int size, int n, int f) {
        assertThat(property.of(Voting.anyOf("too small", n, size), new FailProne.UpTo(n, f)))
                .as("%s, any %d of %d, f = %d", property, size, n, f)
                .isInstanceOf(Finding.Broken.class);
    }
}
