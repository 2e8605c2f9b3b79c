package next700.transactions;

import static next700.transactions.DependencyGraph.RW;
import static next700.transactions.DependencyGraph.WR;
import static next700.transactions.DependencyGraph.WW;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;
import next700.history.Value;

/**
 * The order of the versions of registers (Elle, section 5.2), as far as it follows from the values, which must be
 * unique at their keys, and from what may be assumed. It is partial in general: who finds no anomaly has no proof yet
 * that there is none.
 */
final class RegisterInference implements Inference {
    /** In the place of a writer: nobody wrote the initial version. */
    private static final int NOBODY = -1;

    private final Transactions history;
    private final Evidence evidence;
    private final RegisterAssumptions assumptions;
    private final Writers writers;
    private final boolean[] committed;
    private final int initial;
    /** Numbers of versions by key and value; that of the initial one by key and -1. */
    private final LongIntMap versions = new LongIntMap();

    private final IntList versionKey = new IntList();
    private final IntList versionValue = new IntList();
    private final IntList versionWriter = new IntList();
    private final IntList earlier = new IntList();
    private final IntList later = new IntList();
    /** Who read which version, in pairs. */
    private final IntList reader = new IntList();

    private final IntList readVersion = new IntList();
    private boolean[] cyclic;
    private final List<String> gaps = new ArrayList<>();
    private final DependencyGraph graph;

    RegisterInference(Transactions history, Evidence evidence, RegisterAssumptions assumptions) {
        this.history = history;
        this.evidence = evidence;
        this.assumptions = assumptions;
        writers = new Writers(history);
        initial = history.findValue(assumptions.initial());
        committed = new boolean[history.size()];
        findCommitted();
        findVersions();
        checkReads();
        orderVersions();
        checkCycles();
        graph = draw();
        tellGaps();
    }

    @Override
    public boolean[] committed() {
        return committed;
    }

    @Override
    public DependencyGraph graph() {
        return graph;
    }

    @Override
    public List<String> gaps() {
        return gaps;
    }

    /** None: where there are some, the gaps say so. */
    @Override
    public Collection<IntList> unordered() {
        return List.of();
    }

    /** Whether it was the initial version that was read: null, or the initial value, unless somebody wrote it. */
    boolean readsInitial(int read) {
        return history.readsInitial(read) || (history.value(read) == initial && writer(read) < 0);
    }

    /** The write that was read, or -1. */
    private int writer(int read) {
        return history.readsInitial(read) ? -1 : writers.of(history.key(read), history.value(read));
    }

    private void findCommitted() {
        for (int i = 0; i < history.size(); i++) {
            committed[i] = history.outcome(i) == Outcome.COMMITTED;
        }
        for (int micro = 0; micro < history.micros(); micro++) {
            if (history.reads(micro)) {
                int write = writer(micro);
                if (write >= 0 && !writers.isAborted(write)) {
                    committed[history.owner(write)] = true;
                }
            }
        }
    }

    // Versions.

    private void findVersions() {
        for (int micro = 0; micro < history.micros(); micro++) {
            if (history.writes(micro) && isInstalled(micro)) {
                version(history.key(micro), history.value(micro), history.owner(micro));
            }
        }
    }

    /** Whether the write made a version: it is the last of its transaction there, which committed, and is known. */
    private boolean isInstalled(int write) {
        return committed[history.owner(write)]
                && writers.isFinal(write)
                && writers.of(history.key(write), history.value(write)) == write
                && !writers.isRepeated(write);
    }

    private int version(int key, int value, int writer) {
        long name = LongIntMap.pair(key, value);
        int known = versions.get(name);
        if (known >= 0) {
            return known;
        }
        int number = versionKey.size();
        versions.put(name, number);
        versionKey.add(key);
        versionValue.add(value);
        versionWriter.add(writer);
        return number;
    }

    /** The version that was read, or -1 if it is none. */
    private int readVersion(int read) {
        if (readsInitial(read)) {
            return version(history.key(read), -1, NOBODY);
        }
        int write = writer(read);
        return write >= 0 && isInstalled(write)
                ? versions.get(LongIntMap.pair(history.key(read), history.value(read)))
                : -1;
    }

