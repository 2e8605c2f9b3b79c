package next700.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import next700.benchmarks.GeneratedDatabase.Shape;
import next700.transactions.ConsistencyModel;
import next700.transactions.TransactionChecker;
import next700.transactions.TransactionVerdict;
import next700.transactions.Transactions;

/**
 * Prints what it costs to check transactions on registers whose order of versions is not told, in CPU time and wall time,
 * with a cold JVM, beside what was measured of VeriStrong (VLDB 2026) on histories of the same shape: {@code mvn
 * -Pisolation-figures -pl benchmarks -am verify -DskipTests}. Each check also tells the strongest model that holds.
 */
public final class IsolationFigures {
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private IsolationFigures() {}

    /**
     * A row of the table.
     *
     * @param histories how many there are, of which each has as many more transactions as the one before that they grow
     *     from those of the shape to {@code most}
     */
    private record Case(String name, ConsistencyModel model, Shape shape, int most, int histories, String others) {
        Case(String name, ConsistencyModel model, Shape shape, int histories, String others) {
            this(name, model, shape, shape.transactions(), histories, others);
        }

        Shape shape(int number) {
            return shape.of(shape.transactions()
                    + (int) ((long) (most - shape.transactions()) * number / Math.max(1, histories - 1)));
        }

        String size() {
            return most == shape.transactions() ? String.valueOf(most) : shape.transactions() + "-" + most;
        }
    }

    private static List<Case> cases() {
        ConsistencyModel serializable = ConsistencyModel.STRONG_SESSION_SERIALIZABLE;
        ConsistencyModel snapshots = ConsistencyModel.STRONG_SESSION_SNAPSHOT_ISOLATION;
        Shape pure = new Shape(false, 25, 10_000, 8, 2_000, 0, 50, true, false);
        List<Case> cases = new ArrayList<>(List.of(
                new Case("read-only or write-only", serializable, pure, 1, "18.6 s"),
                new Case("read-only or write-only", snapshots, pure, 1, "17.8 s"),
                new Case(
                        "snapshots",
                        snapshots,
                        new Shape(true, 25, 10_000, 8, 2_000, 0, 50, false, false),
                        1,
                        "94 s")));
        int[] percents = {90, 50, 10};
        String[] names = {"read-heavy", "balanced", "write-heavy"};
        String[] others = {"2.3 s", "28.7 s", "79 s"};
        for (int i = 0; i < names.length; i++) {
            Shape twice = new Shape(false, 25, 10_000, 8, 2_000, 100, percents[i], false, false);
            cases.add(new Case("values written twice, " + names[i], serializable, twice, 1, others[i]));
        }
        Shape few = new Shape(false, 25, 10_000, 8, 2_000, 5, 50, false, false);
        cases.add(new Case("values written twice, of five", serializable, few, 1, "over 120 s"));
        Shape small = new Shape(false, 12, 360, 20, 400, 0, 50, false, false);
        cases.add(new Case("500 small ones", serializable, small, 500, ""));
        Shape stale = new Shape(false, 12, 360, 20, 400, 0, 50, false, true);
        cases.add(new Case("500 small ones, a stale read", serializable, stale, 500, ""));
        // As many as were published of CockroachDB, and of Galera, Dgraph and YugabyteDB, and of their sizes.
        cases.add(new Case("as published, serializable", serializable, small.of(180), 900, 615, "100 s for all 3,302"));
        cases.add(new Case("as published, a stale read", serializable, stale.of(180), 900, 2_687, ""));
        Shape snapshot = new Shape(true, 12, 180, 20, 400, 0, 50, false, false);
        cases.add(new Case("as published, snapshots", snapshots, snapshot, 900, 69, ""));
        Shape spoilt = new Shape(true, 12, 180, 20, 400, 0, 50, false, true);
        cases.add(new Case("as published, snapshots, stale", snapshots, spoilt, 900, 434, ""));
        Shape million = new Shape(false, 25, 1_000_000, 8, 200_000, 0, 50, false, false);
        cases.add(new Case("million", ConsistencyModel.READ_ATOMIC, million, 1, ""));
        cases.add(new Case("million", ConsistencyModel.CAUSAL_CONSISTENCY, million, 1, ""));
        Shape large = new Shape(false, 50, 100_000, 20, 50_000, 0, 50, false, false);
        cases.add(new Case("large", serializable, large, 1, "under 5 h, published"));
        return cases;
    }

    /** Prints the table; an argument is a part of the names of the rows to print. */
    public static void main(String[] arguments) throws IOException {
        System.out.printf(
                "%-34s %-34s %8s x %-4s %-28s %10s %10s %10s  %s%n",
                "case", "model", "size", "", "verdicts", "reading ms", "CPU ms", "wall ms", "VeriStrong");
        for (Case row : cases()) {
            if (arguments.length == 0 || row.name().contains(arguments[0])) {
                print(row);
            }
        }
    }

    private static void print(Case row) throws IOException {
        int holds = 0;
        int violated = 0;
        long reading = 0;
        long cpu = 0;
        long wall = 0;
        for (int seed = 0; seed < row.histories(); seed++) {
            Path file = GeneratedDatabase.file(row.shape(seed), seed);
            try {
                long begin = cpuNanos();
                Transactions history = Transactions.read(file);
                long read = cpuNanos();
                long start = System.nanoTime();
                TransactionVerdict verdict = TransactionChecker.of(row.model())
                        .withDeadline(DEADLINE)
                        .check(history);
                reading += read - begin;
                cpu += cpuNanos() - read;
                wall += System.nanoTime() - start;
                holds += verdict instanceof TransactionVerdict.Holds ? 1 : 0;
                violated += verdict instanceof TransactionVerdict.Violated ? 1 : 0;
            } finally {
                Files.delete(file);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-34s %-34s %8s x %-4d %-28s %10.0f %10.0f %10.0f  %s%n",
                row.name(),
                row.model().label(),
                row.size(),
                row.histories(),
                holds + " hold, " + violated + " violated",
                reading / 1e6,
                cpu / 1e6,
                wall / 1e6,
                row.others());
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
