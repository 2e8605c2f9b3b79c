package next700.benchmarks.cluster;

import java.util.List;
import java.util.Locale;

/**
 * What was measured of one load.
 *
 * @param aborts requests that aborted, warm-up included
 * @param count requests that were answered while it was measured
 * @param cpuMicros processor time of all processes for each of them
 */
record Result(
        double requestsPerSecond, double medianMicros, double p99Micros, long aborts, long count, double cpuMicros) {
    private static final String PREFIX = "result ";

    /** As a process tells it on its standard output. */
    String line() {
        return String.format(
                Locale.ROOT, "%s%f %f %f %d %d", PREFIX, requestsPerSecond, medianMicros, p99Micros, aborts, count);
    }

    /** What {@link #line} told, among all that the process said. */
    static Result find(List<String> lines) {
        String told = lines.stream()
                .filter(line -> line.startsWith(PREFIX))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no result: " + String.join("\n", lines)));
        String[] numbers = told.substring(PREFIX.length()).split(" ", -1);
        return new Result(
                Double.parseDouble(numbers[0]),
                Double.parseDouble(numbers[1]),
                Double.parseDouble(numbers[2]),
                Long.parseLong(numbers[3]),
                Long.parseLong(numbers[4]),
                0);
    }

    /** The same, having taken so much processor time of all processes. */
    Result costing(long cpuNanos) {
        return new Result(
                requestsPerSecond, medianMicros, p99Micros, aborts, count, cpuNanos / 1000.0 / Math.max(1, count));
    }
}