    // Anomalies that need no cycle.

    private void checkReads() {
        LongIntMap updates = new LongIntMap();
        for (int i = 0; i < history.size(); i++) {
            for (int micro = history.begin(i); micro < history.end(i); micro++) {
                if (history.reads(micro)) {
                    checkSource(micro);
                    checkInternal(micro);
                } else if (history.writes(micro) && committed[i]) {
                    checkLostUpdate(micro, updates);
                }
            }
        }
    }

    private void checkSource(int read) {
        int write = writer(read);
        if (readsInitial(read)) {
            return;
        }
        if (write >= 0 && writers.isRepeated(write)) {
            return;
        }
        if (isGarbage(write)) {
            evidence.add("garbage-read", () -> new Anomaly.GarbageRead(owner(read), key(read), value(read)));
        } else if (isAborted(write)) {
            evidence.add("G1a", () -> new Anomaly.AbortedRead(owner(read), owner(write), key(read), value(read)));
        } else if (isFuture(read, write)) {
            evidence.add("future-read", () -> new Anomaly.FutureRead(owner(read), key(read), value(read)));
        } else if (isIntermediate(read, write)) {
            evidence.add("G1b", () -> new Anomaly.IntermediateRead(owner(read), owner(write), key(read), value(read)));
        }
    }

    boolean isGarbage(int write) {
        return write < 0;
    }

    boolean isAborted(int write) {
        return writers.isAborted(write);
    }

    boolean isFuture(int read, int write) {
        return history.owner(read) == history.owner(write) && write > read;
    }

    boolean isIntermediate(int read, int write) {
        return history.owner(read) != history.owner(write) && !writers.isFinal(write);
    }

    private void checkInternal(int read) {
        int before = knownBefore(read);
        if (before >= 0 && differs(read, before)) {
            Anomaly.Internal.Unseen unseen =
                    history.writes(before) ? Anomaly.Internal.Unseen.OWN_WRITE : Anomaly.Internal.Unseen.OWN_READ;
            evidence.add(unseen.anomaly(), () -> new Anomaly.Internal(owner(read), key(read), value(read), unseen));
        }
    }

    /** The write or read before on the same key in the same transaction whose value is known, or -1. */
    private int knownBefore(int micro) {
        int before = writers.previous(micro);
        while (before >= 0 && history.type(before) == Transactions.READ_UNKNOWN) {
            before = writers.previous(before);
        }
        return before;
    }

    boolean differs(int read, int before) {
        boolean initially = readsInitial(read);
        boolean initiallyBefore = history.reads(before) && readsInitial(before);
        return initially != initiallyBefore || (!initially && history.value(read) != history.value(before));
    }

    private void checkLostUpdate(int write, LongIntMap updates) {
        int read = writers.previous(write);
        if (read < 0 || !history.reads(read) || writers.previous(read) >= 0) {
            return;
        }
        int source = writer(read);
        if (source >= 0 && writers.isRepeated(source)) {
            return;
        }
        long version = LongIntMap.pair(history.key(read), readsInitial(read) ? -1 : history.value(read));
        int other = updates.get(version);
        if (other < 0) {
            updates.put(version, read);
        } else if (losesUpdate(other, read)) {
            evidence.add(
                    "lost-update", () -> new Anomaly.LostUpdate(owner(other), owner(read), key(read), value(read)));
        }
    }

    boolean losesUpdate(int one, int another) {
        return history.owner(one) != history.owner(another);
    }

    // The order of versions.

