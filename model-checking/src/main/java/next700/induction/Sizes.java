package next700.induction;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a module says of how many elements its sets have: what its axioms about them are proved from.
 *
 * @param numbers the constants that are natural numbers
 * @param facts about the sizes of sets, and about numbers
 * @param families the sorts whose elements are all sets of some size
 */
record Sizes(Set<String> numbers, List<Comparison> facts, Map<Sort, Family> families) {
    /** A sum of multiples of numbers and of sizes of sets, which are written as {@code |set|}. */
    record Sum(Map<String, Integer> multiples, int constant) {}

    /** That one sum is at least, or at most, or as much as another: {@code >=}, {@code <=}, {@code =}, {@code >}, {@code <}. */
    record Comparison(Sum left, String relation, Sum right) {}

    /**
     * All sets of a sort's elements of which something is so.
     *
     * @param self by which name the facts speak of the set
     * @param isAll whether every such set is an element of the sort, or only the elements are such sets
     */
    record Family(String self, List<Comparison> facts, boolean isAll) {}
}
