package next700.simulation;

import next700.process.ProcessId;
import next700.process.ReplicaId;

/** Names of links, made once. */
final class Links {
    private static final int REPLICAS = 128;
    private static final int PROCESSES = REPLICAS + 16;
    private static final String[] LABELS = new String[PROCESSES * PROCESSES];

    private Links() {}

    static String label(ProcessId from, ProcessId to) {
        int index = index(from) * PROCESSES + index(to);
        String label = LABELS[index];
        if (label == null) {
            label = from + " to " + to;
            LABELS[index] = label;
        }
        return label;
    }

    private static int index(ProcessId process) {
        return process instanceof ReplicaId ? process.number() : REPLICAS + process.number();
    }
}
