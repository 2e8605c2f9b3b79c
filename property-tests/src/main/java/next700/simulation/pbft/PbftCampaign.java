package next700.simulation.pbft;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import next700.simulation.Swarm;
import next700.simulation.Tape;
import next700.simulation.TapeShrinker;
import next700.simulation.pbft.PbftSimulation.Outcome;
import next700.simulation.pbft.PbftSimulation.Sometimes;

/** Many runs of PBFT under the adversary. */
public final class PbftCampaign {
    /**
     * What a campaign found.
     *
     * @param run the number of the first that failed
     * @param events of all runs
     */
    public record Result(
            Optional<Long> run, Optional<Outcome> failure, long runs, long events, Set<Sometimes> reached) {
        /** What the first failure violated; empty if there was none. */
        public String violation() {
            return failure.flatMap(Outcome::violation).orElse("");
        }
    }

    private PbftCampaign() {}

    /** Runs until the first failure. */
    public static Result run(long seed, long firstRun, long maxRuns) {
        Set<Sometimes> reached = EnumSet.noneOf(Sometimes.class);
        long events = 0;
        for (long run = firstRun; run < firstRun + maxRuns; run++) {
            Outcome outcome = PbftSimulation.explore(Swarm.ofRun(seed, run));
            events += outcome.events();
            reached.addAll(outcome.reached());
            if (outcome.violation().isPresent()) {
                return new Result(Optional.of(run), Optional.of(outcome), run - firstRun + 1, events, reached);
            }
        }
        return new Result(Optional.empty(), Optional.empty(), maxRuns, events, reached);
    }

    /** The smallest schedule that violates the same property. */
    public static Outcome shrink(Outcome failure) {
        Tape smallest = TapeShrinker.shrink(
                tape -> {
                    Outcome outcome = PbftSimulation.replay(tape);
                    return new TapeShrinker.Trial(
                            outcome.tape(), outcome.property().equals(failure.property()), outcome.events(), (int)
                                    outcome.messages());
                },
                failure.tape());
        return PbftSimulation.replay(smallest);
    }
}
