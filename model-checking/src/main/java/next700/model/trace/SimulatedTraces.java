package next700.model.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.StepRecord;
import next700.simulation.Arena;
import next700.simulation.Campaign;
import next700.simulation.FuzzOptions;
import next700.simulation.RunResult;
import next700.simulation.pbft.PbftCampaign;
import next700.simulation.pbft.PbftSimulation.Course;

/** Traces of the simulator. Runs with the same faults share a start of TLC, so they are of runs with few kinds of them. */
public final class SimulatedTraces {
    /** Of so many runs one should do. */
    private static final int RUNS_FOR_EACH = 20;

    /** Nobody; whoever gives the order; one of the others, who in Chain stands between correct ones. */
    private static final Set<Set<ProcessId>> LIARS =
            Set.of(Set.of(), Set.of(new ReplicaId(1)), Set.of(new ReplicaId(3)));

    private final TraceModule module;
    private final int wanted;
    private final List<Trace> traces = new ArrayList<>();

    private SimulatedTraces(TraceModule module, int wanted) {
        this.module = module;
        this.wanted = wanted;
    }

    /**
     * Of compositions.
     *
     * @param arenas taken in turn
     */
    public static List<Trace> of(TraceModule module, List<Arena> arenas, long seed, int wanted) {
        SimulatedTraces simulated = new SimulatedTraces(module, wanted);
        for (long number = 0; simulated.goesOn(number); number++) {
            Arena arena = arenas.get((int) (number % arenas.size()));
            RunResult run =
                    Campaign.runOf(FuzzOptions.of(arena, Integer.MAX_VALUE).withSeed(seed), number);
            String name = "simulator, run " + number + " of seed " + seed + ", "
                    + arena.composition().name();
            simulated.add(name, arena.f(), run.setup().byzantine(), run.steps());
        }
        return simulated.traces;
    }

    /** Of PBFT, which has a simulator of its own. */
    public static List<Trace> ofPbft(long seed, int wanted) {
        SimulatedTraces simulated = new SimulatedTraces(TraceModule.PBFT, wanted);
        for (long number = 0; simulated.goesOn(number); number++) {
            Course course = PbftCampaign.runOf(seed, number).course();
            String name = "simulator, run " + number + " of seed " + seed + ", pbft";
            simulated.add(name, course.f(), Set.copyOf(course.byzantine()), course.steps());
        }
        return simulated.traces;
    }

    private boolean goesOn(long number) {
        return traces.size() < wanted && number < (long) RUNS_FOR_EACH * wanted;
    }

    private void add(String name, int f, Set<? extends ProcessId> byzantine, List<StepRecord> steps) {
        Set<ProcessId> liars = Set.copyOf(byzantine);
        if (LIARS.contains(liars)) {
            module.asSpecified(steps).forEach(part -> traces.add(new Trace(name, f, liars, part)));
        }
    }
}
