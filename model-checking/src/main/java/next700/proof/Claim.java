package next700.proof;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A counting argument: from the sizes of some sets of replicas follows the size of another, whatever f is.
 *
 * @param name by which proofs refer to it
 * @param statement what it says, in a sentence
 * @param premises what is known, beside what is always: there are 3f+1 replicas, of which f are Byzantine at most
 * @param conclusion what follows
 */
public record Claim(String name, String statement, List<Bound> premises, Bound conclusion) {
    public Claim {
        premises = List.copyOf(premises);
    }

    /** The sets that it speaks of. */
    Set<String> sets() {
        Set<String> sets = new TreeSet<>(Region.byzantine().sets());
        premises.forEach(premise -> sets.addAll(premise.region().sets()));
        sets.addAll(conclusion.region().sets());
        return sets;
    }
}
