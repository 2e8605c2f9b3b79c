package next700.quorums;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;

/**
 * How many sets of k servers are quorums, for every k: the polynomial behind resilience and failure probability.
 *
 * @param counts by k, from 0 to n
 */
public record Profile(List<BigInteger> counts) {
    private static final MathContext PRECISION = new MathContext(40);

    public Profile {
        counts = List.copyOf(counts);
    }

    public int servers() {
        return counts.size() - 1;
    }

    /** The largest number of crashes of which every choice leaves a quorum; -1 if not even all servers are one. */
    public int resilience() {
        int crashes = -1;
        while (crashes < servers() && counts.get(servers() - crashes - 1).equals(choose(servers(), crashes + 1))) {
            crashes++;
        }
        return crashes;
    }

    /**
     * F_p: how probable it is that no quorum is left when each server is down with probability p, independently. Exact but for the
     * last rounding: it is summed over the sets that are <em>no</em> quorum, with 40 digits.
     */
    public double failureProbability(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a probability is from 0 to 1, not " + p);
        }
        BigDecimal down = BigDecimal.valueOf(p);
        BigDecimal up = BigDecimal.ONE.subtract(down);
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k <= servers(); k++) {
            BigDecimal missing = new BigDecimal(choose(servers(), k).subtract(counts.get(k)));
            sum = sum.add(
                    missing.multiply(up.pow(k, PRECISION)).multiply(down.pow(servers() - k, PRECISION), PRECISION));
        }
        return sum.doubleValue();
    }

    /** The number of ways to choose k of n. */
    static BigInteger choose(int n, int k) {
        if (k < 0 || k > n) {
            return BigInteger.ZERO;
        }
        BigInteger ways = BigInteger.ONE;
        for (int i = 1; i <= Math.min(k, n - k); i++) {
            ways = ways.multiply(BigInteger.valueOf(n - i + 1)).divide(BigInteger.valueOf(i));
        }
        return ways;
    }
}
