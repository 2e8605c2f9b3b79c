package next700.cli.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.cli.RunningReport;
import next700.cluster.Recording;
import next700.evidence.NetworkChecks;
import next700.evidence.NetworkRuns;
import next700.evidence.StepTraceChecks;
import next700.evidence.abstraction.AbstractRecording;
import next700.evidence.abstraction.TraceChecks;
import next700.model.trace.SimulatedTraces;
import next700.model.trace.TraceModule;
import next700.network.Networked;
import next700.network.Scenario;
import next700.protocol.composition.Composition;
import next700.report.Progress;
import next700.trial.Subject;
import next700.workpiece.Workpiece;

/** Runs of a protocol on real processes, and what they show. */
record ClusterEvidence(Workpiece workpiece, int f, Networked network) implements NetworkEvidence {
    @Override
    public boolean hasThreshold() {
        return true;
    }

    /** A scenario each, and the specifications that follow. */
    @Override
    public int stages(Effort effort) {
        return runs(effort).scenarios().size() + Math.max(1, modules().size());
    }

    private NetworkRuns runs(Effort effort) {
        return new NetworkRuns(workpiece, f, network, effort.network(), effort.seed());
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
                                    () -> List.of(checks.run(
                                            runs(effort)
                                                    .traces(
                                                            recordings,
                                                            workpiece
                                                                    .stepTraces()
                                                                    .orElseThrow()),
                                            effort.seed()))),
                            () -> report.skip(StepTraceChecks.TITLE, StepTraceChecks.ABSENT));
            return;
        }
        List<AbstractRecording> runs = recordings.stream()
                .map(AbstractRecording::of)
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
        NetworkRuns runs = runs(effort);
        for (Scenario scenario : runs.scenarios()) {
            report.stage("Cluster, " + scenario.name(), () -> {
                progress.begin("cluster, " + scenario.name());
                Recording recording = runs.run(scenario, directory, progress::at);
                progress.end(recording.answered() + " operations answered");
                recordings.add(recording);
                return NetworkChecks.of(recording);
            });
        }
        return recordings;
    }
}
