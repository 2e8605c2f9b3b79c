package next700.model.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.model.Specifications;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.View;
import next700.simulation.lcr.LcrTrial;
import next700.trial.Campaign;
import next700.trial.FuzzOptions;
import next700.trial.RunResult;
import next700.trial.Subject;

/** LCR's specification, of runs of the simulator. */
public final class RingTraces implements TraceSpec {
    /** Of so many runs one should do. */
    private static final int RUNS_FOR_EACH = 4;

    @Override
    public List<TraceVerdict> simulated(
            List<? extends Subject> subjects, long seed, int wanted, Duration timeout, Specifications specifications) {
        return new RingValidation(timeout, specifications).validate(traces(subjects, seed, wanted));
    }

    /** Traces of the first runs of a campaign. */
    public static List<RingTrace> traces(List<? extends Subject> subjects, long seed, int wanted) {
        List<RingTrace> traces = new ArrayList<>();
        for (long number = 0; traces.size() < wanted && number < (long) RUNS_FOR_EACH * wanted; number++) {
            Subject subject = subjects.get((int) (number % subjects.size()));
            RunResult run = Campaign.runOf(FuzzOptions.of(subject, 1).withSeed(seed), number);
            trace("simulator, run " + number + " of seed " + seed, run).ifPresent(traces::add);
        }
        return traces;
    }

    private static Optional<RingTrace> trace(String name, RunResult run) {
        View founders = View.initial(((LcrTrial) run.trial()).setup().founders());
        try {
            return Optional.of(RingRun.trace(name, founders, run.steps(LcrStep.class)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // The specification has no words for it, such as a member that comes back.
            return Optional.empty();
        }
    }
}
