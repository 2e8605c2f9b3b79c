package next700.cli.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.cli.Progress;
import next700.cli.cluster.ClusterChecks;
import next700.cli.cluster.ClusterRecording;
import next700.cli.cluster.ClusterRun;
import next700.cli.cluster.Scenario;
import next700.cli.report.Section;
import next700.protocol.ReplicaId;
import next700.protocol.composition.Composition;
import next700.recording.RecordingException;
import next700.runtime.RuntimeFailure;

/** Runs of a composition on real processes, and what they show. */
final class ClusterEvidence {
    /** Long enough for requests to commit between two that contend, which is what Quorum lives on. */
    private static final long CONTENDED_THINK_MILLIS = 60;

    /** So many requests that a replica which comes back meets the next checkpoints soon. */
    private static final long BUSY_THINK_MILLIS = 5;

    private static final long DELTA_MILLIS = 60;
    private static final int CLIENTS = 3;
    private static final int KEYS = 6;

    private ClusterEvidence() {}

    /** Runs all scenarios. */
    static List<ClusterRecording> record(
            Composition composition, int f, Effort effort, Path directory, Progress progress)
            throws RuntimeFailure, RecordingException {
        List<ClusterRecording> recordings = new ArrayList<>();
        for (Scenario scenario : scenarios(composition, f, effort)) {
            progress.begin("cluster, " + scenario.name());
            ClusterRecording recording = ClusterRun.run(scenario, directory.resolve(scenario.name()), progress);
            progress.end(recording.commits() + " commits, " + recording.aborts() + " aborts");
            recordings.add(recording);
        }
        return recordings;
    }

    /** What they are held against. */
    static List<Section> sections(List<ClusterRecording> recordings) {
        return recordings.stream()
                .flatMap(recording -> new ClusterChecks(recording).sections().stream())
                .toList();
    }

    private static List<Scenario> scenarios(Composition composition, int f, Effort effort) {
        long durationMillis = effort.network().toMillis();
        Scenario load = new Scenario(
                "load",
                composition,
                "kv",
                f,
                CLIENTS,
                durationMillis,
                DELTA_MILLIS,
                composition.equals(Composition.PBFT) ? BUSY_THINK_MILLIS : CONTENDED_THINK_MILLIS,
                KEYS,
                effort.seed(),
                Optional.empty(),
                Optional.empty());
        return List.of(
                load,
                load.crashing("crash", new Scenario.Crash(new ReplicaId(2), durationMillis / 3, durationMillis / 6)),
                load.lying("liar", new Scenario.Liar(new ReplicaId(3), 40, 20)));
    }
}
