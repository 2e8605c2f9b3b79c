package next700.transactions;

import static next700.transactions.DependencyGraph.RW;
import static next700.transactions.DependencyGraph.WR;
import static next700.transactions.DependencyGraph.WW;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.history.Value;

/**
 * The order of the versions of lists (Elle, section 4.2.2): a list tells its whole past, so the longest one read at a
 * key is the order of all versions up to it, and every other must be a beginning of it. From it follow all dependencies
 * between transactions.
 *
 * <p>Elements that committed transactions appended and nobody read stand behind all that was read, in any order; for
 * that their transactions come after all others of the key. Elle leaves them out. With them, and with unique elements,
 * a history without anomalies has a serial order that explains every read: {@link SerialReplay} checks that.
 */
final class ListInference implements Inference {
    private final Transactions history;
    private final Evidence evidence;
    private final Writers writers;
    private final boolean[] committed;
    /** For each key the read that found the longest list, or -1. */
    private final int[] longest;
    /** Where the version order of each key begins in {@link #order}. */
    private final int[] orderStart;
    /** The appends of the version orders, one key after the other; -1 for what nobody appended. */
    private final int[] order;
    /** For each append its place in the version order of its key, or -1. */
    private final int[] place;
    /** For each read how much of it other transactions had appended before, or -1 if it misses own elements. */
    private final int[] external;

    private final boolean[] incompatible;
    private final Map<Integer, IntList> unread = new HashMap<>();
    private final DependencyGraph graph;

    ListInference(Transactions history, Evidence evidence) {
        this.history = history;
        this.evidence = evidence;
        writers = new Writers(history);
        committed = new boolean[history.size()];
        longest = new int[history.keyCount()];
        orderStart = new int[history.keyCount() + 1];
        place = new int[history.micros()];
        external = new int[history.micros()];
        incompatible = new boolean[history.keyCount()];
        findLongest();
        order = new int[orderStart[history.keyCount()]];
        findVersionOrders();
        for (int i = 0; i < history.size(); i++) {
            committed[i] |= history.outcome(i) == Outcome.COMMITTED;
        }
        checkReads();
        checkVersionOrders();
        checkLostUpdates();
        graph = draw();
        checkVanishing();
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
        List<String> gaps = new ArrayList<>();
        if (writers.repetitions() > 0) {
            int example = writers.example();
            gaps.add(
                    "Elements must be unique at their keys to tell who appended them; %d were appended again, as %s to %s."
                            .formatted(
                                    writers.repetitions(),
                                    history.valueName(history.value(example)),
                                    history.keyName(history.key(example))));
        }
        return gaps;
    }

    /** What nobody read stands behind the rest in no order that would be known. */
    @Override
    public Collection<IntList> unordered() {
        return unread.values();
    }

    // The order of versions.

    private void findLongest() {
        Arrays.fill(longest, -1);
        for (int micro = 0; micro < history.micros(); micro++) {
            if (history.reads(micro)) {
                int key = history.key(micro);
                if (longest[key] < 0 || history.length(micro) > history.length(longest[key])) {
                    longest[key] = micro;
                }
            }
        }
        boolean[] suspect = new boolean[longest.length];
        boolean any = false;
        for (int key = 0; key < longest.length; key++) {
            suspect[key] = longest[key] >= 0 && duplicate(longest[key]) >= 0;
            any |= suspect[key];
        }
        if (any) {
            findLongestWithoutDuplicates(suspect);
        }
        for (int key = 0; key < longest.length; key++) {
            orderStart[key + 1] = orderStart[key] + (longest[key] < 0 ? 0 : history.length(longest[key]));
        }
    }

    private void findLongestWithoutDuplicates(boolean[] suspect) {
        for (int key = 0; key < longest.length; key++) {
            longest[key] = suspect[key] ? -1 : longest[key];
        }
        for (int micro = 0; micro < history.micros(); micro++) {
            int key = history.key(micro);
            if (history.reads(micro)
                    && suspect[key]
                    && duplicate(micro) < 0
                    && (longest[key] < 0 || history.length(micro) > history.length(longest[key]))) {
                longest[key] = micro;
            }
        }
    }

