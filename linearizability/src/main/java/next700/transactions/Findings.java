package next700.transactions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a check found out about a history.
 *
 * @param transactions how many it has
 * @param anomalies of each name a few; of cycles some of the shortest
 * @param counts how many there are of each name; of cycles only how many are here
 * @param holding the models that hold
 * @param refuted the models that do not hold; of the others nobody knows
 * @param gaps what could not be inferred, and why, in sentences
 * @param order a serial order of what committed, if there is one, in the strongest order that was found
 * @param snapshots an order of beginnings and commits, if one was sought and there is one; one that proves what was asked
 *     about goes first
 */
public record Findings(
        int transactions,
        List<Anomaly> anomalies,
        Map<String, Long> counts,
        List<ConsistencyModel> holding,
        List<ConsistencyModel> refuted,
        List<String> gaps,
        Optional<SerialOrder> order,
        Optional<SnapshotOrder> snapshots) {
    public Findings {
        anomalies = List.copyOf(anomalies);
        counts = Map.copyOf(counts);
        holding = List.copyOf(holding);
        refuted = List.copyOf(refuted);
        gaps = List.copyOf(gaps);
    }

    /** Those models that hold and that no other one implies which holds. */
    public List<ConsistencyModel> strongest() {
        return strongest(holding);
    }

    /** Models of which nobody knows, and that no other such one implies. */
    public List<ConsistencyModel> strongestUndecided() {
        List<ConsistencyModel> undecided = new ArrayList<>(Arrays.asList(ConsistencyModel.values()));
        undecided.removeAll(holding);
        undecided.removeAll(refuted);
        return strongest(undecided);
    }

    /** The anomalies that a model forbids. */
    public List<Anomaly> against(ConsistencyModel model) {
        return anomalies.stream().filter(model::forbids).toList();
    }

    private static List<ConsistencyModel> strongest(List<ConsistencyModel> models) {
        return models.stream()
                .filter(model -> models.stream().noneMatch(other -> other != model && other.implies(model)))
                .toList();
    }
}
