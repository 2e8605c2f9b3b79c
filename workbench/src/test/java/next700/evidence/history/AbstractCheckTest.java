package next700.evidence.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import next700.abstraction.AbstractEvent;
import next700.abstraction.AbstractRun;
import next700.report.Section;
import next700.report.Verdict;
import org.junit.jupiter.api.Test;

/** A property of Abstract holds of a run in which something could have broken it. */
class AbstractCheckTest {
    @Test
    void whatNothingExercisedIsNotLookedAt() {
        AbstractRun run = AbstractRun.builder()
                .add(new AbstractEvent.Invoke(1, "c1", "c1:1", Optional.empty(), 0))
                .build();

        Section section = AbstractCheck.check(run);

        assertThat(section.getTables().getFirst().rows())
                .contains(List.of("A.6 Abort Order", "not looked at", "nothing in the run that it speaks of"))
                .noneMatch(row -> row.get(2).startsWith("0 looked at"));
        assertThat(section.getSummary()).contains("not looked at: ").contains("A.6 Abort Order");
    }

    @Test
    void aRunInWhichNothingHappenedIsUnknown() {
        Section section = AbstractCheck.check(AbstractRun.builder().build());

        assertThat(section.getVerdict()).isEqualTo(Verdict.UNKNOWN);
    }
}