    /** An element that the read found twice though it was not appended twice, or -1. */
    private int duplicate(int read) {
        LongIntMap seen = new LongIntMap();
        for (int i = 0; i < history.length(read); i++) {
            int element = history.element(read, i);
            if (seen.get(element) >= 0) {
                int append = writers.of(history.key(read), element);
                if (append < 0 || !writers.isRepeated(append)) {
                    return element;
                }
            }
            seen.put(element, 0);
        }
        return -1;
    }

    private void findVersionOrders() {
        Arrays.fill(place, -1);
        for (int key = 0; key < longest.length; key++) {
            for (int i = 0; i < orderLength(key); i++) {
                int append = writers.of(key, history.element(longest[key], i));
                order[orderStart[key] + i] = append;
                if (append >= 0) {
                    place[append] = i;
                    observe(append);
                }
            }
        }
    }

    private int orderLength(int key) {
        return orderStart[key + 1] - orderStart[key];
    }

    /** What was read has happened: its transaction committed, unless it is known that it did not. */
    private void observe(int append) {
        if (!writers.isAborted(append)) {
            committed[history.owner(append)] = true;
        }
    }

    // Anomalies that need no cycle.

    private void checkReads() {
        for (int micro = 0; micro < history.micros(); micro++) {
            if (history.reads(micro)) {
                checkRead(micro);
            }
        }
        for (int micro = 0; micro < history.micros(); micro++) {
            if (history.reads(micro)) {
                checkInternal(micro);
                checkIntermediate(micro);
            }
        }
    }

    private void checkRead(int read) {
        if (isPrefix(read)) {
            checkElements(read, order, orderStart[history.key(read)]);
            return;
        }
        int twice = duplicate(read);
        if (twice >= 0) {
            evidence.add(
                    "duplicate-elements",
                    () -> new Anomaly.DuplicateElements(reader(read), key(read), history.valueName(twice)));
        }
        if (longest[history.key(read)] >= 0 && twice < 0) {
            reportIncompatible(read, longest[history.key(read)]);
        }
        incompatible[history.key(read)] = true;
        int[] appends = new int[history.length(read)];
        for (int i = 0; i < appends.length; i++) {
            appends[i] = writers.of(history.key(read), history.element(read, i));
            if (appends[i] >= 0) {
                observe(appends[i]);
            }
        }
        checkElements(read, appends, 0);
    }

    boolean isPrefix(int read) {
        int whole = longest[history.key(read)];
        return whole >= 0 && history.commonPrefix(read, whole) == history.length(read);
    }

    private void reportIncompatible(int read, int whole) {
        evidence.add(
                "incompatible-order",
                () -> new Anomaly.IncompatibleOrder(
                        reader(read), reader(whole), key(read), history.result(read), history.result(whole)));
    }

    private void checkElements(int read, int[] appends, int from) {
        for (int i = 0; i < history.length(read); i++) {
            int append = appends[from + i];
            Value element = history.valueName(history.element(read, i));
            if (isGarbage(append)) {
                evidence.add("garbage-read", () -> new Anomaly.GarbageRead(reader(read), key(read), element));
            } else if (isAborted(append)) {
                evidence.add("G1a", () -> new Anomaly.AbortedRead(reader(read), writer(append), key(read), element));
            } else if (isFuture(read, append)) {
                evidence.add("future-read", () -> new Anomaly.FutureRead(reader(read), key(read), element));
            }
        }
    }

    boolean isGarbage(int append) {
        return append < 0;
    }

    boolean isAborted(int append) {
        return writers.isAborted(append);
    }

    boolean isFuture(int read, int append) {
        return history.owner(read) == history.owner(append) && append > read && !writers.isRepeated(append);
    }

