package next700.transactions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import next700.linearizability.Deadline;

/**
 * Whether there is an order of commits at the level of a {@link Guarantee}: readers are behind those from whom they read,
 * lists grow in the order in which they were read, and whoever must have been seen and wrote the key is before the
 * version that was read. There is one if these edges have no cycle. For reads whose versions are certain.
 */
final class CommitOrder {
    private static final int NONE = -1;

    private final Observations facts;
    private final Guarantee guarantee;
    private final Deadline deadline;
    private final Sessions sessions;
    private final IntList from = new IntList();
    private final IntList to = new IntList();
    private final IntList read = new IntList();
    private final List<String> steps = new ArrayList<>();
    private IntList accused = new IntList();

    CommitOrder(Observations facts, Sessions sessions, Guarantee guarantee, Deadline deadline) {
        this.facts = facts;
        this.sessions = sessions;
        this.guarantee = guarantee;
        this.deadline = deadline;
    }

    /** The transactions of a contradiction; of those that {@link #steps} calls T1, T2 and so on. */
    IntList accused() {
        return accused;
    }

    List<String> steps() {
        return steps;
    }

    /** Whether there is an order. */
    boolean exists() {
        for (int i = 0; i < facts.reads(); i++) {
            if (!facts.isInitial(version(i))) {
                edge(facts.writer(version(i)), facts.reader(i), i);
            }
        }
        for (int i = 0; i < facts.successions(); i++) {
            edge(facts.writer(facts.earlier(i)), facts.writer(facts.later(i)), NONE);
        }
        for (int i = 0; guarantee.ordersProcesses() && i < facts.size(); i++) {
            if (sessions.previous(i) >= 0) {
                edge(sessions.previous(i), i, NONE);
            }
        }
        return seeAll() && isAcyclic();
    }

    private int version(int i) {
        return facts.source(facts.firstSource(i));
    }

    private void edge(int one, int other, int because) {
        if (one != other) {
            from.add(one);
            to.add(other);
            read.add(because);
        }
    }

    private boolean seeAll() {
        return switch (guarantee) {
            case CAUSAL_CONSISTENCY -> seeCauses();
            case PRAM -> seePipes();
            case MONOTONIC_READS -> seeReadsOfProcess();
            case WRITES_FOLLOW_READS -> seeReadsOfSources();
            default -> seeByReader();
        };
    }

    /** Takes down that a write was to be seen by a read; false if that found the initial version. */
    boolean see(int write, int by) {
        int found = version(by);
        if (write == found || facts.writer(write) == facts.reader(by)) {
            return true;
        }
        if (facts.isInitial(found)) {
            accused = new IntList();
            accused.add(facts.writer(write));
            accused.add(facts.reader(by));
            steps.add(
                    "  - T2 read %s in its initial state, though T1 wrote it, and T2 must have seen T1: a contradiction."
                            .formatted(facts.history().keyOf(facts.readMicro(by))));
            return false;
        }
        edge(facts.writer(write), facts.writer(found), by);
        return true;
    }

