package next700.evidence.abstraction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepRecord;

/**
 * The histories of the digests that a recording speaks of. Most replicas record what they executed; those of PBFT keep no
 * history but its digest, and a history follows from the one before it and the request that was executed on it.
 */
final class RecordedHistories {
    private final Map<Digest, History> known = new HashMap<>();

    private RecordedHistories() {
        known.put(History.EMPTY.digest(), History.EMPTY);
    }

    /** Of the steps of a run, in the order of their times. */
    static RecordedHistories of(List<StepRecord> steps) {
        RecordedHistories histories = new RecordedHistories();
        for (StepRecord step : steps) {
            step.history().ifPresent(histories::learn);
            step.init().ifPresent(histories::learn);
        }
        int before;
        do {
            // A replica that took over a state goes on from a history that only the others' steps tell.
            before = histories.known.size();
            histories.followDigests(steps);
        } while (histories.known.size() > before);
        return histories;
    }

    private void learn(History history) {
        known.put(history.digest(), history);
    }

    private void followDigests(List<StepRecord> steps) {
        Map<ProcessId, Digest> tips = new HashMap<>();
        for (StepRecord step : steps) {
            if (step.process() instanceof ReplicaId
                    && step.committed().isPresent()
                    && step.request().isPresent()) {
                Digest after = step.committed().get();
                Digest before = tips.getOrDefault(step.process(), History.EMPTY.digest());
                tips.put(step.process(), after);
                if (!known.containsKey(after)) {
                    follow(before, step.request().get(), after);
                }
            }
        }
    }

    private void follow(Digest before, Request request, Digest after) {
        History parent = known.get(before);
        if (parent != null && History.extend(before, request).equals(after)) {
            learn(parent.append(request));
        }
    }

    /** The history with this digest, if any correct replica had it. */
    Optional<History> of(Digest digest) {
        return Optional.ofNullable(known.get(digest));
    }
}
