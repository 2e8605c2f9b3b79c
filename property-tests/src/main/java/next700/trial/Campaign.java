package next700.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Taken;

/**
 * Runs many schedules and keeps what fails. A run is determined by the campaign's seed and its own number, whichever
 * thread runs it, and every run before the first failure is run: so the first failure is the same every time.
 */
public final class Campaign {
    /** Told from time to time how far the campaign is; called on its threads, one at a time. */
    @FunctionalInterface
    public interface ProgressListener {
        void progress(long runs, long events, Optional<String> violated);
    }

    private static final long PROGRESS_INTERVAL_NANOS = 100_000_000;

    private final FuzzOptions options;
    private final ProgressListener listener;
    private final Exploration exploration;
    private final List<CampaignResult.Failure> failed = new ArrayList<>();
    private final Map<String, Long> steps = new TreeMap<>();
    private final Map<Goal, Long> reached = new LinkedHashMap<>();
    private long lastProgressAt = System.nanoTime();
    private long runs;
    private long events;

    private Campaign(FuzzOptions options, ProgressListener listener) {
        this.options = options;
        this.listener = listener;
        this.exploration = new Exploration(
                options.first(), options.first() + options.runs(), options.threads(), options.duration());
        options.subject().goals().forEach(goal -> reached.put(goal, 0L));
    }

    public static CampaignResult run(FuzzOptions options, ProgressListener listener) {
        Campaign campaign = new Campaign(options, listener);
        campaign.explore();
        return campaign.result(true);
    }

    /** Only counts and names what fails. */
    public static CampaignResult runWithoutShrinking(FuzzOptions options) {
        Campaign campaign = new Campaign(options, (runs, events, violated) -> {});
        campaign.explore();
        return campaign.result(false);
    }

    public static CampaignResult run(FuzzOptions options) {
        return run(options, (runs, events, violated) -> {});
    }

    /** One run of a campaign, complete: its steps are a trace for the model checker. */
    public static RunResult runOf(FuzzOptions options, long number) {
        return Run.explore(options.subject(), options.subject().strategy(options.seed(), number));
    }

    private void explore() {
        exploration.run(number -> account(number, runOf(options, number)));
    }

    private synchronized void account(long number, RunResult run) {
        runs++;
        events += run.events().size();
        run.reached().forEach(goal -> reached.computeIfPresent(goal, (any, times) -> times + 1));
        for (Event event : run.events()) {
            for (Taken step : event.steps()) {
                steps.merge(step.step(), 1L, Long::sum);
            }
        }
        for (Violation violation : run.violations()) {
            failed.add(new CampaignResult.Failure(number, violation, run.tape()));
            exploration.endAt(number + 1 + options.lookOn());
        }
        long now = System.nanoTime();
        if (now - lastProgressAt > PROGRESS_INTERVAL_NANOS) {
            lastProgressAt = now;
            listener.progress(
                    runs,
                    events,
                    failed.stream()
                            .findFirst()
                            .map(failure -> failure.violation().property()));
        }
    }

    private CampaignResult result(boolean shrinking) {
        synchronized (this) {
            Duration took = exploration.elapsed();
            long end = exploration.end();
            failed.removeIf(failure -> failure.run() >= end);
            failed.sort(Comparator.comparingLong(CampaignResult.Failure::run));
            Map<String, CampaignResult.Failure> first = new TreeMap<>();
            failed.forEach(failure -> first.putIfAbsent(failure.violation().property(), failure));
            Optional<Counterexample> counterexample =
                    shrinking ? toLookAt(first).map(this::smallest) : Optional.empty();
            return new CampaignResult(options, runs, events, took, steps, reached, first, counterexample);
        }
    }

    /** The property that people care about most, if several broke; then what broke first. */
    private Optional<CampaignResult.Failure> toLookAt(Map<String, CampaignResult.Failure> first) {
        return first.values().stream()
                .min(Comparator.comparingInt((CampaignResult.Failure failure) ->
                                options.subject().rank(failure.violation().property()))
                        .thenComparingLong(CampaignResult.Failure::run)
                        .thenComparingInt(failure -> failure.violation().event()));
    }

    /** The run closest to minimal already, of those that broke the same property. */
    private Counterexample smallest(CampaignResult.Failure chosen) {
        return failed.stream()
                .filter(failure ->
                        failure.violation().property().equals(chosen.violation().property()))
                .min(Comparator.comparingInt((CampaignResult.Failure failure) ->
                                failure.tape().weight())
                        .thenComparingLong(CampaignResult.Failure::run))
                .map(failure -> Counterexample.of(options.subject(), failure))
                .orElseThrow();
    }
}
