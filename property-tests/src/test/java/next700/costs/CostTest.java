package next700.costs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Table 3.2, counted. */
class CostTest {
    static Stream<Subject> subjects() {
        return Subject.all().stream();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void everyCountIsWhatTheFormulaSays(Subject subject) {
        for (int f = 1; f <= 3; f++) {
            for (int batch = 1; batch <= (subject.batches() ? 9 : 1); batch += 4) {
                Cost cost = subject.counting().count(f, batch);

                assertThat(cost.delays()).isEqualTo(subject.delays().applyAsInt(f));
                assertThat(cost.macsPerRequest()).isEqualTo(subject.macs().at(f, batch));
                assertThat(cost.signatures()).isZero();
            }
        }
    }
}
