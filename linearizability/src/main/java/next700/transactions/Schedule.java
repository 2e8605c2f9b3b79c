package next700.transactions;

import java.util.Arrays;
import next700.linearizability.Deadline;

/**
 * Runs transactions as a database would, in an order that keeps what is known, what is nearest first. A commit waits while
 * the version that it would replace has readers that have not begun; under snapshot isolation a transaction begins when
 * nobody else holds what it will write. If all run, the order explains every read.
 *
 * <p>If not, some wait for each other in a circle. Each wait leans on a choice that was made on the way, that one version
 * came before another; the latest of these that nothing forces is what to turn round. Where it is not certain what was
 * read, that may have to be chosen instead.
 */
final class Schedule {
    private static final int NONE = -1;

    /** What an event waits for: readers of the current version of a key. */
    private static final byte READERS = 1;
    /** A reader that could have found only the current version of a key. */
    private static final byte LAST_SOURCE = 2;
    /** Another writer of the key. */
    private static final byte HOLDER = 3;
    /** That a value comes that it read. */
    private static final byte VALUE = 4;

    /** What to choose next: the opposite of one version before another, or what a read found. */
    sealed interface Turn {}

    /** One writer of a key before another. */
    record Before(int one, int other) implements Turn {}

    /** A read found this of its sources. */
    record Found(int source) implements Turn {}

    private final ForcedOrder forced;
    private final Observations facts;
    private final Isolation isolation;
    private final Precedence graph;
    private final VersionIndex index;
    private final Deadline deadline;

    private final int events;
    private final int[] open;
    private final boolean[] ran;
    private final int[] when;
    /** For each version how many certain readers have not begun. */
    private final int[] pending;
    /** For each read that is not certain how many sources have not been replaced. */
    private final int[] left;
    /** For each key its version. */
    private final int[] current;
    /** For each key the transaction that holds it, or -1. */
    private final int[] holder;

    private final EventHeap ready;
    private final byte[] waitsFor;
    private final int[] waitKey;
    private final int[] waitOther;
    private final int[] firstWaiting;
    private final int[] nextWaiting;
    private final IntList order = new IntList();

    Schedule(ForcedOrder forced, Deadline deadline) {
        this.forced = forced;
        this.deadline = deadline;
        facts = forced.facts();
        isolation = forced.isolation();
        graph = forced.graph();
        index = forced.index();
        events = isolation.events() * facts.size();
        open = new int[graph.nodes()];
        ran = new boolean[graph.nodes()];
        when = new int[graph.nodes()];
        pending = new int[facts.versions()];
        left = new int[facts.reads()];
        current = new int[facts.keyCount()];
        holder = new int[facts.keyCount()];
        ready = new EventHeap(graph.nodes());
        waitsFor = new byte[graph.nodes()];
        waitKey = new int[graph.nodes()];
        waitOther = new int[graph.nodes()];
        firstWaiting = new int[facts.keyCount()];
        nextWaiting = new int[graph.nodes()];
    }

    /** The events in the order in which they ran; of a graph without cycles all, if nothing has to be turned round. */
    IntList order() {
        return order;
    }

    /** Runs what can run; whether that was all. */
    boolean run() {
        prepare();
        int done = 0;
        while (!ready.isEmpty()) {
            deadline.look(done);
            int event = ready.remove();
            if (event < events && waits(event)) {
                nextWaiting[event] = firstWaiting[waitKey[event]];
                firstWaiting[waitKey[event]] = event;
                continue;
            }
            done++;
            ran[event] = true;
            when[event] = done;
            if (event < events) {
                order.add(event);
                waitsFor[event] = 0;
                execute(event);
            }
            for (int edge = graph.firstOut(event); edge != NONE; edge = graph.nextOut(edge)) {
                if (--open[graph.to(edge)] == 0) {
                    enter(graph.to(edge));
                }
            }
        }
        return done == graph.nodes();
    }

    private void prepare() {
        Arrays.fill(firstWaiting, NONE);
        Arrays.fill(holder, NONE);
        for (int key = 0; key < current.length; key++) {
            current[key] = facts.initial(key);
        }
        for (int read = 0; read < facts.reads(); read++) {
            if (forced.found(read) != NONE) {
                pending[forced.found(read)]++;
            } else {
                left[read] = forced.left(read);
            }
        }
        for (int edge = 0; edge < graph.edges(); edge++) {
            open[graph.to(edge)]++;
        }
        for (int node = 0; node < open.length; node++) {
            if (open[node] == 0) {
                enter(node);
            }
        }
    }

