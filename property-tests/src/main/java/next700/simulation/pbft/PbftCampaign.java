package next700.simulation.pbft;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import next700.simulation.Swarm;
import next700.simulation.Tape;
import next700.simulation.TapeShrinker;
import next700.simulation.pbft.PbftSimulation.Outcome;
import next700.simulation.pbft.PbftSimulation.Sometimes;

/** Many runs of PBFT under the adversary; the same seed gives the same runs. */
public final class PbftCampaign {
    /**
     * What a campaign found.
     *
     * @param run the number of the first that failed
     * @param events of all runs
     * @param reached in how many runs each sometimes-property came true; 0 where never
     */
    public record Result(
            Optional<Long> run, Optional<Outcome> failure, long runs, long events, Map<Sometimes, Long> reached) {
        /** What the first failure violated; empty if there was none. */
        public String violation() {
            return failure.flatMap(Outcome::violation).orElse("");
        }

        /** What no run reached. */
        public List<Sometimes> missed() {
            return reached.entrySet().stream()
                    .filter(entry -> entry.getValue() == 0)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    private PbftCampaign() {}

    /** The names of all properties that a run can violate. */
    public static List<String> properties() {
        return Stream.concat(PbftFacts.PROPERTIES.stream(), PbftSimulation.PROPERTIES.stream())
                .toList();
    }

    /** Runs until the first failure. */
    public static Result run(long seed, long firstRun, long maxRuns) {
        return run(seed, firstRun, maxRuns, Duration.ofNanos(Long.MAX_VALUE));
    }

    /**
     * Runs until the first failure.
     *
     * @param duration after which no more are begun
     */
    public static Result run(long seed, long firstRun, long maxRuns, Duration duration) {
        long start = System.nanoTime();
        Map<Sometimes, Long> reached = new EnumMap<>(Sometimes.class);
        for (Sometimes sometimes : Sometimes.values()) {
            reached.put(sometimes, 0L);
        }
        long events = 0;
        long run = firstRun;
        while (run < firstRun + maxRuns && System.nanoTime() - start <= duration.toNanos()) {
            Outcome outcome = PbftSimulation.explore(Swarm.ofRun(seed, run));
            events += outcome.events();
            outcome.reached().forEach(sometimes -> reached.merge(sometimes, 1L, Long::sum));
            if (outcome.violation().isPresent()) {
                return new Result(Optional.of(run), Optional.of(outcome), run - firstRun + 1, events, reached);
            }
            run++;
        }
        return new Result(Optional.empty(), Optional.empty(), run - firstRun, events, reached);
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

    /** What happens in a run, line by line. */
    public static List<String> narrate(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        PbftSimulation.narrate(outcome.tape(), lines::add);
        return lines;
    }
}
