package next700.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import next700.model.Model;
import next700.model.Models;
import next700.model.TlcLimits;
import next700.report.Progress;
import next700.report.Section;
import next700.report.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is said of models that cannot be run, or are not there. */
@Tag("tlc")
class ModelChecksTest {
    private static final Models MODELS = Models.packaged();

    private static Section run(List<Model> models) {
        TlcLimits limits = TlcLimits.DEFAULT.withTimeout(TlcLimits.NO_HURRY);
        Progress progress = new Progress(new PrintStream(PrintStream.nullOutputStream()), 0, true);
        return new ModelChecks(MODELS, limits, 2, Optional.empty(), progress).run(models, List.of());
    }

    @Test
    void withoutASpecificationNothingIsKnown() {
        Section section = run(List.of());

        assertThat(section.getVerdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(section.getSummary()).contains("there is no specification to be checked");
    }

    @Test
    void aModelThatCannotBeRunLeavesTheOthersTheirVerdicts() {
        Model sound = MODELS.ofProtocol("quorum").getFirst();
        Model dangling = new Model(
                sound.protocol(),
                "Dangling",
                sound.place(),
                sound.folders(),
                "NoSuchModule",
                sound.settings(),
                sound.unbroken(),
                sound.breaks(),
                sound.kind(),
                sound.size(),
                sound.states(),
                sound.property(),
                sound.length(),
                sound.reaches(),
                Optional.empty(),
                Optional.empty(),
                "nothing");

        Section section = run(List.of(dangling, sound));

        assertThat(section.getVerdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(section.getSummary()).startsWith("1 of 2 models as expected");
        assertThat(String.join("\n", section.getProse())).contains("Dangling").contains("NoSuchModule");
    }
}
