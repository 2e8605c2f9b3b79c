package next700.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** TLC's server with two worker processes finds as many states as TLC alone, and refuses what it would leave out. */
@Tag("tlc")
class DistributionTest {
    private static final TlcLimits LIMITS = new TlcLimits(1, 512, TlcLimits.NO_HURRY);

    private static Model model(String protocol, String name) {
        return Models.packaged().ofProtocol(protocol).stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ModelRun run(Model model) {
        return Models.packaged().runDistributed(model, LIMITS, Distribution.here(2), counts -> {});
    }

    @Test
    void aServerAndTwoWorkersFindAsManyStatesAsTheModelsFileSays() {
        Model model = model("quorum", "ByzantineClient");

        ModelRun run = run(model);

        assertThat(run.differences()).isEmpty();
        assertThat(run.result())
                .isInstanceOfSatisfying(
                        ModelResult.Holds.class,
                        holds -> assertThat(holds.counts().distinct())
                                .isEqualTo(model.states().orElseThrow()));
    }

    @Test
    void temporalPropertiesAreRefusedInsteadOfLeftOut() {
        assertThat(run(model("backup", "Progress")).result())
                .isInstanceOfSatisfying(
                        ModelResult.Broken.class,
                        broken -> assertThat(broken.message()).contains("temporal properties"));
    }

    @Test
    void aViolationIsToldThoughNotItsName() {
        Model broken = model("backup", "InitNotNeglected");
        Model thoughtToHold = new Model(
                broken.protocol(),
                broken.name(),
                broken.place(),
                broken.folders(),
                broken.module(),
                broken.settings(),
                broken.unbroken(),
                broken.breaks(),
                Model.Kind.HOLDS,
                broken.size(),
                broken.states(),
                broken.property(),
                broken.length(),
                List.of(),
                broken.control(),
                broken.erratum(),
                broken.claim());

        ModelRun run = run(thoughtToHold);

        assertThat(run.result()).isInstanceOf(ModelResult.Violated.class);
        assertThat(run.verdict()).isEqualTo(ModelRun.Verdict.OTHERWISE);
    }

    @Test
    void aModelThatMustFailIsNotForIt() {
        assertThatThrownBy(() -> run(model("backup", "InitNotNeglected")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must fail");
    }
}
