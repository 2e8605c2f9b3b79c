package next700.linearizability;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A point in real time that an answer may be waited for. */
public final class Deadline {
    private static final int STEPS_BETWEEN_LOOKS = 1 << 10;

    public static final Deadline NEVER = new Deadline(Long.MAX_VALUE, System::nanoTime);

    private final LongSupplier clock;
    private final long start;
    private final long nanos;

    private Deadline(long nanos, LongSupplier clock) {
        this.clock = clock;
        this.start = clock.getAsLong();
        this.nanos = nanos;
    }

    /** The point in time after so long; of a time without end, there is none. */
    public static Deadline in(Duration duration) {
        return in(duration, System::nanoTime);
    }

    /** The point in time after so long by another clock, of nanoseconds. */
    static Deadline in(Duration duration, LongSupplier clock) {
        // Some 290 years are enough for whoever asks for more.
        return new Deadline(
                duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0 ? duration.toNanos() : Long.MAX_VALUE, clock);
    }

    /** Ends a computation in its midst, because there is no more time for it. */
    public static final class PassedException extends RuntimeException {
        PassedException() {
            super("the deadline passed", null, false, false);
        }
    }

    /**
     * For computations that take one step after the other: looks at the clock now and then.
     *
     * @throws PassedException if the deadline is over
     */
    public void look(int step) {
        if ((step & (STEPS_BETWEEN_LOOKS - 1)) == 0 && isPassed()) {
            throw new PassedException();
        }
    }

    /** What is left of the time, or so much if that is less. */
    Duration left(Duration most) {
        long left = Math.max(0, nanos - (clock.getAsLong() - start));
        return left < most.toNanos() ? Duration.ofNanos(left) : most;
    }

    /** Whether it is over. */
    public boolean isPassed() {
        return clock.getAsLong() - start >= nanos;
    }
}
