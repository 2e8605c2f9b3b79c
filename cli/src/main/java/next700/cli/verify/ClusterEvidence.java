package next700.cli.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.cli.Progress;
import next700.cli.RunningReport;
import next700.cli.cluster.AbstractRecording;
import next700.cli.cluster.NetworkChecks;
import next700.cluster.ClusterRun;
import next700.cluster.Recording;
import next700.cluster.Setup;
import next700.model.trace.SimulatedTraces;
import next700.model.trace.TraceModule;
import next700.network.Load;
import next700.network.Networked;
import next700.network.Scenario;
import next700.protocol.composition.Composition;
import next700.runtime.Stage;
import next700.trial.Subject;
import next700.workpiece.Workpiece;

/** Runs of a protocol on real processes, and what they show. */
record ClusterEvidence(Workpiece workpiece, int f, Networked network) implements NetworkEvidence {
    private static final int CLIENTS = 3;
    private static final int KEYS = 6;
    private static final long THINK_MILLIS = 5;
    private static final long DELTA_MILLIS = 60;

    @Override
    public boolean hasThreshold() {
        return true;
    }

    /** A scenario each, and the specifications that follow. */
    @Override
    public int stages(Effort effort) {
        return scenarios(effort).size() + Math.max(1, modules().size());
    }

    private List<Scenario> scenarios(Effort effort) {
        return network.scenarios(new Load(
                network.workloads(KEYS).getFirst().name(),
                KEYS,
                List.of(new Stage(CLIENTS, effort.network().toMillis())),
                THINK_MILLIS,
                DELTA_MILLIS,
                effort.seed()));
    }

    private List<TraceModule> modules() {
        return Composition.named(workpiece.name()).map(TraceModule::of).orElse(List.of());
    }

    @Override
    public void gather(Effort effort, Path directory, Progress progress, RunningReport report) {
        List<Recording> recordings = record(effort, directory, progress, report);
        if (modules().isEmpty()) {
            report.skip(
                    "Traces",
                    "no specification has words for the recorded runs of " + workpiece.name()
                            + ": write a trace module beside it, as specs/quorum/QuorumTrace.tla is");
            return;
        }
        List<AbstractRecording> runs = recordings.stream()
                .map(NetworkChecks::abstractRecording)
                .flatMap(Optional::stream)
                .toList();
        List<Subject> subjects = workpiece.subjects().stream()
                .filter(subject -> subject.f() <= Workpiece.USUAL_F)
                .toList();
        for (TraceModule module : modules()) {
            TraceChecks traces = new TraceChecks(module, progress);
            report.stage(
                    traces.title(),
                    () -> List.of(
                            traces.run(runs, wanted -> SimulatedTraces.of(module, subjects, effort.seed(), wanted))));
        }
    }

    /** Runs all scenarios, and holds what each recorded against what is claimed; gives those that could be run. */
    private List<Recording> record(Effort effort, Path directory, Progress progress, RunningReport report) {
        List<Recording> recordings = new ArrayList<>();
        for (Scenario scenario : scenarios(effort)) {
            report.stage("Cluster, " + scenario.name(), () -> {
                progress.begin("cluster, " + scenario.name());
                Recording recording = ClusterRun.run(
                        new Setup(workpiece.name(), f, network, scenario, true),
                        directory.resolve(scenario.name()),
                        progress::at);
                progress.end(recording.answered() + " operations answered");
                recordings.add(recording);
                return NetworkChecks.of(recording);
            });
        }
        return recordings;
    }
}
