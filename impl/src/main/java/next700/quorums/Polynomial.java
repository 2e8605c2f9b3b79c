package next700.quorums;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Counts of sets of servers by their size, as a polynomial: sets of separate servers multiply.
 *
 * @param coefficients by exponent
 */
record Polynomial(List<BigInteger> coefficients) {
    static final Polynomial ONE = new Polynomial(List.of(BigInteger.ONE));

    /** All sets of so many servers. */
    static Polynomial anySetOf(int servers) {
        List<BigInteger> all = new ArrayList<>();
        for (int k = 0; k <= servers; k++) {
            all.add(Profile.choose(servers, k));
        }
        return new Polynomial(all);
    }

    /** All of so many servers. */
    static Polynomial allOf(int servers) {
        List<BigInteger> all = new ArrayList<>(Collections.nCopies(servers, BigInteger.ZERO));
        all.add(BigInteger.ONE);
        return new Polynomial(all);
    }

    Polynomial plus(Polynomial other) {
        List<BigInteger> sum = new ArrayList<>();
        for (int k = 0; k < Math.max(coefficients.size(), other.coefficients.size()); k++) {
            sum.add(at(k).add(other.at(k)));
        }
        return new Polynomial(sum);
    }

    Polynomial minus(Polynomial other) {
        return plus(new Polynomial(
                other.coefficients.stream().map(BigInteger::negate).toList()));
    }

    Polynomial times(Polynomial other) {
        List<BigInteger> product = new ArrayList<>(
                Collections.nCopies(coefficients.size() + other.coefficients.size() - 1, BigInteger.ZERO));
        for (int i = 0; i < coefficients.size(); i++) {
            for (int j = 0; j < other.coefficients.size(); j++) {
                product.set(i + j, product.get(i + j).add(at(i).multiply(other.at(j))));
            }
        }
        return new Polynomial(product);
    }

    Polynomial times(BigInteger factor) {
        return new Polynomial(coefficients.stream().map(factor::multiply).toList());
    }

    Polynomial toThe(int exponent) {
        Polynomial power = ONE;
        for (int i = 0; i < exponent; i++) {
            power = power.times(this);
        }
        return power;
    }

    BigInteger at(int exponent) {
        return exponent < coefficients.size() ? coefficients.get(exponent) : BigInteger.ZERO;
    }

    /** As counts of the sets of n servers. */
    Profile profile(int servers) {
        List<BigInteger> counts = new ArrayList<>();
        for (int k = 0; k <= servers; k++) {
            counts.add(at(k));
        }
        return new Profile(counts);
    }
}
