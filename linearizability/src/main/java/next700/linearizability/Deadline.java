package next700.linearizability;

import java.time.Duration;

/** A point in real time that an answer may be waited for. */
public final class Deadline {
    private static final int STEPS_BETWEEN_LOOKS = 1 << 10;

    public static final Deadline NEVER = new Deadline(Long.MAX_VALUE);

    private final long start = System.nanoTime();
    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    /** The point in time after so long; of a time without end, there is none. */
    public static Deadline in(Duration duration) {
        // Some 290 years are enough for whoever asks for more.
        return new Deadline(
                duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0 ? duration.toNanos() : Long.MAX_VALUE);
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

    /** Whether it is over. */
    public boolean isPassed() {
        return System.nanoTime() - start >= nanos;
    }
}
