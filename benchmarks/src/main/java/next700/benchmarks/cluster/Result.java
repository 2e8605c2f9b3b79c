package next700.benchmarks.cluster;

import java.util.List;
import java.util.Locale;

/**
 * What was measured of one load.
 *
 * @param aborts requests that aborted, warm-up included
 */
record Result(double requestsPerSecond, double medianMicros, double p99Micros, long aborts) {
    private static final String PREFIX = "result ";

    /** As a process tells it on its standard output. */
    String line() {
        return String.format(
                Locale.ROOT, "%s%f %f %f %d", PREFIX, requestsPerSecond, medianMicros, p99Micros, aborts);
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
                Long.parseLong(numbers[3]));
    }
}
