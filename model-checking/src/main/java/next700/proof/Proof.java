package next700.proof;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What became of the attempt to prove a claim. */
public sealed interface Proof {
    Claim claim();

    /** It holds for every f from 0 on. */
    record Proved(Claim claim) implements Proof {}

    /**
     * It does not hold.
     *
     * @param f the smallest for which it does not
     * @param cells how many replicas are in exactly which sets, where there are any
     */
    record Refuted(Claim claim, long f, Map<Set<String>, Long> cells) implements Proof {
        /** How many replicas of regions there are, less those of others. */
        long count(Bound bound) {
            return count(bound.regions()) - count(bound.less());
        }

        private long count(List<Region> regions) {
            return regions.stream().mapToLong(this::count).sum();
        }

        private long count(Region region) {
            return cells.entrySet().stream()
                    .filter(cell -> region.contains(cell.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        /** The counter-model in words. */
        public String explain() {
            String replicas = cells.entrySet().stream()
                    .map(cell -> cell.getValue() + " in "
                            + (cell.getKey().isEmpty() ? "none of the sets" : String.join(" and ", cell.getKey())))
                    .sorted()
                    .collect(Collectors.joining("; "));
            return "Not so for f = " + f + ", with these replicas: " + replicas + ". Then "
                    + claim.premises().stream()
                            .map(premise -> premise + " (" + count(premise) + ")")
                            .collect(Collectors.joining(", "))
                    + ", and yet not " + claim.conclusion() + ": there are "
                    + count(claim.conclusion()) + ".";
        }
    }

    /** Neither was found out. */
    record Unknown(Claim claim, String reason) implements Proof {}
}