    private void orderVersions() {
        for (int micro = 0; micro < history.micros(); micro++) {
            if (history.reads(micro) && isExternal(micro)) {
                int version = readVersion(micro);
                if (version >= 0) {
                    reader.add(history.owner(micro));
                    readVersion.add(version);
                }
            }
        }
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

    /** Whether the transaction had not written the key before. */
    private boolean isExternal(int read) {
        for (int before = writers.previous(read); before >= 0; before = writers.previous(before)) {
            if (history.writes(before)) {
                return false;
            }
        }
        return true;
    }

    void orderWritesAfterReads() {
        for (int micro = 0; micro < history.micros(); micro++) {
            if (history.writes(micro) && isInstalled(micro)) {
                for (int before = writers.previous(micro); before >= 0; before = writers.previous(before)) {
                    if (history.reads(before) && isExternal(before)) {
                        order(readVersion(before), writtenVersion(micro));
                    }
                }
            }
        }
    }

    private int writtenVersion(int write) {
        return versions.get(LongIntMap.pair(history.key(write), history.value(write)));
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
        if (!committed[transaction] || history.outcome(transaction) != Outcome.COMMITTED) {
            return accesses;
        }
        for (int micro = history.end(transaction) - 1; micro >= history.begin(transaction); micro--) {
            int last = versionAt(micro);
            int first = last;
            int key = history.key(micro);
            if (last < 0 || accesses.stream().anyMatch(access -> access.key == key)) {
                continue;
            }
            for (int before = writers.previous(micro); before >= 0; before = writers.previous(before)) {
                int version = versionAt(before);
                first = version >= 0 ? version : first;
            }
            accesses.add(new Access(key, first, last));
        }
        return accesses;
    }

    private int versionAt(int micro) {
        if (history.writes(micro)) {
            return isInstalled(micro) ? writtenVersion(micro) : -1;
        }
        return history.reads(micro) && isExternal(micro) ? readVersion(micro) : -1;
    }

    /**
     * For each key, what completed before another access was invoked. Only accesses that no other completed access
     * followed are kept for it: at most as many as there were clients at one time.
     */
    void orderByRealTime() {
        record Completed(int transaction, Access access) {}
        List<List<Completed>> byKey = new ArrayList<>();
        for (int key = 0; key < history.keyCount(); key++) {
            byKey.add(new ArrayList<>());
        }
        PriorityQueue<Integer> running =
                new PriorityQueue<>(Comparator.comparingInt((Integer transaction) -> history.next(transaction)));
        for (int i = 0; i < history.size(); i++) {
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
        boolean[] hasEarlier = new boolean[versionKey.size()];
        for (int i = 0; i < later.size(); i++) {
            hasEarlier[later.get(i)] = true;
        }
        for (int version = 0; version < hasEarlier.length; version++) {
            int first = versions.get(LongIntMap.pair(versionKey.get(version), -1));
            if (first >= 0 && first != version && !hasEarlier[version]) {
                order(first, version);
            }
        }
    }

    private void checkCycles() {
        cyclic = new boolean[history.keyCount()];
        Adjacency order = new Adjacency(versionKey.size(), earlier, later);
        Components components = Components.of(order);
        if (components.areTrivial()) {
            return;
        }
        for (int version = 0; version < versionKey.size(); version++) {
            int key = versionKey.get(version);
            if (isCyclic(components, version) && !cyclic[key]) {
                cyclic[key] = true;
                reportCycle(components, components.of(version), key);
            }
        }
    }

    boolean isCyclic(Components components, int version) {
        return components.size(components.of(version)) > 1;
    }

    private void reportCycle(Components components, int component, int key) {
        List<Value> names = new ArrayList<>();
        TreeSet<Integer> involved = new TreeSet<>();
        for (int version = 0; version < versionKey.size(); version++) {
            if (components.of(version) == component) {
                names.add(versionName(version));
                if (versionWriter.get(version) != NOBODY) {
                    involved.add(versionWriter.get(version));
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

    private Value versionName(int version) {
        return versionValue.get(version) < 0 ? assumptions.initial() : history.valueName(versionValue.get(version));
    }

    // Dependencies.

    private DependencyGraph draw() {
        DependencyGraph.Builder builder = new DependencyGraph.Builder(history, committed);
        for (int i = 0; i < reader.size(); i++) {
            int writer = versionWriter.get(readVersion.get(i));
            if (writer != NOBODY && writer != reader.get(i)) {
                drawReadDependency(builder, writer, reader.get(i));
            }
        }
        Adjacency successors = new Adjacency(versionKey.size(), earlier, later);
        Adjacency readers = new Adjacency(versionKey.size(), readVersion, reader);
        for (int version = 0; version < versionKey.size(); version++) {
            if (!cyclic[versionKey.get(version)] && successors.degree(version) > 0) {
                drawSuccessors(builder, version, successors, readers);
            }
        }
        builder.processes();
        return builder.build();
    }

    private void drawSuccessors(DependencyGraph.Builder builder, int version, Adjacency successors, Adjacency readers) {
        TreeSet<Integer> writersAfter = new TreeSet<>();
        for (int i = 0; i < successors.degree(version); i++) {
            writersAfter.add(versionWriter.get(successors.target(version, i)));
        }
        IntList targets = new IntList();
        writersAfter.forEach(targets::add);
        int writer = versionWriter.get(version);
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

    private void tellGaps() {
        if (writers.repetitions() > 0) {
            int example = writers.example();
            gaps.add("Values must be unique at their keys to tell who wrote them; %d were written again, as %s to %s."
                    .formatted(writers.repetitions(), value(example), key(example)));
        }
        int[] count = new int[history.keyCount()];
        for (int version = 0; version < versionKey.size(); version++) {
            count[versionKey.get(version)]++;
        }
        int[] chain = longestChains();
        int partial = 0;
        int example = -1;
        for (int key = 0; key < count.length; key++) {
            if (!cyclic[key] && chain[key] < count[key]) {
                partial++;
                example = example < 0 ? key : example;
            }
        }
        if (partial > 0) {
            gaps.add("The order of the versions is known only in part for %d of %d registers, such as %s."
                    .formatted(partial, count.length, history.keyName(example)));
        }
    }

    /** For each key the length of the longest chain of versions; that of all of them if their order is total. */
    private int[] longestChains() {
        int[] longest = new int[history.keyCount()];
        Adjacency order = new Adjacency(versionKey.size(), earlier, later);
        Components components = Components.of(order);
        int[] byComponent = new int[components.count()];
        for (int version = 0; version < versionKey.size(); version++) {
            byComponent[components.of(version)] = version;
        }
        int[] depth = new int[versionKey.size()];
        for (int component = byComponent.length - 1; component >= 0; component--) {
            int version = byComponent[component];
            int key = versionKey.get(version);
            depth[version]++;
            longest[key] = Math.max(longest[key], depth[version]);
            for (int i = 0; i < order.degree(version); i++) {
                int target = order.target(version, i);
                depth[target] = Math.max(depth[target], depth[version]);
            }
        }
        return longest;
    }

    // Explanations.

    @Override
    public Dependency explain(int from, int to, int kind, String one, String other) {
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
            if (reader.get(i) == to && versionWriter.get(version) == from) {
                Value key = history.keyName(versionKey.get(version));
                return new Dependency(
                        history.transaction(from),
                        history.transaction(to),
                        Dependency.Kind.WR,
                        Optional.of(key),
                        List.of(versionName(version)),
                        "%s read the value %s that %s wrote to %s".formatted(other, versionName(version), one, key));
            }
        }
        throw new IllegalStateException("no read dependency between " + from + " and " + to);
    }

    private Dependency explainOrder(int from, int to, boolean written, String one, String other) {
        for (int i = 0; i < earlier.size(); i++) {
            int version = earlier.get(i);
            int next = later.get(i);
            if (versionWriter.get(next) == to
                    && (written ? versionWriter.get(version) == from : hasRead(from, version))) {
                Value key = history.keyName(versionKey.get(version));
                return new Dependency(
                        history.transaction(from),
                        history.transaction(to),
                        written ? Dependency.Kind.WW : Dependency.Kind.RW,
                        Optional.of(key),
                        List.of(versionName(version), versionName(next)),
                        "%s %s %s as %s, and %s wrote %s, a later version"
                                .formatted(
                                        one,
                                        written ? "wrote" : "read",
                                        key,
                                        versionName(version),
                                        other,
                                        versionName(next)));
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

    private Transaction owner(int micro) {
        return history.transaction(history.owner(micro));
    }

    private Value key(int micro) {
        return history.keyName(history.key(micro));
    }

    private Value value(int micro) {
        return history.readsInitial(micro) ? assumptions.initial() : history.valueName(history.value(micro));
    }
}
