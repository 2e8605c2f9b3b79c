package next700.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StageTest {
    @Test
    void stagesShareTheTimeUnlessTheySayHowLongTheyLast() {
        assertThat(Stage.parse("1,30,1", 9_000))
                .containsExactly(new Stage(1, 3_000), new Stage(30, 3_000), new Stage(1, 3_000));
        assertThat(Stage.parse("1,30:2.5", 9_000)).containsExactly(new Stage(1, 9_000), new Stage(30, 2_500));
    }

    @Test
    void whatIsWrittenIsRead() {
        List<Stage> stages = List.of(new Stage(1, 1_234), new Stage(1000, 3_600_000), new Stage(7, 1));

        assertThat(Stage.parse(Stage.format(stages), 0)).isEqualTo(stages);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1,", "1:", "1:x", "-1", "1:2:3", "1;2"})
    void whatIsNoLoadIsNamed(String text) {
        assertThatThrownBy(() -> Stage.parse(text, 1_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no stage of a load (expected CLIENTS or CLIENTS:SECONDS");
    }
}
