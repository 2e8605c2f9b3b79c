package next700.cli.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import next700.cli.RunningReport;
import next700.cli.lcr.ServiceChecks;
import next700.cli.lcr.ServiceRecording;
import next700.cli.lcr.ServiceRun;
import next700.cli.rounds.RoundsChecks;
import next700.report.Progress;
import next700.workpiece.Workpiece;

/** A key-value service on a real ring, its trace, and the round model. */
record RingEvidence(Workpiece workpiece) implements NetworkEvidence {
    static final String PROTOCOL = "lcr";

    private static final int LARGEST_RING = 9;

    /** The network, its traces, and rounds. */
    private static final int STAGES = 3;

    @Override
    public boolean hasThreshold() {
        return false;
    }

    @Override
    public int stages(Effort effort) {
        return STAGES;
    }

    @Override
    public void gather(Effort effort, Path directory, Progress progress, RunningReport report) {
        AtomicReference<ServiceRecording> recorded = new AtomicReference<>();
        report.stage("Network", () -> {
            recorded.set(ServiceRun.run(directory, effort.network().toMillis(), effort.seed(), progress));
            return new ServiceChecks(recorded.get()).sections();
        });
        if (recorded.get() == null) {
            report.skip("Traces", "there is no recording of the network to be replayed");
        } else {
            report.stage(
                    "Traces",
                    () -> List.of(
                            new RingTraceChecks(progress).run(recorded.get(), workpiece.subjects(), effort.seed())));
        }
        report.stage(
                "Rounds",
                () -> List.of(new RoundsChecks(progress)
                        .run(IntStream.rangeClosed(2, LARGEST_RING).boxed().toList())));
    }
}
