package next700.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import next700.history.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Prefix consistency is no matter of versions, {@link DifferentialTest} has it; of every other model the checker says what its definition by orders of versions says, or that it does not
 * know.
 */
class DefinitionsTest {
    private static final int HISTORIES = Integer.getInteger("next700.histories", 2_000);

    /** These need no cycle, and most models forbid them; the definitions are of histories without them. */
    private static final Set<String> ABSURD = Set.of(
            "G1a",
            "G1b",
            "garbage-read",
            "future-read",
            "internal",
            "incompatible-order",
            "duplicate-elements",
            "reordered-appends",
            "dirty-update",
            "cyclic-versions");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyModelIsDecidedAsItsDefinitionDoes(boolean lists) {
        int compared = 0;
        int undecided = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            History history = new RandomTransactions(seed, lists, seed % 3 == 0 ? 20 : 0, false).next(2 + seed % 4);
            Findings findings = TransactionChecker.of(ConsistencyModel.STRICT_SERIALIZABLE)
                    .check(history)
                    .findings();
            if (findings.counts().keySet().stream().anyMatch(ABSURD::contains)) {
                continue;
            }
            Set<ConsistencyModel> holding = VersionOrders.holding(history, lists);
            compared++;
            Set<Guarantee> guarantees = CommitOrders.holding(history, lists);
            boolean repeatable = !findings.counts().containsKey("fuzzy-read");
            for (ConsistencyModel model : ConsistencyModel.values()) {
                if (model.isolation().equals(Optional.of(Isolation.PREFIX_CONSISTENCY))
                        || (model.guarantee().isPresent() && !repeatable)) {
                    continue;
                }
                boolean right = model.guarantee().map(guarantees::contains).orElseGet(() -> holding.contains(model));
                boolean holds = findings.holding().contains(model);
                boolean refuted = findings.refuted().contains(model);
                undecided += holds || refuted ? 0 : 1;
                assertThat(holds || refuted || model == ConsistencyModel.PARALLEL_SNAPSHOT_ISOLATION)
                        .as(() -> model + " is not known of " + describe(history) + findings)
                        .isTrue();

                assertThat(right ? refuted : holds)
                        .as(() -> model + " of " + describe(history) + findings)
                        .isFalse();
            }
        }
        System.out.printf("%d histories compared, %d answers not known%n", compared, undecided);
        assertThat(compared).isGreaterThan(HISTORIES / 3);
    }

    @Test
    void whatNoOrderOfCommitsAllowsIsNotRepeatableReadEither() {
        History history = new RandomTransactions(7_004_099, false, 0, false).next(6);
        Findings findings = TransactionChecker.of(ConsistencyModel.STRICT_SERIALIZABLE)
                .check(history)
                .findings();

        assertThat(findings.refuted()).contains(ConsistencyModel.SERIALIZABLE, ConsistencyModel.REPEATABLE_READ);
        assertThat(VersionOrders.holding(history, false)).doesNotContain(ConsistencyModel.REPEATABLE_READ);
    }

    private static String describe(History history) {
        return history.operations().stream()
                .map(operation -> operation.process() + " " + operation.describe() + " "
                        + operation.invoked().position() + "-"
                        + operation
                                .completion()
                                .moment()
                                .map(at -> "" + at.position())
                                .orElse(""))
                .collect(Collectors.joining("\n", "\n", "\n"));
    }
}