    /** Who only reads goes first: that is never wrong. */
    private void enter(int event) {
        boolean reads = event >= events
                || facts.firstWrite(isolation.transaction(event)) == facts.endOfWrites(isolation.transaction(event));
        ready.add(event, reads ? -1 : graph.depth(event));
    }

    private boolean waits(int event) {
        int transaction = isolation.transaction(event);
        return (isolation.begins(event) && (waitsForValue(event, transaction) || waitsForHolder(event, transaction)))
                || (isolation.commits(event) && waitsForReaders(event, transaction));
    }

    private boolean waitsForValue(int event, int transaction) {
        for (int read = facts.firstRead(transaction); read < facts.endOfReads(transaction); read++) {
            int key = facts.readKey(read);
            if (forced.found(read) == NONE && sourceOf(read, current[key]) == NONE) {
                return wait(event, VALUE, key, read);
            }
        }
        return false;
    }

    /** The source of a read that is a version, if it was not struck out. */
    private int sourceOf(int read, int version) {
        for (int source = facts.firstSource(read); source < facts.endOfSources(read); source++) {
            if (facts.source(source) == version && !forced.isStruck(source)) {
                return source;
            }
        }
        return NONE;
    }

    private boolean waitsForHolder(int event, int transaction) {
        if (isolation != Isolation.SNAPSHOT_ISOLATION) {
            return false;
        }
        for (int write = facts.firstWrite(transaction); write < facts.endOfWrites(transaction); write++) {
            int key = facts.writeKey(write);
            if (holder[key] != NONE) {
                return wait(event, HOLDER, key, holder[key]);
            }
        }
        return false;
    }

    private boolean waitsForReaders(int event, int transaction) {
        for (int write = facts.firstWrite(transaction); write < facts.endOfWrites(transaction); write++) {
            int key = facts.writeKey(write);
            int version = current[key];
            if (pending[version] > ownReads(transaction, version)) {
                return wait(event, READERS, key, NONE);
            }
            for (int i = index.firstMaybe(version); i < index.endOfMaybes(version); i++) {
                int read = index.maybe(i);
                if (left[read] == 1
                        && forced.found(read) == NONE
                        && !ran[isolation.begin(facts.reader(read))]
                        && facts.reader(read) != transaction
                        && sourceOf(read, version) != NONE) {
                    return wait(event, LAST_SOURCE, key, read);
                }
            }
        }
        return false;
    }

    /** Of a transaction that is one event the own reads do not wait for its writes. */
    private int ownReads(int transaction, int version) {
        if (isolation.events() > 1) {
            return 0;
        }
        for (int read = facts.firstRead(transaction); read < facts.endOfReads(transaction); read++) {
            if (forced.found(read) == version) {
                return 1;
            }
        }
        return 0;
    }

    private boolean wait(int event, byte why, int key, int other) {
        waitsFor[event] = why;
        waitKey[event] = key;
        waitOther[event] = other;
        return true;
    }

    private void execute(int event) {
        int transaction = isolation.transaction(event);
        if (isolation.begins(event)) {
            for (int read = facts.firstRead(transaction); read < facts.endOfReads(transaction); read++) {
                if (forced.found(read) == NONE) {
                    wake(facts.readKey(read));
                } else if (--pending[forced.found(read)] <= 1) {
                    wake(facts.readKey(read));
                }
            }
            for (int write = facts.firstWrite(transaction);
                    isolation == Isolation.SNAPSHOT_ISOLATION && write < facts.endOfWrites(transaction);
                    write++) {
                holder[facts.writeKey(write)] = transaction;
            }
        }
        if (isolation.commits(event)) {
            for (int write = facts.firstWrite(transaction); write < facts.endOfWrites(transaction); write++) {
                replace(facts.writeKey(write), write);
            }
        }
    }

    private void replace(int key, int write) {
        int version = current[key];
        for (int i = index.firstMaybe(version); i < index.endOfMaybes(version); i++) {
            int read = index.maybe(i);
            if (forced.found(read) == NONE
                    && !ran[isolation.begin(facts.reader(read))]
                    && sourceOf(read, version) != NONE) {
                left[read]--;
            }
        }
        current[key] = write;
        holder[key] = NONE;
        wake(key);
    }

    private void wake(int key) {
        int event = firstWaiting[key];
        firstWaiting[key] = NONE;
        while (event != NONE) {
            enter(event);
            event = nextWaiting[event];
        }
    }

    // Where it got stuck.

