package next700.simulation.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The adversary misses the guards of PBFT: each, made true for ever, is found. */
final class PbftMutationTest {
    private static final long MAX_RUNS = 600;

    @TestFactory
    List<DynamicTest> aGuardOfPbftIsMissedWhenItIsGone() {
        return Mutants.ofPbft().stream()
                .filter(mutant ->
                        !PbftProbe.RARE.contains(mutant.name()) && !PbftProbe.UNDECIDED.contains(mutant.name()))
                .map(mutant -> DynamicTest.dynamicTest(
                        mutant.description() + " in " + mutant.location(),
                        () -> assertThat(PbftProbe.hunt(Redefinition.of(mutant), 0, MAX_RUNS)
                                        .run())
                                .isPresent()))
                .toList();
    }
}
