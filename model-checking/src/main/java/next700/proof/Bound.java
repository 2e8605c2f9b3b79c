package next700.proof;

/** How many replicas a region has, at least or at most. */
public record Bound(Region region, Direction direction, Size size) {
    /** Which side is bounded. */
    public enum Direction {
        AT_LEAST("at least"),
        AT_MOST("at most");

        private final String words;

        Direction(String words) {
            this.words = words;
        }
    }

    public static Bound atLeast(Region region, Size size) {
        return new Bound(region, Direction.AT_LEAST, size);
    }

    public static Bound atMost(Region region, Size size) {
        return new Bound(region, Direction.AT_MOST, size);
    }

    /** That it has none. */
    public static Bound empty(Region region) {
        return atMost(region, new Size(0, 0));
    }

    /** Whether it holds of a region of that many replicas. */
    boolean admits(long count, long f) {
        long bound = (long) size.slope() * f + size.constant();
        return direction == Direction.AT_LEAST ? count >= bound : count <= bound;
    }

    @Override
    public String toString() {
        return "|" + region + "| " + direction.words + " " + size;
    }
}