    /** What to choose next; only after a run that got stuck. */
    Turn turn() {
        int[] visited = new int[graph.nodes()];
        IntList walk = new IntList();
        int event = nextWaiting();
        while (visited[event] == 0) {
            walk.add(event);
            visited[event] = walk.size();
            event = blockedBehind(awaited(event));
        }
        int start = visited[event] - 1;
        Turn best = null;
        int latest = -1;
        for (int i = start; i < walk.size(); i++) {
            int overtaken = transactionBefore(walk.get(i));
            int waiting = isolation.transaction(walk.get(i));
            int since = overtaken == NONE ? NONE : when[isolation.begin(overtaken)];
            if (since > latest && !graph.precedes(isolation.commit(overtaken), isolation.heir(waiting))) {
                best = new Before(waiting, overtaken);
                latest = since;
            }
        }
        for (int i = start; best == null && i < walk.size(); i++) {
            best = find(walk.get(i));
        }
        if (best == null) {
            throw new IllegalStateException("transactions wait for each other, and nothing was chosen");
        }
        return best;
    }

    private int nextWaiting() {
        for (int event = 0; event < events; event++) {
            if (!ran[event] && waitsFor[event] != 0) {
                return event;
            }
        }
        throw new IllegalStateException("nothing waits, and not all has run");
    }

    /** An event that has to come before the one that waits. */
    private int awaited(int event) {
        int key = waitKey[event];
        return switch (waitsFor[event]) {
            case READERS -> isolation.begin(facts.reader(pendingRead(current[key], isolation.transaction(event))));
            case LAST_SOURCE -> isolation.begin(facts.reader(waitOther[event]));
            case HOLDER -> isolation.commit(waitOther[event]);
            case VALUE -> isolation.commit(facts.writer(facts.source(sourceToCome(waitOther[event]))));
            default -> throw new IllegalStateException("event " + event + " does not wait");
        };
    }

    private int pendingRead(int version, int writer) {
        // Of each chain the last reader is known; where that has not run, it will do.
        for (int i = index.firstRead(version); i < index.endOfReads(version); i++) {
            if (isPending(index.read(i), writer)) {
                return index.read(i);
            }
        }
        for (int i = index.firstMaybe(version); i < index.endOfMaybes(version); i++) {
            if (forced.found(index.maybe(i)) == version && isPending(index.maybe(i), writer)) {
                return index.maybe(i);
            }
        }
        for (int read = 0; read < facts.reads(); read++) {
            if (forced.found(read) == version && isPending(read, writer)) {
                return read;
            }
        }
        throw new IllegalStateException("no reader is missing");
    }

    private boolean isPending(int read, int writer) {
        return !ran[isolation.begin(facts.reader(read))] && (isolation.events() > 1 || facts.reader(read) != writer);
    }

    /** A source whose writer has not committed. */
    private int sourceToCome(int read) {
        for (int source = facts.firstSource(read); source < facts.endOfSources(read); source++) {
            if (!forced.isStruck(source)
                    && !facts.isInitial(facts.source(source))
                    && !ran[isolation.commit(facts.writer(facts.source(source)))]) {
                return source;
            }
        }
        throw new IllegalStateException("no version is to come");
    }

    /** The event, or one before it, that waits for more than what is before it. */
    private int blockedBehind(int event) {
        int at = event;
        while (open[at] > 0) {
            int edge = graph.firstIn(at);
            while (ran[graph.from(edge)]) {
                edge = graph.nextIn(edge);
            }
            at = graph.from(edge);
        }
        return at;
    }

    /** The transaction whose version came before that of the one that waits, and need not have; or -1. */
    private int transactionBefore(int event) {
        return switch (waitsFor[event]) {
            case READERS, LAST_SOURCE -> {
                int version = current[waitKey[event]];
                yield facts.isInitial(version) ? NONE : facts.writer(version);
            }
            case HOLDER -> waitOther[event];
            default -> NONE;
        };
    }

    /** What the read on which the event waits may have found: the last that was replaced, or what is to come. */
    private Turn find(int event) {
        if (waitsFor[event] != VALUE && waitsFor[event] != LAST_SOURCE) {
            return null;
        }
        int read = waitOther[event];
        int best = NONE;
        int latest = -1;
        for (int source = facts.firstSource(read); source < facts.endOfSources(read); source++) {
            int version = facts.source(source);
            if (forced.isStruck(source) || version == current[facts.readKey(read)]) {
                continue;
            }
            int since = facts.isInitial(version) ? 0 : when[isolation.commit(facts.writer(version))];
            if (since > latest) {
                best = source;
                latest = since;
            }
        }
        return new Found(best);
    }
}
