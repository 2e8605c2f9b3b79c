package next700.simulation.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import next700.simulation.Arena;
import next700.trial.Hunt;
import next700.trial.mutation.Mutant;
import next700.trial.mutation.Mutants;
import next700.trial.mutation.MutationCampaign;
import next700.trial.mutation.Redefinition;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The adversary misses no guard: each, made true for ever, and each threshold, lowered by one, is found. */
@Tag("campaign")
final class MutationCampaignTest {
    private static final Arena QUORUM = Arena.quorum(1);

    @TestFactory
    List<DynamicTest> everyGuardAndThresholdIsMissedWhenItIsGone() {
        List<DynamicTest> hunts = new ArrayList<>();
        Set<Mutant> hunted = new LinkedHashSet<>();
        for (Arena arena : List.of(QUORUM, Arena.of("zlight", 1), Arena.of("chain", 1), Arena.of("azyzzyva", 1))) {
            for (Mutant mutant : Mutants.toBeFound(arena)) {
                if (hunted.add(mutant)) {
                    hunts.add(hunt(mutant, arena));
                }
            }
        }
        return hunts;
    }

    private static DynamicTest hunt(Mutant mutant, Arena arena) {
        String home = arena.hunt(mutant.name()).subject().name();
        String name = "%s: %s in %s".formatted(home, mutant.description(), mutant.location());
        return DynamicTest.dynamicTest(name, () -> {
            var verdict = MutationCampaign.hunt(mutant, arena, 2);
            assertThat(verdict.isFound()).isTrue();
            assertThat(verdict.property()).isNotEmpty();
        });
    }

    @Test
    void quorumHasItsGuardsAndThresholds() {
        assertThat(Mutants.of(QUORUM)).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void aCounterexampleIsMinimalAndReplays() {
        Mutant everyone = Mutants.of(QUORUM).stream()
                .filter(mutant -> mutant.name().equals("Z4.everyone"))
                .findFirst()
                .orElseThrow();
        var verdict = MutationCampaign.hunt(Redefinition.of(everyone), Hunt.in(QUORUM), 2, true);

        assertThat(verdict.size()).contains("->");
        assertThat(verdict.explanation()).isNotEmpty();
    }
}
