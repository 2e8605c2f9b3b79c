package next700.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TapeTest {
    @Test
    void zerosAtTheEndMeanNothing() {
        assertThat(Tape.of(1, 2, 0, 0)).isEqualTo(Tape.of(1, 2)).hasToString("12");
    }

    @Test
    void aStretchOfZerosIsWrittenAsItsLength() {
        assertThat(Tape.of(0, 0, 0, 0, 0, 63, 10).encode()).isEqualTo(".5_a");
        assertThat(Tape.decode(".5_a")).isEqualTo(Tape.of(0, 0, 0, 0, 0, 63, 10));
    }

    @Test
    void whatIsNoTapeIsRefusedWithThePlaceWhereItGoesWrong() {
        assertThatThrownBy(() -> Tape.decode("12 3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("character 3");
        assertThatThrownBy(() -> Tape.decode("12."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("character 4");
    }

    @Test
    void pastItsEndATapeReadsZero() {
        assertThat(Tape.of(7).at(1)).isZero();
    }
}