    /** Own elements must stand at the end of what is read, and what stands before them must not change. */
    private void checkInternal(int read) {
        int rest = history.length(read);
        int readBefore = -1;
        for (int micro = writers.previous(read); micro >= 0; micro = writers.previous(micro)) {
            if (history.reads(micro)) {
                readBefore = readBefore < 0 ? micro : readBefore;
            } else if (history.writes(micro)) {
                if (missesOwnWrite(read, micro, rest)) {
                    external[read] = -1;
                    report(read, Anomaly.Internal.Unseen.OWN_WRITE);
                    return;
                }
                rest--;
            }
        }
        external[read] = rest;
        if (readBefore >= 0 && external[readBefore] >= 0 && changed(read, readBefore)) {
            report(read, Anomaly.Internal.Unseen.OWN_READ);
        }
    }

    boolean missesOwnWrite(int read, int append, int rest) {
        return rest <= 0 || history.element(read, rest - 1) != history.value(append);
    }

    boolean changed(int read, int readBefore) {
        return external[read] != external[readBefore] || history.commonPrefix(read, readBefore) < external[read];
    }

    private void report(int read, Anomaly.Internal.Unseen unseen) {
        evidence.add(
                unseen.anomaly(), () -> new Anomaly.Internal(reader(read), key(read), history.result(read), unseen));
    }

    private void checkIntermediate(int read) {
        int append = lastExternal(read);
        if (append >= 0 && isIntermediate(read, append)) {
            evidence.add(
                    "G1b",
                    () -> new Anomaly.IntermediateRead(
                            reader(read), writer(append), key(read), history.valueName(history.value(append))));
        }
    }

    boolean isIntermediate(int read, int append) {
        return history.owner(append) != history.owner(read) && !isAborted(append) && !writers.isFinal(append);
    }

    /** The append of another transaction that made the version that was read, or -1 if it was the initial one. */
    private int lastExternal(int read) {
        int length = external[read] < 0 ? history.length(read) : external[read];
        if (length == 0) {
            return -1;
        }
        int append = writers.of(history.key(read), history.element(read, length - 1));
        return append >= 0 && !writers.isRepeated(append) ? append : -1;
    }

    private void checkVersionOrders() {
        for (int key = 0; key < longest.length; key++) {
            int aborted = -1;
            for (int i = orderStart[key]; i < orderStart[key + 1]; i++) {
                int append = order[i];
                if (append < 0) {
                    continue;
                }
                if (writers.isAborted(append)) {
                    aborted = append;
                } else if (isDirty(aborted)) {
                    reportDirtyUpdate(aborted, append);
                    break;
                }
            }
        }
    }

    boolean isDirty(int abortedBefore) {
        return abortedBefore >= 0;
    }

    private void reportDirtyUpdate(int aborted, int append) {
        evidence.add(
                "dirty-update",
                () -> new Anomaly.DirtyUpdate(
                        writer(aborted),
                        writer(append),
                        key(append),
                        history.valueName(history.value(aborted)),
                        history.valueName(history.value(append))));
    }

    private void checkLostUpdates() {
        LongIntMap updates = new LongIntMap();
        for (int micro = 0; micro < history.micros(); micro++) {
            if (!history.writes(micro) || !committed[history.owner(micro)]) {
                continue;
            }
            int read = writers.previous(micro);
            if (read < 0 || !history.reads(read) || writers.previous(read) >= 0) {
                continue;
            }
            int length = history.length(read);
            if (length > 0 && lastExternal(read) < 0) {
                continue;
            }
            long version = LongIntMap.pair(history.key(read), length == 0 ? -1 : history.element(read, length - 1));
            int other = updates.get(version);
            if (other < 0) {
                updates.put(version, read);
            } else if (losesUpdate(other, read)) {
                evidence.add(
                        "lost-update",
                        () -> new Anomaly.LostUpdate(reader(other), reader(read), key(read), history.result(read)));
            }
        }
    }

