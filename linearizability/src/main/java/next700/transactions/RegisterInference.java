package next700.transactions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import next700.linearizability.Deadline;

/**
 * What follows from the versions of registers (Elle, VLDB 2020). Their order is partial in general: who finds no
 * anomaly has no proof yet that there is none.
 */
final class RegisterInference implements Inference {
    private final Transactions history;
    private final Writers writers;
    private final RegisterVersions versions;
    private final RegisterOrder order;
    private final RegisterDependencies dependencies;
    private final DependencyGraph graph;
    private final List<String> gaps;
    private final Optional<Observations> observations;

    RegisterInference(Transactions history, Evidence evidence, RegisterAssumptions assumptions, Deadline deadline) {
        this.history = history;
        writers = new Writers(history, deadline);
        versions = new RegisterVersions(history, writers, assumptions.initial(), deadline);
        new RegisterReads(history, evidence, writers, versions, deadline).check();
        order = new RegisterOrder(history, evidence, writers, versions, assumptions, deadline);
        dependencies = new RegisterDependencies(history, versions, order, deadline);
        graph = dependencies.draw();
        gaps = findGaps();
        observations = new RegisterObservations(history, evidence, writers, versions, deadline).observe();
    }

    @Override
    public boolean knowsReads() {
        return observations.isPresent() && observations.get().areCertain();
    }

    @Override
    public Optional<Observations> observations() {
        return observations;
    }

    @Override
    public boolean[] committed() {
        return versions.committed();
    }

    @Override
    public DependencyGraph graph() {
        return graph;
    }

    /** None: where there are some, the gaps say so. */
    @Override
    public Collection<IntList> unordered() {
        return List.of();
    }

    @Override
    public Dependency explain(int from, int to, int kind, String one, String other) {
        return dependencies.explain(from, to, kind, one, other);
    }

    @Override
    public List<String> gaps() {
        return gaps;
    }

    private List<String> findGaps() {
        List<String> found = new ArrayList<>();
        if (writers.repetitions() > 0) {
            int example = writers.example();
            found.add("Values must be unique at their keys to tell who wrote them; %d were written again, as %s to %s."
                    .formatted(writers.repetitions(), versions.valueOf(example), history.keyOf(example)));
        }
        int[] count = new int[history.keyCount()];
        for (int version = 0; version < versions.count(); version++) {
            count[versions.key(version)]++;
        }
        int[] chain = order.longestChains();
        int partial = 0;
        int example = -1;
        for (int key = 0; key < count.length; key++) {
            if (!order.isCyclic(key) && chain[key] < count[key]) {
                partial++;
                example = example < 0 ? key : example;
            }
        }
        if (partial > 0) {
            found.add("The order of the versions is known only in part for %d of %d registers, such as %s."
                    .formatted(partial, count.length, history.keyName(example)));
        }
        return found;
    }
}
