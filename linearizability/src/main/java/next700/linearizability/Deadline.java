package next700.linearizability;

import java.time.Duration;

/** A point in real time that an answer may be waited for. */
final class Deadline {
    static final Deadline NEVER = new Deadline(Long.MAX_VALUE);

    private final long start = System.nanoTime();
    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    static Deadline in(Duration duration) {
        // Some 290 years are enough for whoever asks for more.
        return new Deadline(
                duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0 ? duration.toNanos() : Long.MAX_VALUE);
    }

    boolean isPassed() {
        return System.nanoTime() - start >= nanos;
    }
}
