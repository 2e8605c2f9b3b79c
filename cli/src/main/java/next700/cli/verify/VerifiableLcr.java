package next700.cli.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import next700.cli.Progress;
import next700.cli.RunningReport;
import next700.cli.UsageException;
import next700.cli.fuzz.FuzzCommand;
import next700.cli.fuzz.LcrFuzzChecks;
import next700.cli.lcr.ServiceChecks;
import next700.cli.lcr.ServiceRecording;
import next700.cli.lcr.ServiceRun;
import next700.cli.rounds.RoundsChecks;
import next700.model.Model;
import next700.model.Models;
import next700.simulation.lcr.LcrCampaign;
import next700.simulation.mutation.LcrProbe;
import next700.simulation.mutation.Mutants;

/** LCR: adversary, mutants, a key-value service on a real ring, traces, and the round model. */
final class VerifiableLcr implements Verifiable {
    private static final int LARGEST_RING = 9;

    /** The adversary, guards that are removed, the network, traces, and rounds. */
    private static final int STAGES = 5;

    @Override
    public String name() {
        return "lcr";
    }

    @Override
    public List<Model> models(Models all) {
        return all.ofProtocol(name());
    }

    @Override
    public String setting(Effort effort) {
        return "seed " + effort.seed();
    }

    @Override
    public void check(Effort effort) {
        if (effort.f().isPresent()) {
            throw new UsageException("--f is for protocols of 3f+1 replicas; LCR goes on without all but one");
        }
    }

    @Override
    public int stages(Effort effort) {
        return STAGES;
    }

    @Override
    public void gather(Effort effort, Path directory, Progress progress, RunningReport report) {
        AtomicBoolean isBroken = new AtomicBoolean();
        report.stage("Adversary", () -> {
            LcrCampaign.Result campaign = FuzzCommand.run(
                    LcrCampaign.Options.of(Integer.MAX_VALUE)
                            .withSeed(effort.seed())
                            .withDuration(effort.fuzz()),
                    progress);
            isBroken.set(!campaign.failures().isEmpty());
            return List.of(LcrFuzzChecks.of(campaign));
        });
        MutantChecks mutants = new MutantChecks(progress);
        if (isBroken.get()) {
            report.skip(MutantChecks.TITLE, MutantChecks.NEEDLESS);
        } else {
            report.stage(
                    MutantChecks.TITLE,
                    () -> List.of(mutants.run(Mutants.ofLcr(), mutant -> {
                        LcrProbe.Findings found = LcrProbe.hunt(mutant);
                        return new MutantChecks.Found(found.run(), found.property(), found.explanation());
                    })),
                    mutants::soFar);
        }
        AtomicReference<ServiceRecording> recorded = new AtomicReference<>();
        report.stage("Network", () -> {
            recorded.set(ServiceRun.run(directory, effort.network().toMillis(), effort.seed(), progress));
            return new ServiceChecks(recorded.get()).sections();
        });
        if (recorded.get() == null) {
            report.skip("Traces", "there is no recording of the network to be replayed");
        } else {
            report.stage("Traces", () -> List.of(new RingTraceChecks(progress).run(recorded.get(), effort.seed())));
        }
        report.stage(
                "Rounds",
                () -> List.of(new RoundsChecks(progress)
                        .run(IntStream.rangeClosed(2, LARGEST_RING).boxed().toList())));
    }
}
