package next700.transactions;

import java.util.Arrays;
import next700.linearizability.Deadline;

/**
 * What the known order forces. Let a reader have found the version of one writer, and let another write that key, too:
 *
 * <ul>
 *   <li>if the other committed before the reader began, it is before the version ({@link Why#SEEN}); if that is the initial
 *       one, this is a contradiction;
 *   <li>if the other is behind the version, the reader began before it committed ({@link Why#UNSEEN});
 *   <li>if under snapshot isolation one of two writers of a key began before the other committed, it committed before that
 *       one began ({@link Why#EXCLUSIVE}).
 * </ul>
 *
 * <p>Where it is not certain which version was found, those are struck out that are behind the reader, or overwritten
 * before it; the last that is left was found.
 *
 * <p>All that is concluded has a place in the order of conclusions and can be taken back to there.
 */
final class ForcedOrder {
    static final int NONE = -1;

    /** Why a source was struck out. */
    static final int AFTER_READER = 0;
    /** Another write came between it and the reader. */
    static final int OVERWRITTEN = 1;
    /** To choose it was refuted. */
    static final int REFUTED = 2;

    private final Observations facts;
    private final Isolation isolation;
    private final Precedence graph;
    private final VersionIndex index;
    private final Deadline deadline;
    private final int[] uncertain;
    /** For each read the version that it found, or -1. */
    private final int[] found;
    /** For each read whether its version was chosen, and not concluded. */
    private final boolean[] chosen;
    /** For each read how many sources are left. */
    private final int[] left;
    /** For each source the number of edges when it was struck out, or -1; and why. */
    private final int[] struckAt;

    private final byte[] struckWhy;
    private final int[] struckBy;
    private final IntList struck = new IntList();
    private final IntList settled = new IntList();
    private final IntList changed = new IntList();
    /** Where edges begin that clocks do not know. */
    private int round;

    ForcedOrder(Observations facts, Isolation isolation, Precedence graph, Deadline deadline) {
        this.facts = facts;
        this.isolation = isolation;
        this.graph = graph;
        this.deadline = deadline;
        index = new VersionIndex(facts, isolation, graph);
        found = new int[facts.reads()];
        chosen = new boolean[facts.reads()];
        left = new int[facts.reads()];
        struckAt = new int[facts.sources()];
        struckWhy = new byte[facts.sources()];
        struckBy = new int[facts.sources()];
        Arrays.fill(struckAt, NONE);
        IntList open = new IntList();
        for (int read = 0; read < facts.reads(); read++) {
            left[read] = facts.endOfSources(read) - facts.firstSource(read);
            found[read] = facts.isUncertain(read) ? NONE : facts.source(facts.firstSource(read));
            if (facts.isUncertain(read)) {
                open.add(read);
            }
        }
        uncertain = open.toArray();
        beforeFirstWriters();
    }

    Observations facts() {
        return facts;
    }

    Isolation isolation() {
        return isolation;
    }

    Precedence graph() {
        return graph;
    }

    VersionIndex index() {
        return index;
    }

    /** The version that a read found, or -1 if that is not certain yet. */
    int found(int read) {
        return found[read];
    }

    boolean isChosen(int read) {
        return chosen[read];
    }

    boolean isStruck(int source) {
        return struckAt[source] != NONE;
    }

    int struckAt(int source) {
        return struckAt[source];
    }

    int struckWhy(int source) {
        return struckWhy[source];
    }

    /** The write that came between, or the number of the refutation. */
    int struckBy(int source) {
        return struckBy[source];
    }

    int left(int read) {
        return left[read];
    }

    /** Who found the initial version began before anybody replaced it. */
    private void beforeFirstWriters() {
        for (int key = 0; key < facts.keyCount(); key++) {
            int initial = facts.initial(key);
            for (int i = index.firstRead(initial); i < index.endOfReads(initial); i++) {
                beforeThoseBehind(index.read(i), initial);
            }
        }
    }

    /** How far conclusions have come: to be given to {@link #takeBack}. */
    record Mark(int edges, int struck, int settled) {}

    Mark mark() {
        return new Mark(graph.edges(), struck.size(), settled.size());
    }

