package next700.simulation.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The adversary misses no guard: each, made true for ever, and each threshold, lowered by one, is found. */
final class MutationCampaignTest {
    private static final long MAX_RUNS = 10_000;

    @TestFactory
    List<DynamicTest> everyGuardAndThresholdIsMissedWhenItIsGone() {
        return Mutants.all().stream()
                .map(mutant -> DynamicTest.dynamicTest(mutant.description() + " in " + mutant.location(), () -> {
                    var verdict = MutationCampaign.hunt(mutant, 1, 1, MAX_RUNS, 2, false);
                    assertThat(verdict.isFound()).isTrue();
                    assertThat(verdict.property()).isNotEmpty();
                }))
                .toList();
    }

    @Test
    void quorumHasItsGuardsAndThresholds() {
        assertThat(Mutants.all()).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void aCounterexampleIsMinimalAndReplays() {
        Mutant everyone = Mutants.all().stream()
                .filter(mutant -> mutant.name().equals("Z4.everyone"))
                .findFirst()
                .orElseThrow();
        var verdict = MutationCampaign.hunt(everyone, 1, 1, MAX_RUNS, 2, true);

        assertThat(verdict.size()).contains("->");
        assertThat(verdict.explanation()).isNotEmpty();
    }
}
