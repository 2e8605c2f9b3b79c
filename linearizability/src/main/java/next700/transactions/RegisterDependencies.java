package next700.transactions;

import static next700.transactions.DependencyGraph.RW;
import static next700.transactions.DependencyGraph.WR;
import static next700.transactions.DependencyGraph.WW;
import static next700.transactions.RegisterVersions.NOBODY;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import next700.history.Value;
import next700.linearizability.Deadline;

/** The dependencies between transactions that follow from the order of the versions of registers, and why. */
final class RegisterDependencies {
    private final Transactions history;
    private final Deadline deadline;
    private final RegisterVersions versions;
    private final RegisterOrder order;
    private final IntList reader;
    private final IntList readVersion;

    RegisterDependencies(Transactions history, RegisterVersions versions, RegisterOrder order, Deadline deadline) {
        this.history = history;
        this.deadline = deadline;
        this.versions = versions;
        this.order = order;
        this.reader = versions.readers();
        this.readVersion = versions.readVersions();
    }

    DependencyGraph draw() {
        DependencyGraph.Builder builder = new DependencyGraph.Builder(history, versions.committed());
        for (int i = 0; i < reader.size(); i++) {
            int writer = versions.writerOf(readVersion.get(i));
            if (writer != NOBODY && writer != reader.get(i)) {
                drawReadDependency(builder, writer, reader.get(i));
            }
        }
        Adjacency successors = new Adjacency(versions.count(), order.earlier(), order.later());
        Adjacency readers = new Adjacency(versions.count(), readVersion, reader);
        for (int version = 0; version < versions.count(); version++) {
            deadline.look(version);
            if (!order.isCyclic(versions.key(version)) && successors.degree(version) > 0) {
                drawSuccessors(builder, version, successors, readers);
            }
        }
        builder.processes();
        return builder.build();
    }

    private void drawSuccessors(DependencyGraph.Builder builder, int version, Adjacency successors, Adjacency readers) {
        TreeSet<Integer> writersAfter = new TreeSet<>();
        for (int i = 0; i < successors.degree(version); i++) {
            writersAfter.add(versions.writerOf(successors.target(version, i)));
        }
        IntList targets = new IntList();
        writersAfter.forEach(targets::add);
        int writer = versions.writerOf(version);
        for (int i = 0; writer != NOBODY && i < targets.size(); i++) {
            if (targets.get(i) != writer) {
                drawWriteDependency(builder, writer, targets.get(i));
            }
        }
        IntList sources = new IntList();
        for (int i = 0; i < readers.degree(version); i++) {
            sources.add(readers.target(version, i));
        }
        drawAntiDependencies(builder, sources, targets);
    }

    void drawReadDependency(DependencyGraph.Builder builder, int one, int other) {
        builder.edge(one, other, WR);
    }

    void drawWriteDependency(DependencyGraph.Builder builder, int one, int other) {
        builder.edge(one, other, WW);
    }

    void drawAntiDependencies(DependencyGraph.Builder builder, IntList sources, IntList targets) {
        builder.fan(sources, targets, RW);
    }

    Dependency explain(int from, int to, int kind, String one, String other) {
        return switch (kind) {
            case WR -> explainReadDependency(from, to, one, other);
            case WW -> explainOrder(from, to, true, one, other);
            case RW -> explainOrder(from, to, false, one, other);
            default -> throw new IllegalArgumentException("no dependency: " + kind);
        };
    }

    private Dependency explainReadDependency(int from, int to, String one, String other) {
        for (int i = 0; i < reader.size(); i++) {
            int version = readVersion.get(i);
            if (reader.get(i) == to && versions.writerOf(version) == from) {
                Value key = history.keyName(versions.key(version));
                return new Dependency(
                        history.transaction(from),
                        history.transaction(to),
                        Dependency.Kind.WR,
                        Optional.of(key),
                        List.of(versions.name(version)),
                        "%s read the value %s that %s wrote to %s".formatted(other, versions.name(version), one, key));
            }
        }
        throw new IllegalStateException("no read dependency between " + from + " and " + to);
    }

    private Dependency explainOrder(int from, int to, boolean written, String one, String other) {
        for (int i = 0; i < order.earlier().size(); i++) {
            int version = order.earlier().get(i);
            int next = order.later().get(i);
            if (versions.writerOf(next) == to
                    && (written ? versions.writerOf(version) == from : hasRead(from, version))) {
                Value key = history.keyName(versions.key(version));
                return new Dependency(
                        history.transaction(from),
                        history.transaction(to),
                        written ? Dependency.Kind.WW : Dependency.Kind.RW,
                        Optional.of(key),
                        List.of(versions.name(version), versions.name(next)),
                        "%s %s %s as %s, and %s wrote %s, a later version"
                                .formatted(
                                        one,
                                        written ? "wrote" : "read",
                                        key,
                                        versions.name(version),
                                        other,
                                        versions.name(next)));
            }
        }
        throw new IllegalStateException("no order of versions between " + from + " and " + to);
    }

    private boolean hasRead(int transaction, int version) {
        for (int i = 0; i < reader.size(); i++) {
            if (reader.get(i) == transaction && readVersion.get(i) == version) {
                return true;
            }
        }
        return false;
    }
}