    /** Takes back all that was concluded since; what was known then, is known again. */
    void takeBack(Mark mark) {
        graph.truncate(mark.edges);
        while (settled.size() > mark.settled) {
            int read = settled.removeLast();
            found[read] = NONE;
            chosen[read] = false;
        }
        while (struck.size() > mark.struck) {
            int source = struck.removeLast();
            struckAt[source] = NONE;
            left[readOf(source)]++;
        }
        changed.clear();
        graph.propagate(changed);
        for (int i = 0; i < changed.size(); i++) {
            graph.settle(changed.get(i));
        }
        changed.clear();
        round = graph.edges();
    }

    private int readOf(int source) {
        int low = 0;
        int high = facts.reads() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (facts.firstSource(middle) <= source) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** One writer of a key is before another. */
    void order(int one, int other, long why) {
        graph.add(isolation.commit(one), isolation.heir(other), why);
    }

    /** A read found one of its sources. */
    Contradiction choose(int source) {
        int read = readOf(source);
        chosen[read] = true;
        return settle(read, facts.source(source));
    }

    /** A read did not find one of its sources: the choice was refuted. */
    Contradiction refute(int source, int refutation) {
        return strike(readOf(source), source, REFUTED, refutation);
    }

    /**
     * Concludes all that follows.
     *
     * @return a contradiction, or null if there is none
     */
    Contradiction conclude() {
        while (true) {
            changed.clear();
            if (!graph.propagate(changed)) {
                return Contradiction.cycle(graph.cycle());
            }
            round = graph.edges();
            int known = struck.size();
            for (int i = 0; i < changed.size(); i++) {
                deadline.look(i);
                int event = changed.get(i);
                if (event < isolation.events() * facts.size()) {
                    Contradiction stale = conclude(event);
                    if (stale != null) {
                        return stale;
                    }
                }
            }
            for (int i = 0; i < uncertain.length; i++) {
                deadline.look(i);
                if (found[uncertain[i]] == NONE) {
                    Contradiction nothing = strike(uncertain[i]);
                    if (nothing != null) {
                        return nothing;
                    }
                }
            }
            if (graph.edges() == round && struck.size() == known) {
                return null;
            }
        }
    }

    private Contradiction conclude(int event) {
        int transaction = isolation.transaction(event);
        if (isolation.begins(event)) {
            for (int read = facts.firstRead(transaction); read < facts.endOfReads(transaction); read++) {
                if (found[read] != NONE) {
                    Contradiction stale = seen(read, found[read], graph.former(event));
                    if (stale != null) {
                        return stale;
                    }
                }
            }
        }
        for (int write = facts.firstWrite(transaction); write < facts.endOfWrites(transaction); write++) {
            if (event == isolation.heir(transaction)) {
                unseen(write);
            }
            if (isolation == Isolation.SNAPSHOT_ISOLATION && isolation.commits(event)) {
                exclusive(write);
            }
        }
        return null;
    }

    /**
     * Who wrote the key and committed before the reader is before the version.
     *
     * @param former the clock of the reader when that was concluded last; null if it was not
     */
    Contradiction seen(int read, int version, int[] former) {
        int reader = facts.reader(read);
        int key = facts.readKey(read);
        int[] clock = graph.clock(isolation.begin(reader));
        for (int group = index.firstGroup(key); group < index.endOfGroups(key); group++) {
            int write = index.lastCommitted(group, clock, former, reader);
            if (write < 0 || write == version) {
                continue;
            }
            if (facts.isInitial(version)) {
                return Contradiction.stale(read, facts.writer(write));
            }
            need(isolation.commit(facts.writer(write)), isolation.heir(facts.writer(version)), Why.SEEN.with(read));
        }
        return null;
    }

    /** Who found a version began before the writer behind it committed. */
    void unseen(int write) {
        int writer = facts.writer(write);
        int key = facts.writeKey(write);
        int[] clock = graph.clock(isolation.heir(writer));
        int[] former = graph.former(isolation.heir(writer));
        for (int group = index.firstGroup(key); group < index.endOfGroups(key); group++) {
            int version = index.lastCommitted(group, clock, former, writer);
            if (version < 0) {
                continue;
            }
            for (int i = index.firstRead(version); i < index.endOfReads(version); i++) {
                unseenBy(index.read(i), writer);
            }
            for (int i = index.firstMaybe(version); i < index.endOfMaybes(version); i++) {
                if (found[index.maybe(i)] == version) {
                    unseenBy(index.maybe(i), writer);
                }
            }
        }
        int initial = facts.initial(key);
        for (int i = index.firstMaybe(initial); i < index.endOfMaybes(initial); i++) {
            if (found[index.maybe(i)] == initial) {
                unseenBy(index.maybe(i), writer);
            }
        }
    }

    private void unseenBy(int read, int writer) {
        if (facts.reader(read) != writer) {
            need(isolation.begin(facts.reader(read)), isolation.commit(writer), Why.UNSEEN.with(read));
        }
    }

    /** Of two writers of a key the one that began before the other committed had committed before it began. */
    void exclusive(int write) {
        int writer = facts.writer(write);
        int key = facts.writeKey(write);
        int[] clock = graph.clock(isolation.commit(writer));
        int[] former = graph.former(isolation.commit(writer));
        for (int group = index.firstGroup(key); group < index.endOfGroups(key); group++) {
            int other = index.lastBegun(group, clock, former, writer);
            if (other >= 0) {
                need(isolation.commit(facts.writer(other)), isolation.begin(writer), Why.EXCLUSIVE.with(key));
            }
        }
    }

    /** The same as {@link #unseen} when it becomes known what a read found. */
    private void beforeThoseBehind(int read, int version) {
        int key = facts.readKey(read);
        for (int group = index.firstGroup(key); group < index.endOfGroups(key); group++) {
            int write = index.firstBehind(group, version);
            if (write >= 0 && facts.writer(write) != facts.reader(read)) {
                graph.addNew(
                        isolation.begin(facts.reader(read)),
                        isolation.commit(facts.writer(write)),
                        Why.UNSEEN.with(read),
                        round);
            }
        }
    }

    private void need(int one, int other, long why) {
        if (!graph.precedes(one, other)) {
            graph.addNew(one, other, why, round);
        }
    }

    private Contradiction strike(int read) {
        for (int source = facts.firstSource(read); source < facts.endOfSources(read); source++) {
            if (struckAt[source] != NONE) {
                continue;
            }
            Contradiction nothing = null;
            int version = facts.source(source);
            int between = between(read, version);
            if (isAfter(read, version)) {
                nothing = strike(read, source, AFTER_READER, 0);
            } else if (between >= 0) {
                nothing = strike(read, source, OVERWRITTEN, between);
            }
            if (nothing != null) {
                return nothing;
            }
            if (found[read] != NONE) {
                return null;
            }
        }
        return null;
    }

    boolean isAfter(int read, int version) {
        return !facts.isInitial(version)
                && graph.precedes(isolation.begin(facts.reader(read)), isolation.commit(facts.writer(version)));
    }

    /** A write that replaced a version before the reader began, or -1. */
    int between(int read, int version) {
        int reader = facts.reader(read);
        int key = facts.readKey(read);
        for (int group = index.firstGroup(key); group < index.endOfGroups(key); group++) {
            int write = index.lastCommitted(group, isolation.begin(reader), reader);
            if (write >= 0
                    && write != version
                    && (facts.isInitial(version)
                            || graph.precedes(
                                    isolation.commit(facts.writer(version)), isolation.heir(facts.writer(write))))) {
                return write;
            }
        }
        return NONE;
    }

    private Contradiction strike(int read, int source, int why, int by) {
        struckAt[source] = graph.edges();
        struckWhy[source] = (byte) why;
        struckBy[source] = by;
        struck.add(source);
        left[read]--;
        if (left[read] == 0) {
            return Contradiction.nothingLeft(read);
        }
        if (left[read] == 1) {
            int last = facts.firstSource(read);
            while (struckAt[last] != NONE) {
                last++;
            }
            return settle(read, facts.source(last));
        }
        return null;
    }

    private Contradiction settle(int read, int version) {
        found[read] = version;
        settled.add(read);
        if (!facts.isInitial(version)) {
            graph.add(
                    isolation.commit(facts.writer(version)), isolation.begin(facts.reader(read)), Why.READ.with(read));
        }
        beforeThoseBehind(read, version);
        return seen(read, version, null);
    }
}
