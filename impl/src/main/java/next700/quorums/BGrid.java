package next700.quorums;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The B-grid of Naor and Wool (1998, 6.2): servers in d columns and h bands of r rows. A column has a mini-column of r servers in
 * each band. A quorum has a full mini-column in every band, and one server of each mini-column of one band.
 *
 * @param columns d
 * @param bands h
 * @param rows r, of a band
 */
public record BGrid(int columns, int bands, int rows) implements QuorumSystem {
    public BGrid {
        if (columns < 1 || bands < 1 || rows < 1 || columns * bands * rows > ServerSet.MOST) {
            throw new IllegalArgumentException(
                    ("a B-grid of %d columns and %d bands of %d rows is none: each must be at least 1,"
                                    + " and their product, the servers, at most %d")
                            .formatted(columns, bands, rows, ServerSet.MOST));
        }
    }

    @Override
    public String title() {
        return "B-grid of %d columns, %d bands of %d rows".formatted(columns, bands, rows);
    }

    @Override
    public int servers() {
        return columns * bands * rows;
    }

    private int server(int band, int column, int row) {
        return (band * columns + column) * rows + row;
    }

    private ServerSet miniColumn(int band, int column) {
        ServerSet all = ServerSet.EMPTY;
        for (int row = 0; row < rows; row++) {
            all = all.with(server(band, column, row));
        }
        return all;
    }

    @Override
    public boolean isQuorum(ServerSet servers) {
        boolean isAnyCovered = false;
        for (int band = 0; band < bands; band++) {
            boolean isFull = false;
            boolean isCovered = true;
            for (int column = 0; column < columns; column++) {
                ServerSet mini = miniColumn(band, column);
                isFull |= servers.containsAll(mini);
                isCovered &= !servers.and(mini).isEmpty();
            }
            if (!isFull) {
                return false;
            }
            isAnyCovered |= isCovered;
        }
        return isAnyCovered;
    }

    @Override
    public Stream<ServerSet> minimal() {
        Stream<ServerSet> chosen = fullIn(0, ServerSet.EMPTY)
                .flatMap(full -> IntStream.range(0, bands).boxed().flatMap(band -> covering(band, 0, full)));
        // Of one row, a covered band has all its servers, whichever of them is the full mini-column.
        return rows == 1 || columns == 1 ? chosen.distinct() : chosen;
    }

    private Stream<ServerSet> fullIn(int band, ServerSet before) {
        return band == bands
                ? Stream.of(before)
                : IntStream.range(0, columns)
                        .boxed()
                        .flatMap(column -> fullIn(band + 1, before.or(miniColumn(band, column))));
    }

    private Stream<ServerSet> covering(int band, int column, ServerSet before) {
        if (column == columns) {
            return Stream.of(before);
        }
        return before.and(miniColumn(band, column)).isEmpty()
                ? IntStream.range(0, rows)
                        .boxed()
                        .flatMap(row -> covering(band, column + 1, before.with(server(band, column, row))))
                : covering(band, column + 1, before);
    }

    @Override
    public ServerSet lightest(double[] weights) {
        ServerSet full = ServerSet.EMPTY;
        double leastMore = Double.POSITIVE_INFINITY;
        ServerSet covered = ServerSet.EMPTY;
        ServerSet inItsPlace = ServerSet.EMPTY;
        for (int band = 0; band < bands; band++) {
            ServerSet mini = lightestFull(band, weights);
            ServerSet cover = lightestCover(band, weights);
            double more = Grid.weight(cover, weights) - Grid.weight(mini, weights);
            if (more < leastMore) {
                leastMore = more;
                covered = cover;
                inItsPlace = mini;
            }
            full = full.or(mini);
        }
        return full.minus(inItsPlace).or(covered);
    }

    private ServerSet lightestFull(int band, double[] weights) {
        return IntStream.range(0, columns)
                .mapToObj(column -> miniColumn(band, column))
                .min(java.util.Comparator.comparingDouble(mini -> Grid.weight(mini, weights)))
                .orElseThrow();
    }

    /** One full mini-column, and the lightest server of each of the others. */
    private ServerSet lightestCover(int band, double[] weights) {
        List<ServerSet> covers = new ArrayList<>();
        for (int full = 0; full < columns; full++) {
            ServerSet cover = miniColumn(band, full);
            for (int column = 0; column < columns; column++) {
                if (column != full) {
                    int in = column;
                    cover = cover.with(IntStream.range(0, rows)
                            .mapToObj(row -> server(band, in, row))
                            .min(java.util.Comparator.comparingDouble(server -> weights[server]))
                            .orElseThrow());
                }
            }
            covers.add(cover);
        }
        return covers.stream()
                .min(java.util.Comparator.comparingDouble(cover -> Grid.weight(cover, weights)))
                .orElseThrow();
    }

    /** Bands are separate: all bands have a full mini-column, less the sets in which none of them is covered as well. */
    @Override
    public Profile profile() {
        Polynomial any = Polynomial.anySetOf(rows);
        Polynomial full = Polynomial.allOf(rows);
        Polynomial none = Polynomial.ONE;
        Polynomial hasFull = any.toThe(columns).minus(any.minus(full).toThe(columns));
        Polynomial hit = any.minus(none);
        Polynomial hasFullAndIsCovered =
                hit.toThe(columns).minus(hit.minus(full).toThe(columns));
        return hasFull.toThe(bands)
                .minus(hasFull.minus(hasFullAndIsCovered).toThe(bands))
                .profile(servers());
    }

    /** Bands change places, columns within a band, and the servers of a mini-column. */
    @Override
    public boolean isSymmetric() {
        return true;
    }

    /** |Q| = d + hr - 1. */
    @Override
    public int smallest() {
        return columns + bands * rows - 1;
    }

    /** How many minimal quorums there are. */
    public BigInteger count() {
        return BigInteger.valueOf(columns)
                .pow(bands)
                .multiply(BigInteger.valueOf(bands))
                .multiply(BigInteger.valueOf(rows).pow(columns - 1));
    }
}
