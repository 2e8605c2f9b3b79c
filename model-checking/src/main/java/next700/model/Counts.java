package next700.model;

/**
 * How far TLC has come.
 *
 * @param generated states computed, those met before included
 * @param distinct different states found
 * @param queued states found whose successors are still to be computed
 * @param depth states in the longest of the shortest behaviours so far
 */
public record Counts(long generated, long distinct, long queued, int depth) {
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts withDepth(int newDepth) {
        return new Counts(generated, distinct, queued, newDepth);
    }

    @Override
    public String toString() {
        return "%,d states generated, %,d distinct, %,d queued, depth %d".formatted(generated, distinct, queued, depth);
    }
}
