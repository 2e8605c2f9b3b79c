package next700.benchmarks.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long operations took that were answered between two moments; on one thread. */
final class Latencies {
    /** Printed when the measurement begins and ends. */
    static final String BEGIN = "measuring";

    static final String END = "measured";

    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final Histogram nanos = new Histogram(LONGEST_NANOS, 3);
    private final Map<Integer, Long> begun = new HashMap<>();
    private final long fromNanos;
    private final long untilNanos;

    Latencies(long warmUpNanos, long measuredNanos) {
        fromNanos = System.nanoTime() + warmUpNanos;
        untilNanos = fromNanos + measuredNanos;
    }

    void begin(int client) {
        begun.put(client, System.nanoTime());
    }

    void end(int client) {
        long now = System.nanoTime();
        if (now >= fromNanos && now < untilNanos) {
            nanos.recordValue(Math.min(LONGEST_NANOS, now - begun.get(client)));
        }
    }

    /** Says when the measurement begins and ends, and returns then. */
    void announce() throws InterruptedException {
        sleepUntil(fromNanos);
        System.out.println(BEGIN);
        sleepUntil(untilNanos);
        System.out.println(END);
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
    }

    Result result(long switches) {
        return new Result(
                nanos.getTotalCount() * 1e9 / (untilNanos - fromNanos),
                nanos.getValueAtPercentile(50) / 1000.0,
                nanos.getValueAtPercentile(99) / 1000.0,
                switches,
                nanos.getTotalCount(),
                0);
    }
}
