package next700.model.trace;

import java.time.Duration;
import java.util.List;
import next700.model.Specifications;
import next700.trial.Subject;

/** A specification on which runs of an implementation can be replayed. */
public interface TraceSpec {
    /**
     * Holds runs of the simulator against the specification.
     *
     * @param subjects taken in turn
     * @param seed of the campaign whose runs are taken, from the first on
     * @param wanted so many runs, or fewer where the specification has no words for most of them
     * @param timeout of each start of TLC
     */
    List<TraceVerdict> simulated(
            List<? extends Subject> subjects, long seed, int wanted, Duration timeout, Specifications specifications);
}
