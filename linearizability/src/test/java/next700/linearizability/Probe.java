package next700.linearizability;

import java.util.List;
import java.util.function.Predicate;
import next700.history.History;

/**
 * Looks for a disagreement between the checker and the definition, with small histories of the objects whose names begin
 * with a text, until it finds one. {@link MutantsTest} runs it with a broken checker.
 */
final class Probe implements Predicate<String> {
    private static final int HISTORIES = 2_000;
    private static final int MOST_OPERATIONS = 8;

    @Override
    public boolean test(String object) {
        List<SmallHistories<?>> vocabularies = Vocabularies.all()
                .filter(histories -> histories.toString().startsWith(object))
                .toList();
        for (int seed = 0; seed < HISTORIES; seed++) {
            for (SmallHistories<?> histories : vocabularies) {
                if (disagrees(histories, seed)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static <S> boolean disagrees(SmallHistories<S> histories, int seed) {
        History history = histories.random(seed, MOST_OPERATIONS);
        boolean expected = BruteForce.isLinearizable(histories.specification(), history);
        try {
            DifferentialTest.assertThatAllAgree(histories.specification(), history, expected);
            return false;
        } catch (AssertionError | RuntimeException e) {
            return true;
        }
    }
}
