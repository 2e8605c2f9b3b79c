package next700.history;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * How a recording's numbers become values. Most recorders do not distinguish 1 from 1.0, and change the one into the
 * other on the way: equal numbers are equal values, unless the reader is asked to keep them as they are written.
 */
final class Numbers {
    private final boolean exact;
    private String unified = "";

    Numbers(boolean exact) {
        this.exact = exact;
    }

    Value decimal(BigDecimal number) {
        if (exact) {
            return new Value.Decimal(number);
        }
        Value value = Value.of(number);
        if (unified.isEmpty() && value instanceof Value.Whole && number.scale() != 0) {
            unified = number.toString();
        }
        return value;
    }

    Value whole(BigInteger number) {
        if (number.bitLength() < Long.SIZE) {
            return Value.of(number.longValue());
        }
        return decimal(new BigDecimal(number));
    }

    /** The first whole number that was written with a fraction or an exponent; empty if there was none. */
    String unified() {
        return unified;
    }
}
