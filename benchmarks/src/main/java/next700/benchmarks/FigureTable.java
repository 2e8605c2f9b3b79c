package next700.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A table of figures: what was done, with which result, at what cost once the JIT compiler is warm, and what it was to
 * cost at most. The cost is the processor time of the whole process, compiler and collector included, and the most that was
 * in the heap, the histories of the table and garbage included. Each row is printed as soon as it is known.
 */
public final class FigureTable {
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration MEASURED = Duration.ofSeconds(1);
    private static final int FEWEST_RUNS = 2;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final PrintStream out;

    public FigureTable(PrintStream out) {
        this.out = out;
        out.printf(
                "%-44s %10s %-16s %9s %9s %6s %9s %9s%n",
                "case", "operations", "verdict", "CPU ms", "aim ms", "ratio", "peak MB", "aim MB");
    }

    /**
     * Measures a job: runs it until it is warm, and then again for a while.
     *
     * @param operations the size of the case, as the table tells it
     * @param aim what it may cost
     * @param job which returns its result in a word
     */
    public void row(String name, long operations, Duration aim, Supplier<String> job) {
        row(name, operations, aim, 0, job);
    }

    /** The same with so much memory at most, the history included; 0 if that is not of interest. */
    public void row(String name, long operations, Duration aim, int aimMegabytes, Supplier<String> job) {
        repeat(WARM_UP, job);
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long cpuBefore = system.getProcessCpuTime();
        Runs runs = repeat(MEASURED, job);
        double cpuMillis = (system.getProcessCpuTime() - cpuBefore) / 1e6 / runs.count;
        print(name, operations, runs.result, cpuMillis, aim, peakBytes() / 1e6, aimMegabytes);
    }

    /** A row that was measured elsewhere; a negative peak is one that was not. */
    public void print(
            String name,
            long operations,
            String result,
            double cpuMillis,
            Duration aim,
            double peakMegabytes,
            int aimMegabytes) {
        out.printf(
                Locale.ROOT,
                "%-44s %10d %-16s %9.0f %9d %6.2f %9s %9s%n",
                name,
                operations,
                result,
                cpuMillis,
                aim.toMillis(),
                cpuMillis / aim.toMillis(),
                peakMegabytes < 0 ? "" : Math.round(peakMegabytes),
                aimMegabytes == 0 ? "" : aimMegabytes);
    }

    /** What was in the heap at the most since the last reset, garbage included. */
    private static long peakBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private record Runs(int count, String result) {}

    private static Runs repeat(Duration duration, Supplier<String> job) {
        long end = System.nanoTime() + duration.toNanos();
        int count = 0;
        String result = "";
        while (count < FEWEST_RUNS || System.nanoTime() < end) {
            result = job.get();
            count++;
        }
        return new Runs(count, result);
    }
}
