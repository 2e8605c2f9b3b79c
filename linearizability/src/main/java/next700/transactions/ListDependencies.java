package next700.transactions;

import static next700.transactions.DependencyGraph.RW;
import static next700.transactions.DependencyGraph.WR;
import static next700.transactions.DependencyGraph.WW;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.history.Value;
import next700.linearizability.Deadline;

/**
 * The dependencies between transactions that follow from the order of the versions of lists, and why each is one.
 *
 * <p>Elements that committed transactions appended and nobody read stand behind all that was read, in any order; for
 * that their transactions come after all others of the key. Elle leaves them out. With them, and with unique elements,
 * a history without anomalies has a serial order that explains every read: {@link SerialReplay} checks that.
 */
final class ListDependencies {
    private final Transactions history;
    private final Deadline deadline;
    private final ListVersions versions;
    private final ListReads reads;
    private final Map<Integer, IntList> unread = new HashMap<>();

    ListDependencies(Transactions history, ListVersions versions, ListReads reads, Deadline deadline) {
        this.history = history;
        this.deadline = deadline;
        this.versions = versions;
        this.reads = reads;
        findUnread();
    }

    /** For each key the transactions that appended what nobody read there. */
    Collection<IntList> unread() {
        return unread.values();
    }

    DependencyGraph draw() {
        DependencyGraph.Builder builder = new DependencyGraph.Builder(history, versions.committed());
        Map<Integer, IntList> readToTheEnd = new HashMap<>();
        drawVersionOrders(builder);
        int[] nextCommitted = nextCommitted();
        for (int micro = 0; micro < history.micros(); micro++) {
            deadline.look(micro);
            if (history.reads(micro)) {
                drawReadDependency(builder, micro);
                drawAntiDependency(builder, micro, nextCommitted, readToTheEnd);
            }
        }
        readToTheEnd.forEach((key, readers) -> drawAntiDependencies(builder, readers, unread.get(key)));
        builder.processes();
        return builder.build();
    }

    /** Appends that nobody read, of transactions that committed, one of each transaction and key. */
    private void findUnread() {
        for (int micro = 0; micro < history.micros(); micro++) {
            deadline.look(micro);
            int writer = history.owner(micro);
            int key = history.key(micro);
            if (history.writes(micro)
                    && versions.committed()[writer]
                    && versions.place(micro) < 0
                    && !versions.isIncompatible(key)
                    && versions.isKnown(micro)) {
                IntList others = unread.computeIfAbsent(key, none -> new IntList());
                if (others.size() == 0 || others.get(others.size() - 1) != writer) {
                    others.add(writer);
                }
            }
        }
    }

    private void drawVersionOrders(DependencyGraph.Builder builder) {
        for (int key = 0; key < history.keyCount(); key++) {
            deadline.look(key);
            int last = -1;
            for (int i = versions.begin(key); i < versions.end(key); i++) {
                if (versions.isInstalled(versions.append(i))) {
                    int writer = history.owner(versions.append(i));
                    if (last >= 0 && last != writer) {
                        drawWriteDependency(builder, last, writer);
                    }
                    last = writer;
                }
            }
            IntList behind = unread.get(key);
            for (int i = 0; last >= 0 && behind != null && i < behind.size(); i++) {
                if (behind.get(i) != last) {
                    drawWriteDependency(builder, last, behind.get(i));
                }
            }
        }
    }

    void drawWriteDependency(DependencyGraph.Builder builder, int one, int other) {
        builder.edge(one, other, WW);
    }

    void drawReadDependency(DependencyGraph.Builder builder, int read) {
        int append = reads.lastExternal(read);
        if (append >= 0 && versions.isInstalled(append) && history.owner(append) != history.owner(read)) {
            builder.edge(history.owner(append), history.owner(read), WR);
        }
    }

    /** At each place of the version orders, the next at which there is a committed version, or -1. */
    private int[] nextCommitted() {
        int[] next = new int[versions.length()];
        for (int key = 0; key < history.keyCount(); key++) {
            deadline.look(key);
            int following = -1;
            for (int i = versions.end(key) - 1; i >= versions.begin(key); i--) {
                following = versions.isInstalled(versions.append(i)) ? i : following;
                next[i] = following;
            }
        }
        return next;
    }

