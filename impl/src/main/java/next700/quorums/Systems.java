package next700.quorums;

import java.util.List;
import java.util.stream.IntStream;

/** The constructions of the literature, with the sizes that their papers give them. */
public final class Systems {
    private Systems() {}

    /** ⌊n/2⌋ + 1: more than half. */
    public static int majoritySize(int n) {
        return n / 2 + 1;
    }

    /** ⌈(n+f+1)/2⌉ (Malkhi and Reiter, Example 5.7): two meet in f+1. */
    public static int disseminationSize(int n, int f) {
        return half(n + f + 1);
    }

    /** ⌈(n+2f+1)/2⌉ (Example 4.7): two meet in 2f+1. */
    public static int maskingSize(int n, int f) {
        return half(n + 2 * f + 1);
    }

    /** ⌈(2n+2f)/3⌉ (Example 5.12). */
    public static int opaqueSize(int n, int f) {
        return (2 * n + 2 * f + 2) / 3;
    }

    private static int half(int twice) {
        return (twice + 1) / 2;
    }

    public static Voting majority(int n) {
        return Voting.anyOf("majority of " + n, n, majoritySize(n));
    }

    /** More than half of all weights. */
    public static Voting weightedMajority(List<Integer> weights) {
        long all = weights.stream().mapToLong(Integer::longValue).sum();
        return new Voting("weighted majority of " + weights, weights, (int) Math.min(Integer.MAX_VALUE, all / 2 + 1));
    }

    /** Weights for examples: every third server has three votes. */
    public static List<Integer> unevenWeights(int n) {
        return IntStream.range(0, n).mapToObj(server -> server % 3 == 0 ? 3 : 1).toList();
    }

    /** For self-verifying data: n must be above 3f. */
    public static Voting dissemination(int n, int f) {
        return threshold("dissemination", n, f, disseminationSize(n, f), 3 * f + 1);
    }

    /** For any data: n must be above 4f. */
    public static Voting masking(int n, int f) {
        return threshold("masking", n, f, maskingSize(n, f), 4 * f + 1);
    }

    /** For clients that do not know who may fail: n must be 5f at least. */
    public static Voting opaque(int n, int f) {
        return threshold("opaque", n, f, opaqueSize(n, f), 5 * f);
    }

    private static Voting threshold(String kind, int n, int f, int size, int least) {
        if (f < 0 || n < Math.max(1, least)) {
            throw new IllegalArgumentException("a %s system for f = %d needs %d servers, and there are %d"
                    .formatted(kind, f, Math.max(1, least), n));
        }
        return Voting.anyOf("%s, any %d of %d, f = %d".formatted(kind, size, n, f), n, size);
    }

    public static Grid rows(int rows, int columns) {
        return new Grid("a row of %d x %d".formatted(rows, columns), rows, columns, 1, 0);
    }

    public static Grid columns(int rows, int columns) {
        return new Grid("a column of %d x %d".formatted(rows, columns), rows, columns, 0, 1);
    }

    /** One row and one column. */
    public static Grid grid(int rows, int columns) {
        return new Grid("grid %d x %d, a row and a column".formatted(rows, columns), rows, columns, 1, 1);
    }

    /** A square of one column and 2f+1 rows (Malkhi and Reiter, Example 4.8): 3f+1 must be at most its side. */
    public static Grid maskingGrid(int n, int f) {
        return square("masking grid", n, f, 3 * f + 1, 2 * f + 1, 1);
    }

    /** A square of one column and f+1 rows (Example 5.8): 2f+1 must be at most its side. */
    public static Grid disseminationGrid(int n, int f) {
        return square("dissemination grid", n, f, 2 * f + 1, f + 1, 1);
    }

    /** A square of ⌈√(f+1)⌉ rows and columns (Malkhi, Reiter and Wool, 1997): 2f+1 must be at most its side. */
    public static Grid mGrid(int n, int f) {
        int lines = (int) Math.ceil(Math.sqrt(f + 1.0));
        return square("M-grid", n, f, 2 * f + 1, lines, lines);
    }

    private static Grid square(String kind, int n, int f, int leastSide, int rows, int columns) {
        int side = side(kind, n);
        if (f < 0 || side < leastSide) {
            throw new IllegalArgumentException("a %s for f = %d needs a side of %d, and %d servers have one of %d"
                    .formatted(kind, f, leastSide, n, side));
        }
        return new Grid(
                "%s %d x %d, %d rows and %d columns, f = %d".formatted(kind, side, side, rows, columns, f),
                side,
                side,
                rows,
                columns);
    }

    /** The side of a square of n servers. */
    public static int side(String kind, int n) {
        int side = (int) Math.round(Math.sqrt(n));
        if (n < 1 || side * side != n) {
            throw new IllegalArgumentException("a " + kind + " needs a square number of servers, and " + n
                    + " is none; " + nearestSquares(n) + " would do");
        }
        return side;
    }

    private static String nearestSquares(int n) {
        int side = (int) Math.floor(Math.sqrt(Math.max(1, n)));
        return side * side + " or " + (side + 1) * (side + 1);
    }

    /** All but a set that may fail: a dissemination or masking system for it, if there is any (Theorems 4.4 and 5.4). */
    public static Listed complements(FailProne.Sets failing) {
        ServerSet all = ServerSet.first(failing.servers());
        return new Listed(
                "all but a set that may fail",
                failing.servers(),
                failing.maximal().map(all::minus).toList());
    }
}
