package next700.cli.verify;

import java.nio.file.Path;
import java.util.List;
import next700.cli.Progress;
import next700.cli.RunningReport;
import next700.cli.UsageException;
import next700.cli.cluster.ClusterRecording;
import next700.cli.fuzz.FuzzChecks;
import next700.cli.model.CountingChecks;
import next700.model.Model;
import next700.model.Models;
import next700.model.trace.SimulatedTraces;
import next700.model.trace.TraceModule;
import next700.protocol.composition.Composition;
import next700.simulation.Arena;
import next700.simulation.FuzzOptions;
import next700.simulation.mutation.Mutants;
import next700.simulation.mutation.MutationCampaign;

/** A composition of Abstract instances: adversary, mutants, a cluster of processes in three runs, traces. */
record VerifiableComposition(Composition composition) implements Verifiable {
    private static final long MAX_RUNS = 60_000;

    /** Counting, the adversary, and guards that are removed. */
    private static final int ALONE = 3;

    @Override
    public String name() {
        return composition.name();
    }

    @Override
    public List<Model> models(Models all) {
        return all.of(composition);
    }

    @Override
    public String setting(Effort effort) {
        return "f = " + f(effort) + ", seed " + effort.seed();
    }

    @Override
    public void check(Effort effort) {
        UsageException.checked("--f", () -> Arena.of(composition.name(), f(effort)));
    }

    private static int f(Effort effort) {
        return effort.f().orElse(1);
    }

    @Override
    public int stages(Effort effort) {
        return ALONE
                + ClusterEvidence.stages(composition, f(effort), effort)
                + TraceModule.of(composition).size();
    }

    @Override
    public void gather(Effort effort, Path directory, Progress progress, RunningReport report) {
        Arena arena = Arena.of(composition.name(), f(effort));
        report.stage("Counting", () -> List.of(CountingChecks.run()));
        FuzzChecks adversary = new FuzzChecks(progress);
        report.stage(
                "Adversary",
                () -> List.of(adversary.run(FuzzOptions.of(arena, Integer.MAX_VALUE)
                        .withSeed(effort.seed())
                        .withDuration(effort.fuzz()))),
                adversary::soFar);
        MutantChecks mutants = new MutantChecks(progress);
        if (adversary.hasFoundSomething()) {
            report.skip(MutantChecks.TITLE, MutantChecks.NEEDLESS);
        } else {
            int threads = Runtime.getRuntime().availableProcessors();
            report.stage(
                    MutantChecks.TITLE,
                    () -> List.of(mutants.run(Mutants.toBeFound(arena.composition()), mutant -> {
                        MutationCampaign.Verdict verdict = MutationCampaign.hunt(
                                mutant, Mutants.home(mutant, arena.f()), effort.seed(), MAX_RUNS, threads, false);
                        return new MutantChecks.Found(
                                verdict.runs(),
                                verdict.isFound() ? verdict.firstProperty() : "",
                                verdict.explanation());
                    })),
                    mutants::soFar);
        }
        List<ClusterRecording> recordings =
                ClusterEvidence.record(composition, f(effort), effort, directory, progress, report);
        List<TraceModule> modules = TraceModule.of(composition);
        if (modules.isEmpty()) {
            report.skip(
                    "Traces",
                    "no specification has words for the recorded runs of " + composition.name()
                            + ": write a trace module beside it, as specs/quorum/QuorumTrace.tla is, and name it in"
                            + " TraceModule");
        }
        for (TraceModule module : modules) {
            TraceChecks traces = new TraceChecks(module, progress);
            report.stage(
                    traces.title(),
                    () -> List.of(traces.run(
                            recordings, wanted -> SimulatedTraces.of(module, List.of(arena), effort.seed(), wanted))));
        }
    }
}