    boolean losesUpdate(int one, int another) {
        return history.owner(one) != history.owner(another);
    }

    /**
     * Who has seen one write of a transaction must not miss another later on: observed transaction vanishes (Bailis et
     * al., "Highly available transactions", VLDB 2014, section 5.1.2).
     */
    private void checkVanishing() {
        int[] needed = new int[history.keyCount()];
        int[] seenRead = new int[history.keyCount()];
        int[] stamp = new int[history.keyCount()];
        for (int i = 0; i < history.size(); i++) {
            for (int micro = history.begin(i); micro < history.end(i); micro++) {
                if (!history.reads(micro) || !isPrefix(micro) || external[micro] < 0) {
                    continue;
                }
                int key = history.key(micro);
                if (stamp[key] == i + 1 && misses(micro, needed[key])) {
                    reportVanishing(micro, seenRead[key]);
                }
                int append = lastExternal(micro);
                if (append < 0 || isAborted(append) || history.owner(append) == i) {
                    continue;
                }
                int writer = history.owner(append);
                for (int other = history.begin(writer); other < history.end(writer); other++) {
                    if (history.writes(other) && isKnown(other) && !incompatible[history.key(other)]) {
                        int at = history.key(other);
                        int places = place[other] < 0 ? Integer.MAX_VALUE : place[other] + 1;
                        if (stamp[at] != i + 1 || needed[at] < places) {
                            stamp[at] = i + 1;
                            needed[at] = places;
                            seenRead[at] = micro;
                        }
                    }
                }
            }
        }
    }

    boolean misses(int read, int needed) {
        return external[read] < needed;
    }

    private void reportVanishing(int read, int seenRead) {
        evidence.add(
                "observed-transaction-vanishes",
                () -> new Anomaly.ObservedTransactionVanishes(
                        reader(read), writer(lastExternal(seenRead)), key(seenRead), key(read)));
    }

    // Dependencies.

    private DependencyGraph draw() {
        DependencyGraph.Builder builder = new DependencyGraph.Builder(history, committed);
        findUnread();
        Map<Integer, IntList> readToTheEnd = new HashMap<>();
        drawVersionOrders(builder);
        int[] nextCommitted = nextCommitted();
        for (int micro = 0; micro < history.micros(); micro++) {
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
            int writer = history.owner(micro);
            int key = history.key(micro);
            if (history.writes(micro)
                    && committed[writer]
                    && place[micro] < 0
                    && !incompatible[key]
                    && isKnown(micro)) {
                IntList others = unread.computeIfAbsent(key, none -> new IntList());
                if (others.size() == 0 || others.get(others.size() - 1) != writer) {
                    others.add(writer);
                }
            }
        }
    }

