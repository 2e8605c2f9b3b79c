package next700.simulation.lcr;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.trial.Exploration;
import next700.trial.Tape;
import next700.trial.TapeShrinker;
import next700.trial.Violation;

/**
 * Runs many schedules of LCR and keeps what fails. A run is determined by the campaign's seed and its own number, and
 * every run before the first failure is run, so that the first failure is the same every time.
 */
public final class LcrCampaign {
    /**
     * What a campaign is to do.
     *
     * @param first the number of the run to begin with
     * @param duration stop after this time even if there are runs left
     */
    public record Options(long first, long runs, Optional<Duration> duration, long seed, int threads) {
        public Options {
            if (runs < 1 || threads < 1) {
                throw new IllegalArgumentException(
                        "a campaign has at least one run and one thread, not " + runs + " and " + threads);
            }
        }

        public static Options of(long runs) {
            return new Options(
                    0, runs, Optional.empty(), 1, Runtime.getRuntime().availableProcessors());
        }

        public Options withSeed(long other) {
            return new Options(first, runs, duration, other, threads);
        }

        public Options from(long run) {
            return new Options(run, runs, duration, seed, threads);
        }

        public Options withDuration(Duration other) {
            return new Options(first, runs, Optional.of(other), seed, threads);
        }

        public Options withThreads(int other) {
            return new Options(first, runs, duration, seed, other);
        }

        /** The number of the run after the last. */
        long end() {
            return first + runs;
        }
    }

    /** A run that broke a property. */
    public record Failure(long run, Violation violation, Tape tape) {}

    /**
     * What a campaign found.
     *
     * @param reached in how many runs each sometimes-property came true; 0 where never
     * @param failures the first run that violated each property, by property
     * @param counterexample the smallest run that violates what broke first
     */
    public record Result(
            Options options,
            long runs,
            long events,
            Duration took,
            Map<LcrSometimes, Long> reached,
            Map<String, Failure> failures,
            Optional<LcrRun> counterexample) {

        /** What no run reached. */
        public List<LcrSometimes> missed() {
            return reached.entrySet().stream()
                    .filter(entry -> entry.getValue() == 0)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** The failure of the earliest run, and of these the earliest in it. */
        public Optional<Failure> first() {
            return failures.values().stream()
                    .min(Comparator.comparingLong(Failure::run)
                            .thenComparingInt(failure -> failure.violation().event()));
        }
    }

    /** Told of every so many runs; called on the campaign's threads, one at a time. */
    @FunctionalInterface
    public interface ProgressListener {
        void progress(long runs);
    }

    private static final long PROGRESS_INTERVAL_RUNS = 200;

    private final Options options;
    private final ProgressListener listener;
    private final Exploration exploration;
    private final List<Failure> failed = new ArrayList<>();
    private final Map<LcrSometimes, Long> reached = new EnumMap<>(LcrSometimes.class);
    private long runs;
    private long events;

    private LcrCampaign(Options options, ProgressListener listener) {
        this.options = options;
        this.listener = listener;
        this.exploration = new Exploration(options.first(), options.end(), options.threads(), options.duration());
        for (LcrSometimes sometimes : LcrSometimes.values()) {
            reached.put(sometimes, 0L);
        }
    }

    /** Runs a campaign, and shrinks what broke first. */
    public static Result run(Options options, ProgressListener listener) {
        return new LcrCampaign(options, listener).explore(true);
    }

    public static Result run(Options options) {
        return run(options, runs -> {});
    }

    /** Only counts and names what fails. */
    public static Result runWithoutShrinking(Options options) {
        return new LcrCampaign(options, runs -> {}).explore(false);
    }

    /** One run of a campaign. */
    public static LcrRun runOf(long seed, long number) {
        return LcrSimulation.explore(LcrSwarm.ofRun(seed, number));
    }

    private Result explore(boolean shrinking) {
        exploration.run(number -> account(number, runOf(options.seed(), number)));
        return result(shrinking);
    }

    private synchronized void account(long number, LcrRun run) {
        runs++;
        events += run.events().size();
        run.reached().forEach(sometimes -> reached.merge(sometimes, 1L, Long::sum));
        for (Violation violation : run.violations()) {
            failed.add(new Failure(number, violation, run.tape()));
            exploration.endAt(number + 1);
        }
        if (runs % PROGRESS_INTERVAL_RUNS == 0) {
            listener.progress(runs);
        }
    }

    private synchronized Result result(boolean shrinking) {
        failed.removeIf(failure -> failure.run() >= exploration.end());
        failed.sort(Comparator.comparingLong(Failure::run));
        Map<String, Failure> firsts = new TreeMap<>();
        failed.forEach(failure -> firsts.putIfAbsent(failure.violation().property(), failure));
        Result found = new Result(options, runs, events, exploration.elapsed(), reached, firsts, Optional.empty());
        return new Result(
                options,
                runs,
                events,
                found.took(),
                reached,
                firsts,
                shrinking ? found.first().map(LcrCampaign::smallest) : Optional.empty());
    }

    private static LcrRun smallest(Failure failure) {
        String property = failure.violation().property();
        Tape tape = TapeShrinker.shrink(
                candidate -> {
                    LcrRun run = LcrSimulation.replayUntil(candidate, property);
                    return new TapeShrinker.Trial(
                            run.tape(),
                            run.violates(property),
                            run.events().size(),
                            run.flights().size());
                },
                failure.tape());
        return LcrSimulation.replay(tape);
    }
}
