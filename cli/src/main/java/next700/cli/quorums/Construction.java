package next700.cli.quorums;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.quorums.BGrid;
import next700.quorums.Property;
import next700.quorums.QuorumSystem;
import next700.quorums.Systems;

/**
 * A construction of the literature with the figures that are printed of it.
 *
 * @param name as the command line has it
 * @param source where the figures stand
 * @param property what its quorums have in common
 * @param toleratesLiars whether f servers may lie; elsewhere they crash, and f says nothing
 * @param system for n servers, f of which may fail; it refuses what does not fit
 * @param written where other quorums are written to than are read from, those
 * @param load the load by the formula, if one is printed
 * @param resilience the resilience by the formula, if one is printed
 * @param failure bounds of the failure probability by formula, if there are any
 */
record Construction(
        String name,
        String source,
        Property property,
        boolean toleratesLiars,
        Maker system,
        Optional<Maker> written,
        Optional<Figure> load,
        Optional<Figure> resilience,
        Optional<Bounds> failure) {
    /** Makes a system. */
    interface Maker {
        QuorumSystem of(int n, int f);
    }

    /** A figure by n and f. */
    interface Figure {
        double of(int n, int f);
    }

    /** Two bounds of the failure probability. */
    interface Bounds {
        Range of(int n, int f, double p);
    }

    /** From a bound to another. */
    record Range(double least, double most) {
        private static final double ROUNDING = 1e-9;

        boolean contains(double value) {
            return value >= least * (1 - ROUNDING) && value <= most * (1 + ROUNDING);
        }
    }

    private static final String NAOR_WOOL = "Naor and Wool 1998";
    private static final String MALKHI_REITER = "Malkhi and Reiter 1998";

    static final List<Construction> ALL = List.of(
            of("majority", NAOR_WOOL, Property.INTERSECTION, (n, f) -> Systems.majority(n))
                    .withLoad((n, f) -> Systems.majoritySize(n) / (double) n)
                    .withResilience((n, f) -> Math.ceilDiv(n, 2) - 1)
                    .withFailure((n, f, p) -> binomial(n, n - Systems.majoritySize(n), p)),
            of(
                    "weighted",
                    "Gifford 1979; every third server has three votes",
                    Property.INTERSECTION,
                    (n, f) -> Systems.weightedMajority(Systems.unevenWeights(n))),
            of(
                            "grid",
                            "Cheung, Ammar and Ahamad 1992; " + NAOR_WOOL,
                            Property.INTERSECTION,
                            (n, f) -> Systems.grid(Systems.side("grid", n), Systems.side("grid", n)))
                    .withLoad((n, f) -> (2 * Math.sqrt(n) - 1) / n)
                    .withResilience((n, f) -> Math.sqrt(n) - 1)
                    .withFailure((n, f, p) -> noFullLine(n, p)),
            of(
                            "rows-columns",
                            "slides: rows are written to, columns are read",
                            Property.INTERSECTION,
                            (n, f) -> Systems.columns(Systems.side("grid", n), Systems.side("grid", n)))
                    .withWritten((n, f) -> Systems.rows(Systems.side("grid", n), Systems.side("grid", n)))
                    .withLoad((n, f) -> 1 / Math.sqrt(n))
                    .withResilience((n, f) -> Math.sqrt(n) - 1)
                    .withFailure((n, f, p) ->
                            new Range(noFullLine(n, p).least(), noFullLine(n, p).least())),
            of("b-grid", NAOR_WOOL + ", 6.2", Property.INTERSECTION, (n, f) -> bGrid(n))
                    .withLoad((n, f) -> (bGrid(n).columns() + bGrid(n).bands() * bGrid(n).rows() - 1) / (double) n),
            of("dissemination", MALKHI_REITER + ", Example 5.7", Property.DISSEMINATION, Systems::dissemination)
                    .lying()
                    .withLoad((n, f) -> Systems.disseminationSize(n, f) / (double) n)
                    .withResilience((n, f) -> n - Systems.disseminationSize(n, f))
                    .withFailure((n, f, p) -> binomial(n, n - Systems.disseminationSize(n, f), p)),
            of(
                            "dissemination-grid",
                            MALKHI_REITER + ", Example 5.8",
                            Property.DISSEMINATION,
                            Systems::disseminationGrid)
                    .lying()
                    .withLoad((n, f) -> ((f + 2) * Math.sqrt(n) - (f + 1)) / n)
                    .withResilience((n, f) -> Math.sqrt(n) - f - 1),
            of("masking", MALKHI_REITER + ", Example 4.7", Property.MASKING, Systems::masking)
                    .lying()
                    .withLoad((n, f) -> Systems.maskingSize(n, f) / (double) n)
                    .withResilience((n, f) -> n - Systems.maskingSize(n, f))
                    .withFailure((n, f, p) -> binomial(n, n - Systems.maskingSize(n, f), p)),
            of("masking-grid", MALKHI_REITER + ", Example 4.8", Property.MASKING, Systems::maskingGrid)
                    .lying()
                    .withLoad((n, f) -> ((2 * f + 2) * Math.sqrt(n) - (2 * f + 1)) / n)
                    .withResilience((n, f) -> Math.sqrt(n) - 2 * f - 1),
            of("m-grid", "Malkhi, Reiter and Wool 1997", Property.MASKING, Systems::mGrid)
                    .lying()
                    .withLoad((n, f) -> {
                        double lines = Math.ceil(Math.sqrt(f + 1.0));
                        return (2 * lines * Math.sqrt(n) - lines * lines) / n;
                    })
                    .withResilience((n, f) -> Math.sqrt(n) - Math.ceil(Math.sqrt(f + 1.0))),
            of("opaque", MALKHI_REITER + ", Example 5.12", Property.OPAQUE, Systems::opaque)
                    .lying()
                    .withLoad((n, f) -> Systems.opaqueSize(n, f) / (double) n)
                    .withResilience((n, f) -> n - Systems.opaqueSize(n, f))
                    .withFailure((n, f, p) -> binomial(n, n - Systems.opaqueSize(n, f), p)));

    private static Construction of(String name, String source, Property property, Maker system) {
        return new Construction(
                name,
                source,
                property,
                false,
                system,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Optional<Construction> named(String name) {
        return ALL.stream().filter(one -> one.name.equals(name)).findFirst();
    }

    private Construction lying() {
        return new Construction(name, source, property, true, system, written, load, resilience, failure);
    }

    private Construction withWritten(Maker others) {
        return new Construction(
                name, source, property, toleratesLiars, system, Optional.of(others), load, resilience, failure);
    }

    private Construction withLoad(Figure formula) {
        return new Construction(
                name, source, property, toleratesLiars, system, written, Optional.of(formula), resilience, failure);
    }

    private Construction withResilience(Figure formula) {
        return new Construction(
                name, source, property, toleratesLiars, system, written, load, Optional.of(formula), failure);
    }

    private Construction withFailure(Bounds formula) {
        return new Construction(
                name, source, property, toleratesLiars, system, written, load, resilience, Optional.of(formula));
    }

    /** The counting argument that says of any number of servers what quorums have in common, where pairs are not looked at. */
    Optional<String> claim() {
        return name.equals("weighted") ? Optional.of("count.majority.meets") : Optional.empty();
    }

    /** Corollary 4.6 and its likes: no system of the kind, with such quorums, has less. */
    double leastLoad(int n, int f, int smallest) {
        double common = switch (property) {
            case INTERSECTION -> 1;
            case DISSEMINATION -> f + 1;
            case MASKING -> 2 * f + 1;
            case OPAQUE -> Math.max(2 * f + 1, smallest / 2.0);
        };
        double itself = written.isPresent() ? 0 : common / smallest;
        return Math.max(itself, smallest / (double) n);
    }

    /** With as many rows in a band as the smallest prime that divides n, and of the rest the smallest quorums. */
    private static BGrid bGrid(int n) {
        int rows = 2;
        while (rows * rows <= n && n % rows != 0) {
            rows++;
        }
        rows = n % rows == 0 ? rows : Math.max(1, n);
        List<BGrid> fitting = new ArrayList<>();
        for (int columns = 1; columns <= n / rows; columns++) {
            if (n / rows % columns == 0) {
                fitting.add(new BGrid(columns, n / rows / columns, rows));
            }
        }
        return fitting.stream()
                .min(java.util.Comparator.comparingInt(BGrid::smallest))
                .orElseThrow(() -> new IllegalArgumentException("a B-grid needs a server, not " + n));
    }

    /** More than so many of n fail: the tail of the binomial distribution, by logarithms. */
    private static Range binomial(int n, int most, double p) {
        double sum = 0;
        for (int failed = most + 1; failed <= n; failed++) {
            double logarithm = failed * Math.log(p) + (n - failed) * Math.log1p(-p);
            for (int i = 1; i <= failed; i++) {
                logarithm += Math.log(n - failed + i) - Math.log(i);
            }
            sum += Math.exp(logarithm);
        }
        return new Range(sum, sum);
    }

    /** No row is up, at least; no row or no column is up, at most: (1 - (1-p)^√n)^√n, which tends to 1. */
    private static Range noFullLine(int n, double p) {
        double side = Math.sqrt(n);
        double none = Math.pow(1 - Math.pow(1 - p, side), side);
        return new Range(none, 2 * none);
    }
}
