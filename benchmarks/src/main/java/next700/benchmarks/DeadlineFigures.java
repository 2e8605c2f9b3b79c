package next700.benchmarks;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import next700.history.History;
import next700.linearizability.CompareAndSetRegister;
import next700.linearizability.Counter;
import next700.linearizability.FifoQueue;
import next700.linearizability.KeyValue;
import next700.linearizability.Linearizability;
import next700.linearizability.Register;
import next700.linearizability.Specification;
import next700.linearizability.Stack;
import next700.linearizability.ValueSet;
import next700.linearizability.VersionedRegister;
import next700.transactions.ConsistencyModel;
import next700.transactions.TransactionChecker;
import next700.transactions.Transactions;

/**
 * By how much deadlines are missed, wherever in a check they fall: each case is checked to its end, to see how long that
 * takes, and then again and again with deadlines spread over that time. The aim is 100 ms.
 *
 * <pre>mvn -Pdeadline-figures -pl benchmarks -am verify -DskipTests</pre>
 *
 * The arguments are numbers of operations. What the collector took during the worst check is told as well: while it stops
 * the machine, nobody looks at the clock.
 */
public final class DeadlineFigures {
    private static final int DEADLINES = 12;
    private static final Duration LONGEST = Duration.ofSeconds(4);
    private static final int TRANSACTIONS_PER_OPERATION = 4;

    private DeadlineFigures() {}

    /** Prints the table. */
    public static void main(String[] arguments) throws java.io.IOException {
        int[] sizes = arguments.length == 0
                ? new int[] {500_000, 1_000_000}
                : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        System.out.printf(
                "%-36s %10s %12s %10s %14s %10s%n",
                "case", "operations", "to the end", "deadlines", "worst late ms", "of it GC");
        for (int size : sizes) {
            for (boolean wrong : new boolean[] {false, true}) {
                object("register", size, new Register(), GeneratedHistory.register(), reads(wrong));
                object("counter", size, new Counter(), GeneratedHistory.counter(), reads(wrong));
                object("kv", size, new KeyValue(), GeneratedHistory.store(), reads(wrong));
                object("queue", size, new FifoQueue(), queue(), swaps(wrong, "dequeue"));
                object("stack", size, new Stack(), stack(), swaps(wrong, "pop"));
                object("versioned register", size, new VersionedRegister(), versions(), reads(wrong));
                object("compare-and-set", size, new CompareAndSetRegister(), compareAndSet(), reads(wrong));
            }
            object("set", size, new ValueSet(), GeneratedHistory.set(), Function.identity());
            object("set that is read", size, new ValueSet(), GeneratedHistory.growingSet(size / 20), reads(false));
            transactions(size / TRANSACTIONS_PER_OPERATION, false);
            transactions(size / TRANSACTIONS_PER_OPERATION, true);
        }
    }

    private static GeneratedHistory.Subject queue() {
        return GeneratedHistory.container("enqueue", "dequeue", false);
    }

    private static GeneratedHistory.Subject stack() {
        return GeneratedHistory.container("push", "pop", true);
    }

    private static GeneratedHistory.Subject versions() {
        return GeneratedHistory.versionedRegister();
    }

    private static GeneratedHistory.Subject compareAndSet() {
        return GeneratedHistory.compareAndSet();
    }

    private static Function<History, History> reads(boolean wrong) {
        return wrong ? CheckerFigures::oneStaleRead : Function.identity();
    }

    private static Function<History, History> swaps(boolean wrong, String take) {
        return wrong ? history -> CheckerFigures.twoSwapped(history, take) : Function.identity();
    }

    private static void object(
            String name,
            int size,
            Specification<?> specification,
            GeneratedHistory.Subject subject,
            Function<History, History> corruption) {
        History right = new GeneratedHistory(10, size).of(subject);
        History history = corruption.apply(right);
        row(
                history.equals(right) ? name : name + ", wrong",
                size,
                history,
                (whole, deadline) -> CheckerFigures.word(
                        Linearizability.of(specification).withDeadline(deadline).check(whole)));
    }

    private static void transactions(int size, boolean stale) throws java.io.IOException {
        Transactions history = TransactionFigures.history(size, stale);
        row(
                stale ? "list-append, one stale read" : "list-append",
                size,
                history,
                (whole, deadline) -> TransactionChecker.of(ConsistencyModel.STRICT_SERIALIZABLE)
                        .withDeadline(deadline)
                        .check(whole)
                        .getClass()
                        .getSimpleName());
    }

    private static <H> void row(String name, int size, H history, BiFunction<H, Duration, String> check) {
        String verdict = check.apply(history, LONGEST);
        long begin = System.nanoTime();
        verdict += check.apply(history, LONGEST).equals(verdict) ? "" : ", then another";
        double wholeMillis = Math.min((double) LONGEST.toMillis(), (System.nanoTime() - begin) / 1e6);
        double worst = 0;
        long collecting = 0;
        for (int i = 0; i < DEADLINES; i++) {
            Duration deadline = Duration.ofNanos((long) (wholeMillis * 1e6 * (i + 0.5) / DEADLINES));
            System.gc();
            long collected = collectionMillis();
            long start = System.nanoTime();
            String bounded = check.apply(history, deadline);
            double late = (System.nanoTime() - start - deadline.toNanos()) / 1e6;
            if (late > worst && !bounded.isEmpty()) {
                worst = late;
                collecting = collectionMillis() - collected;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-36s %10d %9.0f ms %10d %14.0f %10d  %s%n",
                name,
                size,
                wholeMillis,
                DEADLINES,
                worst,
                collecting,
                verdict);
    }

    private static long collectionMillis() {
        List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
        return collectors.stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
