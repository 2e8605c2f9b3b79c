package next700.simulation.pbft;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import next700.trial.Exploration;
import next700.trial.Swarm;
import next700.trial.Tape;
import next700.trial.TapeShrinker;
import next700.simulation.pbft.PbftSimulation.Outcome;
import next700.simulation.pbft.PbftSimulation.Sometimes;

/**
 * Many runs of PBFT under the adversary. A run is determined by the campaign's seed and its own number, and every run before
 * the first failure is run, so that the first failure is the same every time.
 */
public final class PbftCampaign {
    private static final long PROGRESS_INTERVAL_RUNS = 50;

    /** A run that broke a property. */
    public record Failure(long run, Outcome outcome) {}

    /**
     * What a campaign found.
     *
     * @param failure the first run that failed
     * @param events of all runs
     * @param reached in how many runs each sometimes-property came true; 0 where never
     */
    public record Result(
            long seed, Optional<Failure> failure, long runs, long events, Duration took, Map<Sometimes, Long> reached) {
        /** What the first failure violated; empty if there was none. */
        public String violation() {
            return failure.flatMap(first -> first.outcome().violation()).orElse("");
        }

        /** What no run reached. */
        public List<Sometimes> missed() {
            return reached.entrySet().stream()
                    .filter(entry -> entry.getValue() == 0)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    private final long seed;
    private final Exploration exploration;
    private final LongConsumer progress;
    private final List<Failure> failed = new ArrayList<>();
    private final Map<Sometimes, Long> reached = new EnumMap<>(Sometimes.class);
    private long runs;
    private long events;

    private PbftCampaign(long seed, Exploration exploration, LongConsumer progress) {
        this.seed = seed;
        this.exploration = exploration;
        this.progress = progress;
        for (Sometimes sometimes : Sometimes.values()) {
            reached.put(sometimes, 0L);
        }
    }

    /**
     * Runs until the first failure.
     *
     * @param progress told of every so many runs; called on the campaign's threads, one at a time
     */
    public static Result run(long seed, Exploration exploration, LongConsumer progress) {
        PbftCampaign campaign = new PbftCampaign(seed, exploration, progress);
        exploration.run(number -> campaign.account(number, runOf(seed, number)));
        return campaign.result();
    }

    /** One run of a campaign. */
    public static Outcome runOf(long seed, long number) {
        return PbftSimulation.explore(Swarm.ofRun(seed, number));
    }

    private synchronized void account(long number, Outcome outcome) {
        runs++;
        events += outcome.events();
        outcome.reached().forEach(sometimes -> reached.merge(sometimes, 1L, Long::sum));
        if (outcome.violation().isPresent()) {
            failed.add(new Failure(number, outcome));
            exploration.endAt(number + 1);
        }
        if (runs % PROGRESS_INTERVAL_RUNS == 0) {
            progress.accept(runs);
        }
    }

    private synchronized Result result() {
        Optional<Failure> first = failed.stream().min(Comparator.comparingLong(Failure::run));
        return new Result(seed, first, runs, events, exploration.elapsed(), reached);
    }

    /** The names of all properties that a run can violate. */
    public static List<String> properties() {
        return Stream.concat(PbftFacts.PROPERTIES.stream(), PbftSimulation.PROPERTIES.stream())
                .toList();
    }

    /** What happens in a run, line by line. */
    public static List<String> narrate(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        PbftSimulation.narrate(outcome.tape(), lines::add);
        return lines;
    }

    /** The smallest schedule that was found within some time and violates the same property. */
    public static Outcome shrink(Outcome failure, Duration limit) {
        Tape smallest = TapeShrinker.shrink(
                tape -> {
                    Outcome outcome = PbftSimulation.replay(tape);
                    return new TapeShrinker.Trial(
                            outcome.tape(), outcome.property().equals(failure.property()), outcome.events(), (int)
                                    outcome.messages());
                },
                failure.tape(),
                limit);
        return PbftSimulation.replay(smallest);
    }
}
