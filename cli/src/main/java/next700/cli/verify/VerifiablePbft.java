package next700.cli.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import next700.cli.Progress;
import next700.cli.RunningReport;
import next700.cli.UsageException;
import next700.cli.cluster.ClusterRecording;
import next700.cli.fuzz.FuzzCommand;
import next700.cli.fuzz.PbftFuzzChecks;
import next700.model.Model;
import next700.model.Models;
import next700.model.trace.SimulatedTraces;
import next700.model.trace.TraceModule;
import next700.protocol.Group;
import next700.protocol.composition.Composition;
import next700.simulation.Exploration;
import next700.simulation.mutation.PbftProbe;
import next700.simulation.pbft.PbftCampaign;

/** PBFT alone: an adversary of its own, mutants, and a cluster of processes. */
final class VerifiablePbft implements Verifiable {
    /** The adversary, guards that are removed, and traces. */
    private static final int ALONE = 3;

    @Override
    public String name() {
        return Composition.PBFT.name();
    }

    @Override
    public List<Model> models(Models all) {
        return all.of(Composition.PBFT);
    }

    @Override
    public String setting(Effort effort) {
        return "f = " + f(effort) + " in the cluster, 1 or 2 under the adversary; seed " + effort.seed();
    }

    @Override
    public void check(Effort effort) {
        UsageException.checked("--f", () -> new Group(f(effort)));
    }

    private static int f(Effort effort) {
        return effort.f().orElse(1);
    }

    @Override
    public int stages(Effort effort) {
        return ALONE + ClusterEvidence.stages(Composition.PBFT, f(effort), effort);
    }

    @Override
    public void gather(Effort effort, Path directory, Progress progress, RunningReport report) {
        int threads = Runtime.getRuntime().availableProcessors();
        AtomicBoolean isBroken = new AtomicBoolean();
        report.stage("Adversary", () -> {
            PbftCampaign.Result campaign = FuzzCommand.runPbft(
                    effort.seed(), new Exploration(0, Long.MAX_VALUE, threads, Optional.of(effort.fuzz())), progress);
            isBroken.set(campaign.failure().isPresent());
            return List.of(PbftFuzzChecks.of(campaign));
        });
        MutantChecks mutants = new MutantChecks(progress);
        if (isBroken.get()) {
            report.skip(MutantChecks.TITLE, MutantChecks.NEEDLESS);
        } else {
            report.stage(
                    MutantChecks.TITLE,
                    () -> List.of(mutants.run(PbftProbe.toBeFound(), mutant -> {
                        PbftProbe.Findings found = PbftProbe.hunt(mutant);
                        String violation = found.violation();
                        return new MutantChecks.Found(
                                found.run(), violation.substring(0, Math.max(0, violation.indexOf(':'))), violation);
                    })),
                    mutants::soFar);
        }
        List<ClusterRecording> recordings =
                ClusterEvidence.record(Composition.PBFT, f(effort), effort, directory, progress, report);
        TraceChecks traces = new TraceChecks(TraceModule.PBFT, progress);
        report.stage(
                traces.title(),
                () -> List.of(traces.run(recordings, wanted -> SimulatedTraces.ofPbft(effort.seed(), wanted))));
    }
}
