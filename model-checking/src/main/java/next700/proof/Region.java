package next700.proof;

import java.util.Set;
import java.util.TreeSet;

/**
 * The replicas that are in some sets and not in others. What a region is, is which cells of the sets' Venn diagram it
 * has.
 */
public sealed interface Region {
    /** Whether the replicas that are in exactly these of the named sets belong to it. */
    boolean contains(Set<String> cell);

    /** The sets it is made of. */
    Set<String> sets();

    /** Every replica. */
    static Region everyone() {
        return new Everyone();
    }

    /** The Byzantine replicas. */
    static Region byzantine() {
        return set("byzantine");
    }

    static Region set(String name) {
        return new Named(name);
    }

    default Region and(Region other) {
        return new Both(this, other);
    }

    /** Those of this one that are not in the other. */
    default Region minus(Region other) {
        return new Without(this, other);
    }

    /** Those that are not Byzantine. */
    default Region correct() {
        return minus(byzantine());
    }

    /** Every replica. */
    record Everyone() implements Region {
        @Override
        public boolean contains(Set<String> cell) {
            return true;
        }

        @Override
        public Set<String> sets() {
            return Set.of();
        }

        @Override
        public String toString() {
            return "all replicas";
        }
    }

    /** A set that has a name. */
    record Named(String name) implements Region {
        @Override
        public boolean contains(Set<String> cell) {
            return cell.contains(name);
        }

        @Override
        public Set<String> sets() {
            return Set.of(name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** An intersection. */
    record Both(Region one, Region other) implements Region {
        @Override
        public boolean contains(Set<String> cell) {
            return one.contains(cell) && other.contains(cell);
        }

        @Override
        public Set<String> sets() {
            return union(one, other);
        }

        @Override
        public String toString() {
            return one + " and " + other;
        }
    }

    /** A difference. */
    record Without(Region one, Region other) implements Region {
        @Override
        public boolean contains(Set<String> cell) {
            return one.contains(cell) && !other.contains(cell);
        }

        @Override
        public Set<String> sets() {
            return union(one, other);
        }

        @Override
        public String toString() {
            return other.equals(byzantine()) ? "correct of " + one : one + " without " + other;
        }
    }

    private static Set<String> union(Region one, Region other) {
        Set<String> sets = new TreeSet<>(one.sets());
        sets.addAll(other.sets());
        return sets;
    }
}
