package next700.model;

import java.time.Duration;

/** What a run of TLC may use. */
public record TlcLimits(int workers, int heapMebibytes, Duration timeout) {
    /** For whoever does not wait: what a machine is busy with besides must not decide a test. */
    public static final Duration NO_HURRY = Duration.ofDays(1000);

    /** Two workers, two gibibytes, five minutes. */
    public static final TlcLimits DEFAULT = new TlcLimits(2, 2048, Duration.ofMinutes(5));

    public TlcLimits {
        if (workers < 1 || heapMebibytes < 1) {
            throw new IllegalArgumentException("TLC needs at least one worker and one mebibyte");
        }
    }

    public TlcLimits withWorkers(int count) {
        return new TlcLimits(count, heapMebibytes, timeout);
    }

    public TlcLimits withHeapMebibytes(int mebibytes) {
        return new TlcLimits(workers, mebibytes, timeout);
    }

    public TlcLimits withTimeout(Duration limit) {
        return new TlcLimits(workers, heapMebibytes, limit);
    }
}
