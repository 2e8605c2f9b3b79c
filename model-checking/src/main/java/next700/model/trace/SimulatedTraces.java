package next700.model.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.StepRecord;
import next700.trial.Campaign;
import next700.trial.FuzzOptions;
import next700.trial.RunResult;
import next700.trial.Subject;

/** Traces of the simulator. Runs with the same faults share a start of TLC, so they are of runs with few kinds of them. */
public final class SimulatedTraces {
    /** Of so many runs one should do. */
    private static final int RUNS_FOR_EACH = 20;

    /** Nobody; whoever gives the order; one of the others, who in Chain stands between correct ones. */
    private static final Set<Set<ProcessId>> LIARS =
            Set.of(Set.of(), Set.of(new ReplicaId(1)), Set.of(new ReplicaId(3)));

    /** Runs come to a few. */
    private static final long MOST_INSTANCES = 1_000;

    private final TraceModule module;
    private final int wanted;
    private final List<Trace> traces = new ArrayList<>();

    private SimulatedTraces(TraceModule module, int wanted) {
        this.module = module;
        this.wanted = wanted;
    }

    /**
     * The first runs of a campaign.
     *
     * @param subjects taken in turn
     */
    public static List<Trace> of(TraceModule module, List<? extends Subject> subjects, long seed, int wanted) {
        SimulatedTraces simulated = new SimulatedTraces(module, wanted);
        for (long number = 0; simulated.goesOn(number); number++) {
            Subject subject = subjects.get((int) (number % subjects.size()));
            RunResult run = Campaign.runOf(FuzzOptions.of(subject, 1).withSeed(seed), number);
            String name = "simulator, run " + number + " of seed " + seed + ", " + subject.name();
            simulated.add(name, run);
        }
        return simulated.traces;
    }

    /** A liar may speak of instances whose numbers no integer of TLC can be. */
    private static boolean isOfAnInstanceThatTlcCanCount(StepRecord step) {
        return step.instance().number() <= MOST_INSTANCES;
    }

    private boolean goesOn(long number) {
        return traces.size() < wanted && number < (long) RUNS_FOR_EACH * wanted;
    }

    private void add(String name, RunResult run) {
        Set<ProcessId> liars = run.trial().byzantine();
        if (LIARS.contains(liars)
                && run.steps(StepRecord.class).stream().allMatch(SimulatedTraces::isOfAnInstanceThatTlcCanCount)) {
            module.asSpecified(run.steps(StepRecord.class))
                    .forEach(part -> traces.add(new Trace(name, run.trial().f(), liars, part)));
        }
    }
}