    void drawAntiDependency(
            DependencyGraph.Builder builder, int read, int[] nextCommitted, Map<Integer, IntList> readToTheEnd) {
        int key = history.key(read);
        int reader = history.owner(read);
        if (!versions.isPrefix(read) || reads.external(read) != history.length(read)) {
            return;
        }
        int at = versions.begin(key) + reads.external(read);
        int next = at < versions.end(key) ? nextCommitted[at] : -1;
        if (next >= 0) {
            int writer = history.owner(versions.append(next));
            if (writer != reader) {
                builder.edge(reader, writer, RW);
            }
        } else if (unread.containsKey(key)) {
            IntList readers = readToTheEnd.computeIfAbsent(key, none -> new IntList());
            if (readers.size() == 0 || readers.get(readers.size() - 1) != reader) {
                readers.add(reader);
            }
        }
    }

    void drawAntiDependencies(DependencyGraph.Builder builder, IntList readers, IntList writersBehind) {
        builder.fan(readers, writersBehind, RW);
    }

    Dependency explain(int from, int to, int kind, String one, String other) {
        return switch (kind) {
            case WW -> explainWriteDependency(from, to, one, other);
            case WR -> explainReadDependency(from, to, one, other);
            case RW -> explainAntiDependency(from, to, one, other);
            default -> throw new IllegalArgumentException("no dependency: " + kind);
        };
    }

    private Dependency explainWriteDependency(int from, int to, String one, String other) {
        for (int earlier = history.begin(from); earlier < history.end(from); earlier++) {
            for (int later = history.begin(to); later < history.end(to); later++) {
                if (history.writes(earlier)
                        && history.writes(later)
                        && history.key(earlier) == history.key(later)
                        && versions.place(earlier) >= 0
                        && (versions.place(later) < 0 || versions.place(later) > versions.place(earlier))
                        && noneBetween(earlier, later)) {
                    Value before = history.valueOf(earlier);
                    Value after = history.valueOf(later);
                    String reason = versions.place(later) < 0
                            ? "%s appended %s to %s, and %s appended %s, which nobody had read yet when %s was"
                            : "%s appended %s to %s, and %s appended %s behind %s";
                    return new Dependency(
                            history.transaction(from),
                            history.transaction(to),
                            Dependency.Kind.WW,
                            Optional.of(history.keyOf(earlier)),
                            List.of(before, after),
                            reason.formatted(one, before, history.keyOf(earlier), other, after, before));
                }
            }
        }
        throw new IllegalStateException("no write dependency between " + from + " and " + to);
    }

    /** Whether the one is the last committed version before the other. */
    private boolean noneBetween(int earlier, int later) {
        int key = history.key(earlier);
        int end = versions.place(later) < 0 ? versions.end(key) - versions.begin(key) : versions.place(later);
        for (int i = versions.place(earlier) + 1; i < end; i++) {
            if (versions.isInstalled(versions.append(versions.begin(key) + i))) {
                return false;
            }
        }
        return true;
    }

    private Dependency explainReadDependency(int from, int to, String one, String other) {
        for (int read = history.begin(to); read < history.end(to); read++) {
            if (history.reads(read)) {
                int append = reads.lastExternal(read);
                if (append >= 0 && history.owner(append) == from) {
                    Value value = history.valueOf(append);
                    return new Dependency(
                            history.transaction(from),
                            history.transaction(to),
                            Dependency.Kind.WR,
                            Optional.of(history.keyOf(read)),
                            List.of(value),
                            "%s read the value %s that %s appended to %s"
                                    .formatted(other, value, one, history.keyOf(read)));
                }
            }
        }
        throw new IllegalStateException("no read dependency between " + from + " and " + to);
    }

    private Dependency explainAntiDependency(int from, int to, String one, String other) {
        for (int read = history.begin(from); read < history.end(from); read++) {
            if (!history.reads(read) || !versions.isPrefix(read) || reads.external(read) != history.length(read)) {
                continue;
            }
            for (int append = history.begin(to); append < history.end(to); append++) {
                if (history.writes(append)
                        && history.key(append) == history.key(read)
                        && (versions.place(append) < 0 || versions.place(append) >= history.length(read))) {
                    Value value = history.valueOf(append);
                    return new Dependency(
                            history.transaction(from),
                            history.transaction(to),
                            Dependency.Kind.RW,
                            Optional.of(history.keyOf(read)),
                            List.of(history.result(read), value),
                            "%s read %s as %s, without the value %s that %s appended"
                                    .formatted(one, history.keyOf(read), history.result(read), value, other));
                }
            }
        }
        throw new IllegalStateException("no anti-dependency between " + from + " and " + to);
    }
}
