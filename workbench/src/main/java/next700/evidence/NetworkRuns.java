package next700.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import next700.cluster.ClusterRun;
import next700.cluster.Onlooker;
import next700.cluster.Recording;
import next700.cluster.Setup;
import next700.model.trace.StepTrace;
import next700.model.trace.StepTraces;
import next700.network.Load;
import next700.network.Networked;
import next700.network.Scenario;
import next700.process.ProcessId;
import next700.process.Taken;
import next700.recording.RecordedStep;
import next700.recording.RecordingException;
import next700.runtime.RuntimeFailure;
import next700.runtime.Stage;
import next700.workpiece.Workpiece;

/**
 * Runs of a protocol on real processes by which it is verified: those in which nothing goes wrong, and those in which something
 * does.
 *
 * @param f how many faults it is to tolerate
 * @param each how long the load of a run lasts
 * @param seed of what clients ask for
 */
public record NetworkRuns(Workpiece workpiece, int f, Networked network, Duration each, long seed) {
    private static final int CLIENTS = 3;
    private static final int KEYS = 6;
    private static final int MAX_STEPS = 300;
    private static final long THINK_MILLIS = 5;
    private static final long DELTA_MILLIS = 60;

    public List<Scenario> scenarios() {
        return network.scenarios(new Load(
                network.workloads(KEYS).getFirst().name(),
                KEYS,
                List.of(new Stage(CLIENTS, each.toMillis())),
                THINK_MILLIS,
                DELTA_MILLIS,
                seed));
    }

    /**
     * Runs a scenario; its files stay below the directory, in a folder of its name.
     *
     * @throws RuntimeFailure if a process does not start, or dies unasked
     * @throws RecordingException if what was recorded cannot be read
     */
    public Recording run(Scenario scenario, Path directory, Onlooker onlooker)
            throws RuntimeFailure, RecordingException, IOException {
        return ClusterRun.run(
                new Setup(workpiece.name(), f, network, scenario, true), directory.resolve(scenario.name()), onlooker);
    }

    /** The beginnings of recorded runs, to be replayed: each step more costs TLC time. */
    public List<StepTrace> traces(List<Recording> recordings, StepTraces by) {
        List<StepTrace> found = new ArrayList<>();
        for (Recording recording : recordings) {
            Scenario scenario = recording.setup().scenario();
            Set<ProcessId> byzantine = new TreeSet<>();
            scenario.liar().ifPresent(liar -> byzantine.add(liar.replica()));
            List<Taken> steps = recording.steps().stream()
                    .map(RecordedStep::step)
                    .limit(MAX_STEPS)
                    .toList();
            found.addAll(by.tracesOf("network, " + scenario.name(), f, byzantine, steps));
        }
        return found;
    }
}
