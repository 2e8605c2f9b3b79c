package next700.trial;

import java.time.Duration;
import java.util.Optional;

/**
 * What a campaign is to do.
 *
 * @param first the number of the first run
 * @param runs at most this many schedules
 * @param duration and for no longer than this, if it is given
 * @param seed the same seed gives the same runs
 * @param threads how many runs go on at once
 * @param lookOn how many runs more after one that failed, to see which properties fall as well
 */
public record FuzzOptions(
        Subject subject, long first, long runs, Optional<Duration> duration, long seed, int threads, int lookOn) {
    private static final int LOOK_ON = 400;

    public FuzzOptions {
        if (runs < 1) {
            throw new IllegalArgumentException("a campaign has at least one run, not " + runs);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("a campaign needs at least one thread, not " + threads);
        }
    }

    public static FuzzOptions of(Subject subject, long runs) {
        return new FuzzOptions(
                subject, 0, runs, Optional.empty(), 1, Runtime.getRuntime().availableProcessors(), LOOK_ON);
    }

    /** The runs from this number on. */
    public FuzzOptions from(long number) {
        return new FuzzOptions(subject, number, runs, duration, seed, threads, lookOn);
    }

    public FuzzOptions withSeed(long other) {
        return new FuzzOptions(subject, first, runs, duration, other, threads, lookOn);
    }

    public FuzzOptions withThreads(int other) {
        return new FuzzOptions(subject, first, runs, duration, seed, other, lookOn);
    }

    public FuzzOptions withDuration(Duration other) {
        return new FuzzOptions(subject, first, runs, Optional.of(other), seed, threads, lookOn);
    }

    public FuzzOptions lookingOn(int other) {
        return new FuzzOptions(subject, first, runs, duration, seed, threads, other);
    }
}
