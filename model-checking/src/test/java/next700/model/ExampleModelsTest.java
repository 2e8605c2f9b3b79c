package next700.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A specification that is none of ours runs by its models file alone: see docs/model.md. */
@Tag("tlc")
class ExampleModelsTest {
    private static final Models PETERSON = Models.at(Path.of("../examples/peterson"));

    static List<Model> models() {
        return PETERSON.all();
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatTheExampleSaysOfItsModelsIsSo(Model model) {
        ModelRun run = PETERSON.run(model, TlcLimits.DEFAULT, counts -> {});

        assertThat(run.differences()).isEmpty();
    }
}
