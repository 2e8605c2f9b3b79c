package next700.cli.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import next700.cli.Progress;
import next700.cli.RunningReport;
import next700.cli.cluster.AbstractRecording;
import next700.cli.cluster.NetworkChecks;
import next700.cluster.ClusterRun;
import next700.cluster.Recording;
import next700.cluster.Setup;
import next700.model.trace.SimulatedTraces;
import next700.model.trace.StepTrace;
import next700.model.trace.StepTraces;
import next700.model.trace.TraceModule;
import next700.network.Load;
import next700.network.Networked;
import next700.network.Scenario;
import next700.process.ProcessId;
import next700.process.Taken;
import next700.protocol.composition.Composition;
import next700.recording.RecordedStep;
import next700.runtime.Stage;
import next700.trial.Subject;
import next700.workpiece.Workpiece;

/** Runs of a protocol on real processes, and what they show. */
record ClusterEvidence(Workpiece workpiece, int f, Networked network) implements NetworkEvidence {
    private static final int CLIENTS = 3;
    private static final int KEYS = 6;
    private static final int MAX_STEPS = 300;
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
            StepTraceChecks.of(workpiece, progress)
                    .ifPresentOrElse(
                            checks -> report.stage(
                                    StepTraceChecks.TITLE,
                                    () -> List.of(checks.run(stepTraces(recordings), effort.seed()))),
                            () -> report.skip(StepTraceChecks.TITLE, StepTraceChecks.ABSENT));
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

    /** The beginnings of the runs: replaying costs TLC time with every step. */
    private List<StepTrace> stepTraces(List<Recording> recordings) {
        StepTraces traces = (StepTraces) workpiece.traces().orElseThrow();
        List<StepTrace> found = new ArrayList<>();
        for (Recording recording : recordings) {
            Scenario scenario = recording.setup().scenario();
            Set<ProcessId> byzantine = new TreeSet<>();
            scenario.liar().ifPresent(liar -> byzantine.add(liar.replica()));
            List<Taken> steps = recording.steps().stream()
                    .map(RecordedStep::step)
                    .limit(MAX_STEPS)
                    .toList();
            found.addAll(traces.tracesOf("network, " + scenario.name(), f, byzantine, steps));
        }
        return found;
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
