package next700.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A table of figures: what was done, with which result, at what cost once the JIT compiler is warm, and what it was to
 * cost at most. The cost is the processor time of the whole process, compiler and collector included, and what was
 * allocated. Each row is printed as soon as it is known.
 */
public final class FigureTable {
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration MEASURED = Duration.ofSeconds(1);
    private static final int FEWEST_RUNS = 2;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final PrintStream out;

    public FigureTable(PrintStream out) {
        this.out = out;
        out.printf(
                "%-40s %10s %-14s %10s %12s %10s %8s%n",
                "case", "operations", "verdict", "CPU ms", "allocated MB", "target ms", "ratio");
    }

    /**
     * Measures a job: runs it until it is warm, and then again for a while.
     *
     * @param operations the size of the case, as the table tells it
     * @param target what it may cost
     * @param job which returns its result in a word
     */
    public void row(String name, long operations, Duration target, Supplier<String> job) {
        repeat(WARM_UP, job);
        long cpuBefore = system.getProcessCpuTime();
        long allocatedBefore = threads.getTotalThreadAllocatedBytes();
        Runs runs = repeat(MEASURED, job);
        double cpuMillis = (system.getProcessCpuTime() - cpuBefore) / 1e6 / runs.count;
        double allocatedMegabytes = (threads.getTotalThreadAllocatedBytes() - allocatedBefore) / 1e6 / runs.count;
        out.printf(
                "%-40s %10d %-14s %10.1f %12.1f %10d %8.2f%n",
                name,
                operations,
                runs.result,
                cpuMillis,
                allocatedMegabytes,
                target.toMillis(),
                cpuMillis / target.toMillis());
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
