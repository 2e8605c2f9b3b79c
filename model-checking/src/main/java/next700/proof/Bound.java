package next700.proof;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How many replicas some regions have together, at least or at most.
 *
 * @param regions counted as often as they are named
 * @param less those whose replicas are taken off
 */
public record Bound(List<Region> regions, List<Region> less, Direction direction, Size size) {
    /** Which side is bounded. */
    public enum Direction {
        AT_LEAST("at least"),
        AT_MOST("at most");

        private final String words;

        Direction(String words) {
            this.words = words;
        }
    }

    public Bound {
        regions = List.copyOf(regions);
        less = List.copyOf(less);
    }

    public static Bound atLeast(Region region, Size size) {
        return new Bound(List.of(region), List.of(), Direction.AT_LEAST, size);
    }

    public static Bound atMost(Region region, Size size) {
        return new Bound(List.of(region), List.of(), Direction.AT_MOST, size);
    }

    /** That it has no fewer than the half, third and so on of a size: a quorum whose size is rounded up. */
    public static Bound atLeast(Region region, Size size, int divisor) {
        return new Bound(Collections.nCopies(divisor, region), List.of(), Direction.AT_LEAST, size);
    }

    /** That a region has so many more than another. */
    public static Bound exceeds(Region region, Region other, int by) {
        return new Bound(List.of(region), List.of(other), Direction.AT_LEAST, new Size(0, by));
    }

    /** That it has none. */
    public static Bound empty(Region region) {
        return atMost(region, new Size(0, 0));
    }

    /** The same with a replica less needed in the regions, or one more allowed. */
    public Bound weaker() {
        return new Bound(
                regions,
                less,
                direction,
                size.plus(direction == Direction.AT_LEAST ? -regions.size() : regions.size()));
    }

    @Override
    public String toString() {
        return counts()
                + less.stream().map(region -> " - |" + region + "|").collect(Collectors.joining())
                + " " + direction.words + " " + size;
    }

    private String counts() {
        List<Region> different = regions.stream().distinct().toList();
        return different.stream()
                .map(region -> {
                    long times = regions.stream().filter(region::equals).count();
                    return (times == 1 ? "" : times + " ") + "|" + region + "|";
                })
                .collect(Collectors.joining(" + "));
    }
}
