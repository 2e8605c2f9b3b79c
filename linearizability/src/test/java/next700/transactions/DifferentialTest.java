package next700.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import next700.history.History;
import next700.history.Operation;
import next700.transactions.BruteForce.Kept;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checker and the definitions agree on small histories. */
@Tag("campaign")
class DifferentialTest {
    private static final int HISTORIES = Integer.getInteger("next700.histories", 1_000);

    private static final Map<ConsistencyModel, Predicate<History>> DEFINITIONS = new EnumMap<>(Map.of(
            ConsistencyModel.READ_COMMITTED,
            BruteForce::isReadCommitted,
            ConsistencyModel.PREFIX_CONSISTENCY,
            history -> BruteForce.isPrefixConsistent(history, Kept.NOTHING),
            ConsistencyModel.STRONG_SESSION_PREFIX_CONSISTENCY,
            history -> BruteForce.isPrefixConsistent(history, Kept.PROCESSES),
            ConsistencyModel.STRONG_PREFIX_CONSISTENCY,
            history -> BruteForce.isPrefixConsistent(history, Kept.REAL_TIME),
            ConsistencyModel.SNAPSHOT_ISOLATION,
            history -> BruteForce.isSnapshotIsolated(history, Kept.NOTHING),
            ConsistencyModel.STRONG_SESSION_SNAPSHOT_ISOLATION,
            history -> BruteForce.isSnapshotIsolated(history, Kept.PROCESSES),
            ConsistencyModel.STRONG_SNAPSHOT_ISOLATION,
            history -> BruteForce.isSnapshotIsolated(history, Kept.REAL_TIME),
            ConsistencyModel.SERIALIZABLE,
            history -> BruteForce.isSerializable(history, Kept.NOTHING),
            ConsistencyModel.STRONG_SESSION_SERIALIZABLE,
            history -> BruteForce.isSerializable(history, Kept.PROCESSES),
            ConsistencyModel.STRICT_SERIALIZABLE,
            history -> BruteForce.isSerializable(history, Kept.REAL_TIME)));

    @Test
    void onListsTheCheckerDecidesEveryModelAsItsDefinitionDoes() {
        Map<ConsistencyModel, Integer> holding = new EnumMap<>(ConsistencyModel.class);
        int undecided = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            History history = new RandomTransactions(seed, true, seed % 3 == 0 ? 20 : 0, false).next(2 + seed % 4);
            Findings findings = check(history);
            for (var definition : DEFINITIONS.entrySet()) {
                boolean expected = definition.getValue().test(history);
                holding.merge(definition.getKey(), expected ? 1 : 0, Integer::sum);

                boolean holds = findings.holding().contains(definition.getKey());
                boolean refuted = findings.refuted().contains(definition.getKey());
                assertThat(expected ? refuted : holds)
                        .as(() -> definition.getKey() + " of " + describe(history) + findings)
                        .isFalse();
                if (!holds && !refuted) {
                    undecided++;
                    assertThat(definition.getKey().implies(ConsistencyModel.SERIALIZABLE))
                            .isFalse();
                }
            }
        }
        assertThat(undecided).isLessThan(HISTORIES / 100);
        assertThat(holding.values())
                .allSatisfy(count -> assertThat(count).isBetween(HISTORIES / 10, HISTORIES * 9 / 10));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onRegistersTheCheckerDecidesEveryModelAsItsDefinitionDoes(boolean repeating) {
        for (int seed = 0; seed < HISTORIES; seed++) {
            History history = new RandomTransactions(seed, false, seed % 3 == 0 ? 20 : 0, repeating).next(2 + seed % 4);
            assertThat(decidedWithoutContradiction(history)).isEqualTo(DEFINITIONS.size() - 1);
        }
    }

    @Test
    void whereElementsRepeatTheCheckerKnowsLessAndStillNeverContradictsTheDefinition() {
        int undecided = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            History history = new RandomTransactions(seed, true, seed % 3 == 0 ? 20 : 0, true).next(2 + seed % 3);
            undecided += DEFINITIONS.size() - 1 - decidedWithoutContradiction(history);
        }
        assertThat(undecided).isPositive();
    }

    /** How many models are decided, none of them wrongly; read committed is defined for lists of unique elements only. */
    private static int decidedWithoutContradiction(History history) {
        Findings findings = check(history);
        int decided = 0;
        for (var definition : DEFINITIONS.entrySet()) {
            if (definition.getKey() == ConsistencyModel.READ_COMMITTED) {
                continue;
            }
            boolean expected = definition.getValue().test(history);
            boolean holds = findings.holding().contains(definition.getKey());
            boolean refuted = findings.refuted().contains(definition.getKey());
            decided += holds || refuted ? 1 : 0;

            assertThat(expected ? refuted : holds)
                    .as(() -> definition.getKey() + " of " + describe(history) + findings)
                    .isFalse();
        }
        return decided;
    }

    private static Findings check(History history) {
        return TransactionChecker.of(ConsistencyModel.STRICT_SERIALIZABLE)
                .check(history)
                .findings();
    }

    private static String describe(History history) {
        return history.operations().stream()
                .map(operation ->
                        operation.describe() + " " + operation.invoked().position() + "-" + end(operation))
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static String end(Operation operation) {
        return operation.completion().moment().map(at -> "" + at.position()).orElse("");
    }
}
