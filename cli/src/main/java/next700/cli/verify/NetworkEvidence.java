package next700.cli.verify;

import java.nio.file.Path;
import java.util.Optional;
import next700.cli.RunningReport;
import next700.report.Progress;
import next700.workpiece.Workpiece;

/** What a protocol does on a real network, and whether its specification follows. */
interface NetworkEvidence {
    /** In how many stages it is looked at. */
    int stages(Effort effort);

    /** Whether how many run depends on how many faults are to be tolerated. */
    boolean hasThreshold();

    /**
     * Runs it, and looks at what was recorded, stage by stage.
     *
     * @param directory where what is recorded stays
     */
    void gather(Effort effort, Path directory, Progress progress, RunningReport report);

    /**
     * How a protocol is run; nothing for one that does not say how.
     *
     * @throws IllegalArgumentException if it cannot tolerate so many faults
     */
    static Optional<NetworkEvidence> of(Workpiece workpiece, int f) {
        return workpiece.name().equals(RingEvidence.PROTOCOL)
                ? Optional.of(new RingEvidence(workpiece))
                : workpiece.network(f).map(network -> new ClusterEvidence(workpiece, f, network));
    }
}
