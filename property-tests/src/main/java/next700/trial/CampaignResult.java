package next700.trial;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a campaign found.
 *
 * @param runs how many schedules were run
 * @param events of all runs together
 * @param steps how often correct processes took each step
 * @param reached in how many runs each sometimes-property came true; 0 where never
 * @param failures the first run that violated each property, by property
 * @param counterexample of the failure to look at first, shrunk
 */
public record CampaignResult(
        FuzzOptions options,
        long runs,
        long events,
        Duration took,
        Map<String, Long> steps,
        Map<Goal, Long> reached,
        Map<String, Failure> failures,
        Optional<Counterexample> counterexample) {

    /** A run that broke a property. */
    public record Failure(long run, Violation violation, Tape tape) {}

    /** Three-valued, as everywhere: a campaign that never reached what it must have reached proves nothing. */
    public enum Verdict {
        HOLDS,
        VIOLATED,
        UNKNOWN
    }

    public Verdict verdict() {
        if (!failures.isEmpty()) {
            return Verdict.VIOLATED;
        }
        return missed().isEmpty() ? Verdict.HOLDS : Verdict.UNKNOWN;
    }

    /** What no run reached. */
    public List<Goal> missed() {
        return reached.entrySet().stream()
                .filter(entry -> entry.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What broke first in the first run that failed. */
    public Optional<Failure> firstFailure() {
        return failures.values().stream()
                .min(Comparator.comparingLong(Failure::run)
                        .thenComparingInt(failure -> failure.violation().event()));
    }

    /**
     * The smallest schedule of the first of these properties that fell; if none of them did, of what broke first. It is made when
     * it is asked for.
     */
    public Optional<Counterexample> counterexampleOf(List<String> preferred) {
        return preferred.stream()
                .map(failures::get)
                .filter(Objects::nonNull)
                .findFirst()
                .or(this::firstFailure)
                .map(failure -> Counterexample.of(options.subject(), failure));
    }

    /** The number of runs until the first failure, that one included. */
    public Optional<Long> runsToFirstFailure() {
        return firstFailure().map(failure -> failure.run() - options.first() + 1);
    }

    public double runsPerSecond() {
        return runs / Math.max(1e-9, took.toNanos() / 1e9);
    }
}
