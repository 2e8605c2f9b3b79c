package next700.evidence.abstraction;

import java.util.List;
import java.util.Optional;
import next700.cluster.Recording;
import next700.evidence.OwnChecks;
import next700.report.Section;

/** Compositions of Abstract instances are held against the properties of Abstract, too. */
public final class ChecksOfAbstract implements OwnChecks {
    @Override
    public Optional<List<Section>> of(Recording recording) {
        return AbstractRecording.of(recording)
                .map(run -> new AbstractChecks(run, recording.setup().workload().specification()).sections());
    }
}