    private boolean seeCauses() {
        Precedence causes = KnownOrder.ofCauses(facts).graph(Long.MAX_VALUE, deadline);
        IntList changed = new IntList();
        if (!causes.propagate(changed)) {
            return true;
        }
        VersionIndex index = new VersionIndex(facts, Isolation.SERIALIZABILITY, causes);
        for (int i = 0; i < facts.reads(); i++) {
            deadline.look(i);
            int key = facts.readKey(i);
            for (int group = index.firstGroup(key); group < index.endOfGroups(key); group++) {
                int write = index.lastCommitted(group, facts.reader(i), facts.reader(i));
                if (write >= 0 && !see(write, i)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What is seen follows from the reader and its sources at once. */
    private boolean seeByReader() {
        for (int i = 0; i < facts.size(); i++) {
            deadline.look(i);
            for (int by = facts.firstRead(i); by < facts.endOfReads(i); by++) {
                boolean possible = switch (guarantee) {
                    case READ_YOUR_WRITES -> seeOwn(by);
                    case READ_ATOMIC -> seeOwn(by) && seeSources(by, Integer.MAX_VALUE);
                    case MONOTONIC_ATOMIC_VIEW -> seeSources(by, lastTime(by));
                    case MONOTONIC_WRITES -> seeProcessesOfSources(by);
                    default -> throw new IllegalStateException(guarantee + " needs more");
                };
                if (!possible) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean seeOwn(int by) {
        int reader = facts.reader(by);
        if (sessions.previous(reader) < 0) {
            return true;
        }
        int write = sessions.lastWrite(sessions.process(reader), facts.readKey(by), sessions.placeBefore(reader));
        return write < 0 || see(write, by);
    }

    /** Where the transaction read the same key for the last time. */
    private int lastTime(int by) {
        Transactions history = facts.history();
        int last = facts.readMicro(by);
        for (int micro = last; micro < history.end(facts.number(facts.reader(by))); micro++) {
            if (history.key(micro) == facts.readKey(by)) {
                if (history.type(micro) == Transactions.WRITE) {
                    return last;
                }
                last = history.reads(micro) ? micro : last;
            }
        }
        return last;
    }

    /** The sources of the reader's reads before one of its steps. */
    private boolean seeSources(int by, int before) {
        int end = facts.endOfReads(facts.reader(by));
        for (int other = facts.firstRead(facts.reader(by)); other < end; other++) {
            if (facts.readMicro(other) < before && !facts.isInitial(version(other))) {
                int write = writeOf(facts.writer(version(other)), facts.readKey(by));
                if (write >= 0 && !see(write, by)) {
                    return false;
                }
            }
        }
        return true;
    }

    private int writeOf(int transaction, int key) {
        for (int write = facts.firstWrite(transaction); write < facts.endOfWrites(transaction); write++) {
            if (facts.writeKey(write) == key) {
                return write;
            }
        }
        return NONE;
    }

    private boolean seeProcessesOfSources(int by) {
        int reader = facts.reader(by);
        for (int other = facts.firstRead(reader); other < facts.endOfReads(reader); other++) {
            if (!facts.isInitial(version(other))) {
                int source = facts.writer(version(other));
                int write = sessions.previous(source) < 0
                        ? NONE
                        : sessions.lastWrite(sessions.process(source), facts.readKey(by), sessions.placeBefore(source));
                if (write >= 0 && !see(write, by)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What a process has seen: how far the others had come, and who was never answered. */
    private static final class Pipes {
        private final Map<Integer, Integer> reached = new HashMap<>();
        private final IntList unanswered = new IntList(2);
    }

    private boolean seePipes() {
        Map<Integer, Pipes> ofProcess = new HashMap<>();
        for (int i = 0; i < facts.size(); i++) {
            deadline.look(i);
            Pipes seen = ofProcess.computeIfAbsent(sessions.process(i), none -> new Pipes());
            if (facts.firstRead(i) == facts.endOfReads(i)) {
                continue;
            }
            seen.reached.merge(sessions.process(i), sessions.placeBefore(i), Math::max);
            for (int by = facts.firstRead(i); by < facts.endOfReads(i); by++) {
                if (!facts.isInitial(version(by))) {
                    int source = facts.writer(version(by));
                    seen.reached.merge(sessions.process(source), sessions.place(source), Math::max);
                    if (!sessions.isAnswered(source)) {
                        seen.unanswered.add(source);
                    }
                }
            }
            for (int by = facts.firstRead(i); by < facts.endOfReads(i); by++) {
                if (!seePipes(seen, by)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean seePipes(Pipes seen, int by) {
        for (Map.Entry<Integer, Integer> one : seen.reached.entrySet()) {
            int write = sessions.lastWrite(one.getKey(), facts.readKey(by), one.getValue());
            if (write >= 0 && !see(write, by)) {
                return false;
            }
        }
        for (int j = 0; j < seen.unanswered.size(); j++) {
            int write = writeOf(seen.unanswered.get(j), facts.readKey(by));
            if (write >= 0 && !see(write, by)) {
                return false;
            }
        }
        return true;
    }

    /** By process and key what was read from since the key was read last, and by whom it was: that one was seen, too. */
    private boolean seeReadsOfProcess() {
        Lists seen = new Lists();
        for (int i = 0; i < facts.size(); i++) {
            deadline.look(i);
            int process = sessions.process(i);
            for (int by = facts.firstRead(i); sessions.previous(i) >= 0 && by < facts.endOfReads(i); by++) {
                long slot = LongIntMap.pair(process, facts.readKey(by));
                for (int at = seen.last(slot); at >= 0; at = seen.before(at)) {
                    if (!see(seen.get(at), by)) {
                        return false;
                    }
                }
                seen.clear(slot);
            }
            for (int by = facts.firstRead(i); by < facts.endOfReads(i); by++) {
                if (!facts.isInitial(version(by))) {
                    int source = facts.writer(version(by));
                    for (int write = facts.firstWrite(source); write < facts.endOfWrites(source); write++) {
                        seen.add(LongIntMap.pair(process, facts.writeKey(write)), write);
                    }
                }
            }
        }
        return true;
    }

    private boolean seeReadsOfSources() {
        // By process and key the writes that its transactions read from, each with the place of the reader.
        Lists writes = new Lists();
        IntList places = new IntList();
        for (int by = 0; by < facts.reads(); by++) {
            if (facts.isInitial(version(by))) {
                continue;
            }
            int source = facts.writer(version(by));
            int reader = facts.reader(by);
            for (int write = facts.firstWrite(source); write < facts.endOfWrites(source); write++) {
                writes.add(LongIntMap.pair(sessions.process(reader), facts.writeKey(write)), write);
                places.add(sessions.place(reader));
            }
        }
        for (int by = 0; by < facts.reads(); by++) {
            deadline.look(by);
            int reader = facts.reader(by);
            for (int other = facts.firstRead(reader); other < facts.endOfReads(reader); other++) {
                if (facts.isInitial(version(other))) {
                    continue;
                }
                int source = facts.writer(version(other));
                int at = writes.last(LongIntMap.pair(sessions.process(source), facts.readKey(by)));
                for (; at >= 0; at = writes.before(at)) {
                    if (places.get(at) <= sessions.place(source) && !see(writes.get(at), by)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Lists of numbers by a key of 64 bits, each from its last entry. */
    private static final class Lists {
        private static final int EMPTIED = -2;

        private final LongIntMap last = new LongIntMap();
        private final IntList before = new IntList();
        private final IntList number = new IntList();

        void add(long key, int added) {
            before.add(last.get(key));
            last.put(key, number.size());
            number.add(added);
        }

        /** Where the last entry of a list is; below 0 if it has none. */
        int last(long key) {
            return last.get(key);
        }

        /** Where the entry before is; below 0 if there is none. */
        int before(int entry) {
            return before.get(entry);
        }

        int get(int entry) {
            return number.get(entry);
        }

        void clear(long key) {
            if (last.get(key) != NONE) {
                last.put(key, EMPTIED);
            }
        }
    }

    private boolean isAcyclic() {
        Adjacency graph = new Adjacency(facts.size(), from, to);
        Components components = Components.of(graph, deadline);
        if (components.areTrivial()) {
            return true;
        }
        for (int edge = 0; edge < from.size(); edge++) {
            if (components.of(from.get(edge)) == components.of(to.get(edge))) {
                accuse(graph, components, edge);
                return false;
            }
        }
        throw new IllegalStateException("a component without edges");
    }

    /** A shortest cycle through an edge. */
    private void accuse(Adjacency graph, Components components, int edge) {
        int begin = to.get(edge);
        int end = from.get(edge);
        int[] before = new int[facts.size()];
        IntList level = new IntList();
        level.add(begin);
        before[begin] = begin + 1;
        for (int i = 0; before[end] == 0; i++) {
            int node = level.get(i);
            for (int j = 0; j < graph.degree(node); j++) {
                int target = graph.target(node, j);
                if (before[target] == 0 && components.of(target) == components.of(begin)) {
                    before[target] = node + 1;
                    level.add(target);
                }
            }
        }
        IntList backwards = new IntList();
        for (int at = end; at != begin; at = before[at] - 1) {
            backwards.add(at);
        }
        accused = new IntList();
        accused.add(begin);
        for (int i = backwards.size() - 1; i >= 0; i--) {
            accused.add(backwards.get(i));
        }
        int members = accused.size();
        for (int i = 0; i < members; i++) {
            String line = "T%d < T%d, because %s"
                    .formatted(
                            i + 1,
                            (i + 1) % members + 1,
                            why(accused.get(i), accused.get((i + 1) % members), i, members));
            steps.add(i == members - 1 ? "  - however, " + line + ": a contradiction." : "  - " + line + ".");
        }
    }

    private String why(int one, int other, int place, int members) {
        String first = "T" + (place + 1);
        String second = "T" + ((place + 1) % members + 1);
        for (int edge = 0; edge < from.size(); edge++) {
            if (from.get(edge) == one && to.get(edge) == other) {
                int because = read.get(edge);
                if (because == NONE) {
                    return sessions.previous(other) == one && guarantee.ordersProcesses()
                            ? "process %s ran %s before %s"
                                    .formatted(
                                            facts.history()
                                                    .transaction(facts.number(one))
                                                    .process(),
                                            first,
                                            second)
                            : "a list was read with what %s appended before what %s appended".formatted(first, second);
                }
                String what = facts.history().keyOf(facts.readMicro(because)) + " as "
                        + facts.history().result(facts.readMicro(because));
                if (facts.reader(because) == other && facts.writer(version(because)) == one) {
                    return "%s read %s, which %s wrote".formatted(second, what, first);
                }
                accused.add(facts.reader(because));
                return "T%d read %s, which %s wrote, and must have seen %s, which wrote that key, too"
                        .formatted(accused.size(), what, second, first);
            }
        }
        throw new IllegalStateException("no edge");
    }
}
