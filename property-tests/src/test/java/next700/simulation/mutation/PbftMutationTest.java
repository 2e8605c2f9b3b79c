package next700.simulation.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import next700.simulation.pbft.PbftSubject;
import next700.trial.mutation.Mutants;
import next700.trial.mutation.MutationCampaign;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The adversary misses the guards of PBFT: each, made true for ever, is found. */
@Tag("campaign")
final class PbftMutationTest {
    private static final PbftSubject PBFT = new PbftSubject(PbftSubject.DRAWN);

    @TestFactory
    List<DynamicTest> aGuardOfPbftIsMissedWhenItIsGone() {
        int threads = Runtime.getRuntime().availableProcessors();
        return Mutants.toBeFound(PBFT).stream()
                .map(mutant -> DynamicTest.dynamicTest(
                        mutant.description() + " in " + mutant.location(),
                        () -> assertThat(MutationCampaign.hunt(mutant, PBFT, threads)
                                        .isFound())
                                .isTrue()))
                .toList();
    }

    @Test
    void pbftHasItsGuards() {
        assertThat(Mutants.of(PBFT)).hasSizeGreaterThanOrEqualTo(45);
        assertThat(Mutants.of(PBFT))
                .extracting(mutant -> mutant.name())
                .containsAll(PBFT.kept().keySet());
    }
}
