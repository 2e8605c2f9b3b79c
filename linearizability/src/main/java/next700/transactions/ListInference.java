package next700.transactions;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import next700.linearizability.Deadline;

/** What follows from the versions of lists (Elle, VLDB 2020). */
final class ListInference implements Inference {
    private final Transactions history;
    private final Writers writers;
    private final ListVersions versions;
    private final ListReads reads;
    private final Deadline deadline;
    private final ListDependencies dependencies;
    private final DependencyGraph graph;

    ListInference(Transactions history, Evidence evidence, Deadline deadline) {
        this.history = history;
        writers = new Writers(history, deadline);
        versions = new ListVersions(history, writers, deadline);
        new ListElements(history, evidence, writers, versions, deadline).check();
        ListReads reads = new ListReads(history, evidence, writers, deadline);
        new ListAnomalies(history, evidence, writers, versions, reads, deadline).check();
        this.reads = reads;
        this.deadline = deadline;
        dependencies = new ListDependencies(history, versions, reads, deadline);
        graph = dependencies.draw();
    }

    @Override
    public boolean[] committed() {
        return versions.committed();
    }

    @Override
    public DependencyGraph graph() {
        return graph;
    }

    @Override
    public boolean knowsReads() {
        return writers.repetitions() == 0;
    }

    @Override
    public Optional<Observations> observations() {
        return writers.repetitions() == 0
                ? Optional.of(new ListObservations(history, writers, versions, reads, deadline).observe())
                : Optional.empty();
    }

    @Override
    public List<String> gaps() {
        if (writers.repetitions() == 0) {
            return List.of();
        }
        int example = writers.example();
        return List.of(
                "Elements must be unique at their keys to tell who appended them; %d were appended again, as %s to %s."
                        .formatted(writers.repetitions(), history.valueOf(example), history.keyOf(example)));
    }

    /** What nobody read stands behind the rest in no order that would be known. */
    @Override
    public Collection<IntList> unordered() {
        return dependencies.unread();
    }

    @Override
    public Dependency explain(int from, int to, int kind, String one, String other) {
        return dependencies.explain(from, to, kind, one, other);
    }
}
