package next700.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The models do what their models files say. */
@Tag("tlc")
class ModelsTest {
    private static final TlcLimits LIMITS = TlcLimits.DEFAULT.withTimeout(TlcLimits.NO_HURRY);
    private static final Models MODELS = Models.packaged();

    static List<Model> modelsThatHold() {
        return chosen(Model.Kind.HOLDS);
    }

    static List<Model> modelsThatMustFail() {
        return chosen(Model.Kind.MUST_FAIL);
    }

    private static List<Model> chosen(Model.Kind kind) {
        return MODELS.all().stream()
                .filter(model -> model.kind() == kind && model.isFast())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("modelsThatHold")
    void theSpecificationHoldsAndReachesWhatItMust(Model model) {
        ModelRun run = MODELS.run(model, LIMITS, counts -> {});

        assertThat(run.differences()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("modelsThatMustFail")
    void aBrokenGuardHasItsCounterexample(Model model) {
        ModelRun run = MODELS.run(model, LIMITS, counts -> {});

        assertThat(run.differences()).isEmpty();
    }

    @Test
    void everyModelSaysWhatItClaims() {
        assertThat(MODELS.all()).isNotEmpty().allSatisfy(model -> {
            assertThat(model.claim()).isNotBlank();
            assertThat(model.property().isPresent()).isEqualTo(model.kind() == Model.Kind.MUST_FAIL);
        });
        assertThat(MODELS.ofProtocol("nothing")).isEmpty();
    }

    @Test
    void everyModelThatMustFailHasAControl() {
        assertThat(MODELS.all().stream().filter(model -> model.kind() == Model.Kind.MUST_FAIL))
                .isNotEmpty()
                .allSatisfy(model -> assertThat(model.breaks()).isNotEmpty());
    }
}
