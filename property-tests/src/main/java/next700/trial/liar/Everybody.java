package next700.trial.liar;

import java.util.List;
import next700.process.Group;
import next700.process.ProcessId;
import next700.process.ReplicaId;

/** The replicas of a run. */
record Everybody(int f, List<ReplicaId> replicas) implements Group {
    /** Those among some names. */
    static Everybody of(int f, List<ProcessId> names) {
        return new Everybody(
                f,
                names.stream()
                        .filter(ReplicaId.class::isInstance)
                        .map(ReplicaId.class::cast)
                        .sorted()
                        .toList());
    }

    @Override
    public int size() {
        return replicas.size();
    }

    /** As many as surely answer: usually so many make a certificate. */
    int usual() {
        return Math.max(1, size() - f);
    }
}
