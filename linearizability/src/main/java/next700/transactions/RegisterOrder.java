package next700.transactions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;
import next700.history.Value;
import next700.linearizability.Deadline;

/**
 * The order of the versions of registers (Elle, VLDB 2020), as far as it follows from what may be assumed: pairs of
 * versions of one key, of which the one is earlier.
 */
final class RegisterOrder {
    private final Transactions history;
    private final Deadline deadline;
    private final Evidence evidence;
    private final Writers writers;
    private final RegisterVersions versions;
    private final IntList earlier = new IntList();
    private final IntList later = new IntList();
    private final boolean[] cyclic;

    RegisterOrder(
            Transactions history,
            Evidence evidence,
            Writers writers,
            RegisterVersions versions,
            RegisterAssumptions assumptions,
            Deadline deadline) {
        this.history = history;
        this.deadline = deadline;
        this.evidence = evidence;
        this.writers = writers;
        this.versions = versions;
        cyclic = new boolean[history.keyCount()];
        infer(assumptions);
        checkCycles();
    }

    /** The earlier versions of the pairs; {@link #later()} has the others. */
    IntList earlier() {
        return earlier;
    }

    IntList later() {
        return later;
    }

    /** Whether the assumptions contradict each other at the key. */
    boolean isCyclic(int key) {
        return cyclic[key];
    }

    private void infer(RegisterAssumptions assumptions) {
        if (assumptions.writesFollowReads()) {
            orderWritesAfterReads();
        }
        if (assumptions.sequentialKeys()) {
            orderByProcess();
        }
        if (assumptions.linearizableKeys()) {
            orderByRealTime();
        }
        if (assumptions.initialFirst()) {
            orderInitialFirst();
        }
    }

    void orderWritesAfterReads() {
        for (int micro = 0; micro < history.micros(); micro++) {
            deadline.look(micro);
            if (history.writes(micro) && versions.isInstalled(micro)) {
                for (int before = writers.previous(micro); before >= 0; before = writers.previous(before)) {
                    if (history.reads(before) && versions.isExternal(before)) {
                        order(versions.readVersion(before), versions.writtenVersion(micro));
                    }
                }
            }
        }
    }

    private void order(int one, int other) {
        if (one >= 0 && other >= 0 && one != other) {
            earlier.add(one);
            later.add(other);
        }
    }

    void orderByProcess() {
        LongIntMap last = new LongIntMap();
        for (int i = 0; i < history.size(); i++) {
            deadline.look(i);
            for (Access access : accesses(i)) {
                long place = LongIntMap.pair(history.process(i), access.key);
                order(last.get(place), access.first);
                last.put(place, access.last);
            }
        }
    }

    /** The versions of a key that a transaction met first and last. */
    private record Access(int key, int first, int last) {}

    private List<Access> accesses(int transaction) {
        List<Access> accesses = new ArrayList<>();
        if (history.outcome(transaction) != Outcome.COMMITTED) {
            return accesses;
        }
        for (int micro = history.end(transaction) - 1; micro >= history.begin(transaction); micro--) {
            int last = versions.versionAt(micro);
            int first = last;
            int key = history.key(micro);
            if (last < 0 || accesses.stream().anyMatch(access -> access.key == key)) {
                continue;
            }
            for (int before = writers.previous(micro); before >= 0; before = writers.previous(before)) {
                int version = versions.versionAt(before);
                first = version >= 0 ? version : first;
            }
            accesses.add(new Access(key, first, last));
        }
        return accesses;
    }

    /**
     * For each key, what completed before another access was invoked. Only accesses that no other completed access
     * followed are kept for it: at most as many as there were clients at one time.
     */
    void orderByRealTime() {
        record Completed(int transaction, Access access) {}
        List<List<Completed>> byKey = new ArrayList<>();
        for (int key = 0; key < history.keyCount(); key++) {
            deadline.look(key);
            byKey.add(new ArrayList<>());
        }
        PriorityQueue<Integer> running =
                new PriorityQueue<>(Comparator.comparingInt((Integer transaction) -> history.next(transaction)));
        for (int i = 0; i < history.size(); i++) {
            deadline.look(i);
            while (!running.isEmpty() && history.next(running.element()) <= i) {
                int done = running.remove();
                for (Access access : accesses(done)) {
                    byKey.get(access.key).removeIf(before -> history.precedes(before.transaction, done));
                    byKey.get(access.key).add(new Completed(done, access));
                }
            }
            List<Access> accesses = accesses(i);
            for (Access access : accesses) {
                byKey.get(access.key).forEach(before -> order(before.access.last, access.first));
            }
            if (!accesses.isEmpty() && history.next(i) != Transactions.NEVER) {
                running.add(i);
            }
        }
    }

    void orderInitialFirst() {
        boolean[] hasEarlier = new boolean[versions.count()];
        for (int i = 0; i < later.size(); i++) {
            hasEarlier[later.get(i)] = true;
        }
        for (int version = 0; version < hasEarlier.length; version++) {
            int first = versions.initialOf(versions.key(version));
            if (first >= 0 && first != version && !hasEarlier[version]) {
                order(first, version);
            }
        }
    }

    private void checkCycles() {
        Adjacency order = new Adjacency(versions.count(), earlier, later);
        Components components = Components.of(order, deadline);
        if (components.areTrivial()) {
            return;
        }
        for (int version = 0; version < versions.count(); version++) {
            deadline.look(version);
            int key = versions.key(version);
            if (isOnCycle(components, version) && !cyclic[key]) {
                cyclic[key] = true;
                reportCycle(components, components.of(version), key);
            }
        }
    }

    boolean isOnCycle(Components components, int version) {
        return components.size(components.of(version)) > 1;
    }

    private void reportCycle(Components components, int component, int key) {
        List<Value> names = new ArrayList<>();
        TreeSet<Integer> involved = new TreeSet<>();
        for (int version = 0; version < versions.count(); version++) {
            deadline.look(version);
            if (components.of(version) == component) {
                names.add(versions.name(version));
                if (versions.writerOf(version) != RegisterVersions.NOBODY) {
                    involved.add(versions.writerOf(version));
                }
            }
        }
        evidence.add(
                "cyclic-versions",
                () -> new Anomaly.CyclicVersions(
                        history.keyName(key),
                        names,
                        involved.stream()
                                .limit(Evidence.KEPT)
                                .map(history::transaction)
                                .toList()));
    }

    /** For each key the length of the longest chain of versions; that of all of them if their order is total. */
    int[] longestChains() {
        int[] longest = new int[history.keyCount()];
        Adjacency order = new Adjacency(versions.count(), earlier, later);
        Components components = Components.of(order, deadline);
        int[] byComponent = new int[components.count()];
        for (int version = 0; version < versions.count(); version++) {
            deadline.look(version);
            byComponent[components.of(version)] = version;
        }
        int[] depth = new int[versions.count()];
        for (int component = byComponent.length - 1; component >= 0; component--) {
            int version = byComponent[component];
            int key = versions.key(version);
            depth[version]++;
            longest[key] = Math.max(longest[key], depth[version]);
            for (int i = 0; i < order.degree(version); i++) {
                int target = order.target(version, i);
                depth[target] = Math.max(depth[target], depth[version]);
            }
        }
        return longest;
    }
}
