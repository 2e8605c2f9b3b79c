package next700.simulation.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The adversary misses the guards of PBFT: each, made true for ever, is found. */
final class PbftMutationTest {
    @TestFactory
    List<DynamicTest> aGuardOfPbftIsMissedWhenItIsGone() {
        return PbftProbe.toBeFound().stream()
                .map(mutant -> DynamicTest.dynamicTest(
                        mutant.description() + " in " + mutant.location(),
                        () -> assertThat(PbftProbe.hunt(mutant).run()).isPresent()))
                .toList();
    }
}
