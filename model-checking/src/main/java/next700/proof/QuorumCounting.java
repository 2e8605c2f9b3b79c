package next700.proof;

import static next700.proof.Bound.atLeast;
import static next700.proof.Bound.atMost;
import static next700.proof.Bound.exceeds;
import static next700.proof.Region.byzantine;
import static next700.proof.Region.everyone;

import java.util.List;
import java.util.function.IntBinaryOperator;
import next700.quorums.ServerSet;
import next700.quorums.Systems;

/**
 * Why the thresholds of {@link Systems} are as large as they are, and no larger, for every number n of servers and every number f
 * of faults: that quorums have enough servers in common, and that a quorum is left whatever fails.
 */
public final class QuorumCounting {
    private static final Region WRITTEN = Region.set("written to");
    private static final Region READ = Region.set("read from");
    private static final Size N_AND_ONE = new Size(1, 0, 1);
    private static final Size NUMERATOR_DISSEMINATION = new Size(1, 1, 1);
    private static final Size NUMERATOR_MASKING = new Size(1, 2, 1);
    private static final Size NUMERATOR_OPAQUE = new Size(2, 2, 0);
    private static final int HALF = 2;
    private static final int THIRD = 3;

    private QuorumCounting() {}

    /**
     * All of them.
     *
     * @throws IllegalArgumentException if the code has other thresholds than are proved
     */
    public static List<Claim> claims() {
        mustBe("majority", HALF, N_AND_ONE, (n, f) -> Systems.majoritySize(n));
        mustBe("dissemination", HALF, NUMERATOR_DISSEMINATION, Systems::disseminationSize);
        mustBe("masking", HALF, NUMERATOR_MASKING, Systems::maskingSize);
        mustBe("opaque", THIRD, NUMERATOR_OPAQUE, Systems::opaqueSize);
        return List.of(
                meet(
                        "count.majority.meets",
                        "Two sets of more than half of the servers have a server in common; so have two sets of"
                                + " servers with more than half of all votes, each vote being counted.",
                        servers(new Size(0, 1)),
                        HALF,
                        N_AND_ONE,
                        atLeast(WRITTEN.and(READ), new Size(0, 1))),
                left(
                        "count.majority.isLeft",
                        "More than half of 2f+1 servers or more are up when f are down.",
                        servers(new Size(2, 1)),
                        HALF,
                        N_AND_ONE),
                meet(
                        "count.dissemination.meets",
                        "Two dissemination quorums have a correct server in common (D1).",
                        servers(new Size(3, 1)),
                        HALF,
                        NUMERATOR_DISSEMINATION,
                        atLeast(WRITTEN.and(READ).correct(), new Size(0, 1))),
                left(
                        "count.dissemination.isLeft",
                        "The correct ones of more than 3f servers are a dissemination quorum (D2).",
                        servers(new Size(3, 1)),
                        HALF,
                        NUMERATOR_DISSEMINATION),
                meet(
                        "count.masking.meets",
                        "Two masking quorums have 2f+1 servers in common.",
                        servers(new Size(4, 1)),
                        HALF,
                        NUMERATOR_MASKING,
                        atLeast(WRITTEN.and(READ), new Size(2, 1))),
                meet(
                        "count.masking.outnumbers",
                        "Of those f+1 are correct, which is more than all that lie: (Q1 and Q2) without B1 is in no B2"
                                + " (M1).",
                        servers(new Size(4, 1)),
                        HALF,
                        NUMERATOR_MASKING,
                        atLeast(WRITTEN.and(READ).correct(), new Size(1, 1))),
                left(
                        "count.masking.isLeft",
                        "The correct ones of more than 4f servers are a masking quorum (M2).",
                        servers(new Size(4, 1)),
                        HALF,
                        NUMERATOR_MASKING),
                meet(
                        "count.opaque.noFewer",
                        "Of an opaque quorum that is read, the correct ones that were written to are no fewer than the"
                                + " others (O1).",
                        servers(new Size(5, 0)),
                        THIRD,
                        NUMERATOR_OPAQUE,
                        exceeds(WRITTEN.and(READ).correct(), READ.minus(WRITTEN.correct()), 0)),
                meet(
                        "count.opaque.outnumbers",
                        "They are more than those that lie (O2).",
                        servers(new Size(5, 0)),
                        THIRD,
                        NUMERATOR_OPAQUE,
                        exceeds(WRITTEN.and(READ).correct(), READ.and(byzantine()), 1)),
                left(
                        "count.opaque.isLeft",
                        "The correct ones of 5f servers or more are an opaque quorum (O3).",
                        servers(new Size(5, 0)),
                        THIRD,
                        NUMERATOR_OPAQUE));
    }

    /** There are so many servers or more, and one at least; f of them fail at most. */
    private static List<Bound> servers(Size least) {
        return List.of(
                atLeast(everyone(), least), atLeast(everyone(), new Size(0, 1)), atMost(byzantine(), new Size(1, 0)));
    }

    private static Claim meet(
            String name, String statement, List<Bound> servers, int divisor, Size numerator, Bound conclusion) {
        return new Claim(
                name,
                statement,
                servers,
                List.of(atLeast(WRITTEN, numerator, divisor), atLeast(READ, numerator, divisor)),
                conclusion);
    }

    private static Claim left(String name, String statement, List<Bound> servers, int divisor, Size numerator) {
        return new Claim(name, statement, servers, List.of(), atLeast(everyone().correct(), numerator, divisor));
    }

    /** What is proved is proved of the code. */
    private static void mustBe(String kind, int divisor, Size numerator, IntBinaryOperator code) {
        for (int n = 1; n <= ServerSet.MOST; n++) {
            for (int f = 0; f <= n; f++) {
                int rounded =
                        Math.ceilDiv(numerator.replicas() * n + numerator.slope() * f + numerator.constant(), divisor);
                if (code.applyAsInt(n, f) != rounded) {
                    throw new IllegalArgumentException(
                            "a %s quorum of %d servers for f = %d has %d, not %s / %d rounded up"
                                    .formatted(kind, n, f, code.applyAsInt(n, f), numerator, divisor));
                }
            }
        }
    }
}
