package next700.transactions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Collects anomalies. A broken system shows the same one thousands of times: all are counted, and a few are kept. */
final class Evidence {
    /** How many of each name are kept. */
    static final int KEPT = 5;

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<Anomaly> anomalies = new ArrayList<>();

    /** Counts an anomaly, and keeps it if there are few of that name. */
    void add(String name, Supplier<Anomaly> anomaly) {
        if (counts.merge(name, 1L, Long::sum) <= KEPT) {
            anomalies.add(anomaly.get());
        }
    }

    boolean has(String name) {
        return counts.containsKey(name);
    }

    Map<String, Long> counts() {
        return counts;
    }

    List<Anomaly> anomalies() {
        return anomalies;
    }
}
