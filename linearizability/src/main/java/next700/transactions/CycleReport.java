package next700.transactions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cycles of dependencies as evidence, each edge with its reason. */
final class CycleReport {
    private CycleReport() {}

    static void add(Transactions history, Inference inference, CycleSearch.Found cycle, Evidence evidence) {
        List<Dependency> dependencies = new ArrayList<>();
        for (int i = 0; i < cycle.length(); i++) {
            int next = (i + 1) % cycle.length();
            dependencies.add(dependency(
                    history,
                    inference,
                    cycle.transaction(i),
                    cycle.transaction(next),
                    cycle.kind(i),
                    "T" + (i + 1),
                    "T" + (next + 1)));
        }
        Anomaly.Cycle anomaly = new Anomaly.Cycle(cycle.phenomenon(), cycle.ordering(), dependencies);
        evidence.add(anomaly.name(), () -> anomaly);
    }

    private static Dependency dependency(
            Transactions history, Inference inference, int from, int to, int kind, String one, String other) {
        if (kind != DependencyGraph.PROCESS && kind != DependencyGraph.REAL_TIME) {
            return inference.explain(from, to, kind, one, other);
        }
        Transaction earlier = history.transaction(from);
        Transaction later = history.transaction(to);
        String lines = earlier.completedLine() == 0
                ? ""
                : " (lines " + earlier.completedLine() + " and " + later.invokedLine() + ")";
        String reason = kind == DependencyGraph.PROCESS
                ? "process " + earlier.process() + " ran " + one + " before " + other
                : one + " had completed in real time before " + other + " was invoked" + lines;
        return new Dependency(earlier, later, Dependency.Kind.of(kind), Optional.empty(), List.of(), reason);
    }
}
