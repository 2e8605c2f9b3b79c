package next700.linearizability;

import java.util.List;
import next700.history.History;
import next700.history.Operation;
import next700.linearizability.Meaning.Fate;

/**
 * The definition of linearizability, tried out: all choices of operations nobody knows about, in all orders. For
 * histories of a few operations; shares nothing with the checker but the meaning of operations.
 */
final class BruteForce<S> {
    private final List<Operation> operations;
    private final List<Meaning<S>> meanings;
    private int mustHappen;

    private BruteForce(List<Operation> operations, List<Meaning<S>> meanings) {
        this.operations = operations;
        this.meanings = meanings;
        for (int i = 0; i < operations.size(); i++) {
            Fate fate = meanings.get(i).fate();
            if (fate == Fate.HAPPENED || fate == Fate.OBSERVED) {
                mustHappen |= 1 << i;
            }
        }
    }

    static <S> boolean isLinearizable(Specification<S> specification, History history) {
        List<Operation> operations = history.operations();
        List<Meaning<S>> meanings =
                operations.stream().map(specification::interpret).toList();
        return new BruteForce<>(operations, meanings).extend(specification.initial(), 0);
    }

    private boolean extend(S state, int placed) {
        if ((mustHappen & ~placed) == 0) {
            return true;
        }
        for (int next = 0; next < operations.size(); next++) {
            if (mayBeNext(next, placed)) {
                S after = meanings.get(next).transition().apply(state);
                if (after != null && extend(after, placed | 1 << next)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean mayBeNext(int next, int placed) {
        if ((placed & 1 << next) != 0 || meanings.get(next).fate() == Fate.IRRELEVANT) {
            return false;
        }
        for (int other = 0; other < operations.size(); other++) {
            boolean missing = (mustHappen & ~placed & 1 << other) != 0;
            if (missing && operations.get(other).precedes(operations.get(next))) {
                return false;
            }
        }
        return true;
    }
}
