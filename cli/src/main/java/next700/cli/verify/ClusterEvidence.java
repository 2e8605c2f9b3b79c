package next700.cli.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.cli.Progress;
import next700.cli.RunningReport;
import next700.cli.cluster.ClusterChecks;
import next700.cli.cluster.ClusterRecording;
import next700.cli.cluster.ClusterRun;
import next700.cli.cluster.Scenario;
import next700.model.trace.SimulatedTraces;
import next700.model.trace.TraceModule;
import next700.process.ReplicaId;
import next700.protocol.composition.Composition;
import next700.runtime.Stage;
import next700.trial.Subject;
import next700.workpiece.Workpiece;

/** Runs of a composition on real processes, and what they show. */
record ClusterEvidence(Workpiece workpiece, Composition composition) implements NetworkEvidence {
    /** Long enough for requests to commit between two that contend, which is what Quorum lives on. */
    private static final long CONTENDED_THINK_MILLIS = 60;

    /** So many requests that a replica which comes back meets the next checkpoints soon. */
    private static final long BUSY_THINK_MILLIS = 5;

    private static final long DELTA_MILLIS = 60;

    /** Nothing fails while the load moves, so that no client should panic because a process was slow to start. */
    private static final long PATIENT_DELTA_MILLIS = 2_000;

    private static final int RECOVERY = 3;
    private static final int CLIENTS = 3;
    private static final int CROWD = 30;

    /** Chain waits for two seconds before it stops for lack of contention. */
    private static final long AFTER_CROWD_MILLIS = 3_000;

    private static final int KEYS = 6;

    /** So few that a replica in the middle of a chain, which sends a message for each batch, has its turn to lie. */
    private static final int TRUTHS = 15;

    private static final int LIES = 20;

    @Override
    public void gather(Effort effort, Path directory, Progress progress, RunningReport report) {
        List<ClusterRecording> recordings = record(f(effort), effort, directory, progress, report);
        List<Subject> subjects = workpiece.subjects().stream()
                .filter(subject -> subject.f() <= Workpiece.USUAL_F)
                .toList();
        List<TraceModule> modules = TraceModule.of(composition);
        if (modules.isEmpty()) {
            report.skip(
                    "Traces",
                    "no specification has words for the recorded runs of " + composition.name()
                            + ": write a trace module beside it, as specs/quorum/QuorumTrace.tla is");
        }
        for (TraceModule module : modules) {
            TraceChecks traces = new TraceChecks(module, progress);
            report.stage(
                    traces.title(),
                    () -> List.of(traces.run(
                            recordings, wanted -> SimulatedTraces.of(module, subjects, effort.seed(), wanted))));
        }
    }

    /** A scenario each, and the specifications that follow. */
    @Override
    public boolean hasThreshold() {
        return true;
    }

    @Override
    public int stages(Effort effort) {
        return scenarios(composition, f(effort), effort).size()
                + Math.max(1, TraceModule.of(composition).size());
    }

    private static int f(Effort effort) {
        return effort.f().orElse(Workpiece.USUAL_F);
    }

    /** Runs all scenarios, and holds what each recorded against what is claimed; gives those that could be run. */
    private List<ClusterRecording> record(
            int f, Effort effort, Path directory, Progress progress, RunningReport report) {
        List<ClusterRecording> recordings = new ArrayList<>();
        for (Scenario scenario : scenarios(composition, f, effort)) {
            report.stage("Cluster, " + scenario.name(), () -> {
                progress.begin("cluster, " + scenario.name());
                ClusterRecording recording = ClusterRun.run(scenario, directory.resolve(scenario.name()), progress);
                progress.end(recording.commits() + " commits, " + recording.aborts() + " aborts");
                recordings.add(recording);
                return new ClusterChecks(recording).sections();
            });
        }
        return recordings;
    }

    private static List<Scenario> scenarios(Composition composition, int f, Effort effort) {
        long durationMillis = effort.network().toMillis();
        Scenario load = new Scenario(
                "load",
                composition,
                "kv",
                f,
                List.of(new Stage(CLIENTS, durationMillis)),
                DELTA_MILLIS,
                composition.equals(Composition.PBFT) ? BUSY_THINK_MILLIS : CONTENDED_THINK_MILLIS,
                KEYS,
                effort.seed(),
                Optional.empty(),
                Optional.empty());
        List<Scenario> scenarios = new ArrayList<>(List.of(
                load,
                withTimeToRecover(load)
                        .crashing(
                                "crash", new Scenario.Crash(new ReplicaId(2), durationMillis / 3, durationMillis / 6)),
                load.lying("liar", new Scenario.Liar(new ReplicaId(3), TRUTHS, LIES))));
        if (!composition.equals(Composition.QUORUM)) {
            scenarios.add(load.lying("lying-leader", new Scenario.Liar(new ReplicaId(1), TRUTHS, LIES)));
        }
        if (load.followsContention()) {
            scenarios.add(load.moving(
                    "moving",
                    PATIENT_DELTA_MILLIS,
                    List.of(
                            new Stage(1, durationMillis / 2),
                            new Stage(CROWD, durationMillis / 2),
                            new Stage(1, durationMillis + AFTER_CROWD_MILLIS))));
        }
        return scenarios;
    }

    /** A replica of PBFT that comes back waits for a checkpoint beyond the window that it may have voted in. */
    private static Scenario withTimeToRecover(Scenario load) {
        return load.composition().equals(Composition.PBFT)
                ? load.moving(
                        load.name(), load.deltaMillis(), List.of(new Stage(CLIENTS, RECOVERY * load.durationMillis())))
                : load;
    }
}
