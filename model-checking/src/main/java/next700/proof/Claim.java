package next700.proof;

import static next700.proof.Region.byzantine;
import static next700.proof.Region.everyone;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import next700.protocol.abstraction.ByzantineGroup;

/**
 * A counting argument: from the sizes of some sets of replicas follows the size of another, whatever f is.
 *
 * @param name by which proofs refer to it
 * @param statement what it says, in a sentence
 * @param always what is known of all replicas, and of those that fail
 * @param premises what is known beside
 * @param conclusion what follows
 */
public record Claim(String name, String statement, List<Bound> always, List<Bound> premises, Bound conclusion) {
    /** There are 3f+1 replicas, of which f are Byzantine at most. */
    private static final List<Bound> THREE_F_AND_ONE = List.of(
            Bound.atLeast(everyone(), Size.of(ByzantineGroup::size)),
            Bound.atMost(everyone(), Size.of(ByzantineGroup::size)),
            Bound.atMost(byzantine(), Size.of(ByzantineGroup::f)));

    public Claim {
        always = List.copyOf(always);
        premises = List.copyOf(premises);
    }

    /** Of 3f+1 replicas, of which f are Byzantine at most. */
    public Claim(String name, String statement, List<Bound> premises, Bound conclusion) {
        this(name, statement, THREE_F_AND_ONE, premises, conclusion);
    }

    /** The sets that it speaks of. */
    Set<String> sets() {
        Set<String> sets = new TreeSet<>(byzantine().sets());
        Stream.concat(Stream.concat(always.stream(), premises.stream()), Stream.of(conclusion))
                .flatMap(bound -> Stream.concat(bound.regions().stream(), bound.less().stream()))
                .forEach(region -> sets.addAll(region.sets()));
        return sets;
    }
}