    private void drawVersionOrders(DependencyGraph.Builder builder) {
        for (int key = 0; key < longest.length; key++) {
            int last = -1;
            for (int i = orderStart[key]; i < orderStart[key + 1]; i++) {
                if (isInstalled(order[i])) {
                    int writer = history.owner(order[i]);
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

    /** Whether the append made a version that is one: it is known, and committed. */
    private boolean isInstalled(int append) {
        return append >= 0 && !writers.isRepeated(append) && committed[history.owner(append)];
    }

    /** Whether its element was appended there by nobody else. */
    private boolean isKnown(int append) {
        return writers.of(history.key(append), history.value(append)) == append && !writers.isRepeated(append);
    }

    void drawWriteDependency(DependencyGraph.Builder builder, int one, int other) {
        builder.edge(one, other, WW);
    }

    void drawReadDependency(DependencyGraph.Builder builder, int read) {
        int append = lastExternal(read);
        if (append >= 0 && isInstalled(append) && history.owner(append) != history.owner(read)) {
            builder.edge(history.owner(append), history.owner(read), WR);
        }
    }

    /** At each place of the version orders, the next at which there is a committed version, or -1. */
    private int[] nextCommitted() {
        int[] next = new int[order.length];
        for (int key = 0; key < longest.length; key++) {
            int following = -1;
            for (int i = orderStart[key + 1] - 1; i >= orderStart[key]; i--) {
                following = isInstalled(order[i]) ? i : following;
                next[i] = following;
            }
        }
        return next;
    }

    void drawAntiDependency(
            DependencyGraph.Builder builder, int read, int[] nextCommitted, Map<Integer, IntList> readToTheEnd) {
        int key = history.key(read);
        int reader = history.owner(read);
        if (!isPrefix(read) || external[read] != history.length(read)) {
            return;
        }
        int at = orderStart[key] + external[read];
        int next = at < orderStart[key + 1] ? nextCommitted[at] : -1;
        if (next >= 0) {
            int writer = history.owner(order[next]);
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

    // Explanations.

    @Override
    public Dependency explain(int from, int to, int kind, String one, String other) {
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
                        && place[earlier] >= 0
                        && (place[later] < 0 || place[later] > place[earlier])
                        && noneBetween(earlier, later)) {
                    Value before = history.valueName(history.value(earlier));
                    Value after = history.valueName(history.value(later));
                    String reason = place[later] < 0
                            ? "%s appended %s to %s, and %s appended %s, which nobody had read yet when %s was"
                            : "%s appended %s to %s, and %s appended %s behind %s";
                    return new Dependency(
                            history.transaction(from),
                            history.transaction(to),
                            Dependency.Kind.WW,
                            Optional.of(key(earlier)),
                            List.of(before, after),
                            reason.formatted(one, before, key(earlier), other, after, before));
                }
            }
        }
        throw new IllegalStateException("no write dependency between " + from + " and " + to);
    }

    /** Whether the one is the last committed version before the other. */
    private boolean noneBetween(int earlier, int later) {
        int key = history.key(earlier);
        int end = place[later] < 0 ? orderLength(key) : place[later];
        for (int i = place[earlier] + 1; i < end; i++) {
            if (isInstalled(order[orderStart[key] + i])) {
                return false;
            }
        }
        return true;
    }

    private Dependency explainReadDependency(int from, int to, String one, String other) {
        for (int read = history.begin(to); read < history.end(to); read++) {
            if (history.reads(read)) {
                int append = lastExternal(read);
                if (append >= 0 && history.owner(append) == from) {
                    Value value = history.valueName(history.value(append));
                    return new Dependency(
                            history.transaction(from),
                            history.transaction(to),
                            Dependency.Kind.WR,
                            Optional.of(key(read)),
                            List.of(value),
                            "%s read the value %s that %s appended to %s".formatted(other, value, one, key(read)));
                }
            }
        }
        throw new IllegalStateException("no read dependency between " + from + " and " + to);
    }

    private Dependency explainAntiDependency(int from, int to, String one, String other) {
        for (int read = history.begin(from); read < history.end(from); read++) {
            if (!history.reads(read) || !isPrefix(read) || external[read] != history.length(read)) {
                continue;
            }
            for (int append = history.begin(to); append < history.end(to); append++) {
                if (history.writes(append)
                        && history.key(append) == history.key(read)
                        && (place[append] < 0 || place[append] >= history.length(read))) {
                    Value value = history.valueName(history.value(append));
                    return new Dependency(
                            history.transaction(from),
                            history.transaction(to),
                            Dependency.Kind.RW,
                            Optional.of(key(read)),
                            List.of(history.result(read), value),
                            "%s read %s as %s, without the value %s that %s appended"
                                    .formatted(one, key(read), history.result(read), value, other));
                }
            }
        }
        throw new IllegalStateException("no anti-dependency between " + from + " and " + to);
    }

    private Transaction reader(int micro) {
        return history.transaction(history.owner(micro));
    }

    private Transaction writer(int micro) {
        return history.transaction(history.owner(micro));
    }

    private Value key(int micro) {
        return history.keyName(history.key(micro));
    }
}
