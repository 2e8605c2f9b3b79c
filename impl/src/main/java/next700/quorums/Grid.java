package next700.quorums;

import java.math.BigInteger;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * Servers in a rectangle, row by row, and quorums of some full rows and some full columns: rows or columns alone, the grid of one
 * row and one column, the masking grid of {@code 2f+1} rows and one column, and the M-grid.
 *
 * @param rows how many there are
 * @param columns how many there are
 * @param fullRows how many of them a quorum has
 * @param fullColumns how many of them a quorum has
 */
public record Grid(String title, int rows, int columns, int fullRows, int fullColumns) implements QuorumSystem {
    /** As many choices of rows as are tried for the lightest quorum. */
    private static final long MOST_CHOICES = 1_000_000;

    public Grid {
        if (rows < 1 || columns < 1 || rows * columns > ServerSet.MOST) {
            throw new IllegalArgumentException("a grid of " + rows + " x " + columns
                    + " is none: it must have a row, a column, and at most " + ServerSet.MOST + " servers");
        }
        if (fullRows < 0 || fullColumns < 0 || fullRows + fullColumns < 1 || fullRows > rows || fullColumns > columns) {
            throw new IllegalArgumentException("a quorum of %d rows and %d columns does not fit a grid of %d x %d"
                    .formatted(fullRows, fullColumns, rows, columns));
        }
    }

    @Override
    public int servers() {
        return rows * columns;
    }

    private ServerSet row(int row) {
        return line(columns, column -> row * columns + column);
    }

    private ServerSet column(int column) {
        return line(rows, row -> row * columns + column);
    }

    private static ServerSet line(int length, IntUnaryOperator server) {
        ServerSet line = ServerSet.EMPTY;
        for (int i = 0; i < length; i++) {
            line = line.with(server.applyAsInt(i));
        }
        return line;
    }

    @Override
    public boolean isQuorum(ServerSet servers) {
        int full = 0;
        for (int row = 0; row < rows; row++) {
            full += servers.containsAll(row(row)) ? 1 : 0;
        }
        if (full < fullRows) {
            return false;
        }
        full = 0;
        for (int column = 0; column < columns; column++) {
            full += servers.containsAll(column(column)) ? 1 : 0;
        }
        return full >= fullColumns;
    }

    /** Those of all rows are those of all columns, too: the grid itself, once. */
    @Override
    public Stream<ServerSet> minimal() {
        if (fullRows == rows || fullColumns == columns) {
            return Stream.of(everyone());
        }
        return Subsets.ofSize(rows, fullRows)
                .flatMap(chosenRows ->
                        Subsets.ofSize(columns, fullColumns).map(chosenColumns -> union(chosenRows, chosenColumns)));
    }

    private ServerSet union(int[] chosenRows, int[] chosenColumns) {
        ServerSet union = ServerSet.EMPTY;
        for (int row : chosenRows) {
            union = union.or(row(row));
        }
        for (int column : chosenColumns) {
            union = union.or(column(column));
        }
        return union;
    }

    /** For each choice of rows, the columns whose other servers weigh least; or the other way about, whichever is less to try. */
    @Override
    public ServerSet lightest(double[] weights) {
        boolean triesRows = Profile.choose(rows, fullRows).compareTo(Profile.choose(columns, fullColumns)) <= 0;
        int tried = triesRows ? rows : columns;
        int triedFull = triesRows ? fullRows : fullColumns;
        if (Profile.choose(tried, triedFull).compareTo(BigInteger.valueOf(MOST_CHOICES)) > 0) {
            throw new IllegalArgumentException(title + ": the grid is too large to look for its lightest quorum");
        }
        return Subsets.ofSize(tried, triedFull)
                .map(chosen -> triesRows
                        ? union(chosen, lightestLines(weights, chosen, true))
                        : union(lightestLines(weights, chosen, false), chosen))
                .min(java.util.Comparator.comparingDouble(quorum -> weight(quorum, weights)))
                .orElseThrow();
    }

    private int[] lightestLines(double[] weights, int[] chosen, boolean areRows) {
        int count = areRows ? columns : rows;
        ServerSet there = areRows ? union(chosen, new int[0]) : union(new int[0], chosen);
        double[] lines = new double[count];
        for (int i = 0; i < count; i++) {
            lines[i] = weight((areRows ? column(i) : row(i)).minus(there), weights);
        }
        return Subsets.lightest(lines, areRows ? fullColumns : fullRows).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    static double weight(ServerSet servers, double[] weights) {
        double sum = 0;
        for (int server : servers.members()) {
            sum += weights[server];
        }
        return sum;
    }

    /**
     * Inclusion and exclusion: the sets that have at least a full rows and b full columns are counted from those that contain i
     * given rows and j given columns.
     */
    @Override
    public Profile profile() {
        Polynomial sum = new Polynomial(List.of());
        for (int i = fullRows; i <= rows; i++) {
            for (int j = fullColumns; j <= columns; j++) {
                int given = i * columns + j * rows - i * j;
                BigInteger times = signed(i, fullRows)
                        .multiply(signed(j, fullColumns))
                        .multiply(Profile.choose(rows, i))
                        .multiply(Profile.choose(columns, j));
                if (times.signum() != 0) {
                    sum = sum.plus(Polynomial.allOf(given)
                            .times(Polynomial.anySetOf(servers() - given))
                            .times(times));
                }
            }
        }
        return sum.profile(servers());
    }

    /** The coefficient of the sets with i given lines among those with at least so many: where none is needed, 1 of i = 0. */
    private static BigInteger signed(int i, int least) {
        if (least == 0) {
            return i == 0 ? BigInteger.ONE : BigInteger.ZERO;
        }
        BigInteger ways = Profile.choose(i - 1, least - 1);
        return (i - least) % 2 == 0 ? ways : ways.negate();
    }

    /** Rows change places, and columns. */
    @Override
    public boolean isSymmetric() {
        return true;
    }
}
