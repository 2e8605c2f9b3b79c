package next700.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What plain objects are as values. */
class ValueTest {
    @Test
    void equalNumbersOfAllClassesAreEqual() {
        List<Object> ones =
                List.of((byte) 1, (short) 1, 1, 1L, 1f, 1.0, BigInteger.ONE, new BigDecimal("1.00"), new AtomicLong(1));

        assertThat(ones).extracting(Value::from).containsOnly(Value.of(1));
        assertThat(Value.from(0.1f)).isEqualTo(Value.from(0.1)).isEqualTo(Value.from(new BigDecimal("0.10")));
        assertThat(Value.from(BigInteger.TEN.pow(30))).isEqualTo(Value.from(new BigDecimal("1e30")));
        assertThat(Value.from(Long.MIN_VALUE)).isEqualTo(Value.from(new BigDecimal(Long.MIN_VALUE)));
        assertThat(Value.from(new BigInteger("9223372036854775808"))).isInstanceOf(Value.Decimal.class);
        assertThat(Value.from(-0.0)).isEqualTo(Value.of(0));
    }

    @Test
    void whatIsNoNumberIsTakenApart() {
        UUID id = UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");

        assertThat(Value.from(Arrays.asList(null, true, 'c', TimeUnit.DAYS, id, Optional.empty())))
                .hasToString("[null, true, \"c\", \"DAYS\", \"" + id + "\", null]");
        assertThat(Value.from(new byte[] {0, -1, 127})).hasToString("[0, 255, 127]");
        assertThat(Value.from(new int[][] {{1}, {2, 3}})).hasToString("[[1], [2, 3]]");
        assertThat(Value.from(Set.of(3, 1, 2))).isEqualTo(Value.from(Set.of(2, 3, 1)));
        assertThat(Value.from(Map.of(1, Optional.of("x")))).hasToString("{1: \"x\"}");
    }

    @Test
    void whatIsNoValueIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Value.from(new Object()));
        assertThatIllegalArgumentException().isThrownBy(() -> Value.from(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Value.from(Float.POSITIVE_INFINITY));
    }
}
