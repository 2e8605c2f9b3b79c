package next700.linearizability;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import next700.history.Value;

/**
 * Registers of which no value was written twice, nor the initial one at all: Gibbons and Korach, "Testing shared
 * memories" (SIAM Journal on Computing 1997), where it is known which write each read saw. It takes the time to sort.
 *
 * <p>A <em>cluster</em> is a write with the reads of its value. Its <em>zone</em> lies between the first of their
 * completions and the last of their invocations: <em>forward</em> if the completion comes first (the register surely
 * had the value all the time between), else <em>backward</em> (it need have had the value at one moment only). The
 * history is linearizable if and only if no read ends before its write begins, forward zones do not overlap, and no
 * backward zone lies within a forward one. The initial value is a write that ended before everything.
 *
 * <p>A write of which nobody knows whether it happened is a write that never ends. If somebody read its value, the reads
 * say until when it must have happened; if nobody did, its zone is backward and has no end, so that it lies within no
 * other. So the theorem is complete for these histories too. Operations other than reads and writes, such as a compare-and-set, are beyond it.
 *
 * @param initial the initial value
 */
record RegisterMonitor(Value initial) implements Monitor {
    @Override
    public <S> Finding decide(Problem<S> problem, Deadline deadline) {
        if (!problem.isOfOneObject()) {
            return BEYOND;
        }
        Clusters clusters = new Clusters(problem.size(), initial, deadline);
        for (int item = 0; item < problem.size(); item++) {
            deadline.look(item);
            Value written = written(problem.item(item).transition());
            if (written != null && !clusters.addWrite(item, written, problem.item(item))) {
                return BEYOND;
            }
        }
        int orphan = -1;
        for (int item = 0; item < problem.size(); item++) {
            deadline.look(item);
            Transition<S> transition = problem.item(item).transition();
            Value read = read(transition);
            if (read == null && written(transition) == null) {
                return BEYOND;
            }
            if (read != null && !clusters.addRead(item, read, problem.item(item)) && orphan < 0) {
                orphan = item;
            }
        }
        return orphan < 0 ? clusters.decide(problem) : Impossible.of(problem, clusters.pattern(orphan));
    }

    /** What the operation writes; null if it is no write. */
    private static Value written(Transition<?> transition) {
        return switch (transition) {
            case Register.Write write -> write.value();
            case KeyValue.Put put -> put.canonicalValue();
            default -> null;
        };
    }

    /** What the operation read; null if it is no read. */
    private static Value read(Transition<?> transition) {
        return switch (transition) {
            case Register.Read read -> read.value();
            case KeyValue.Get get -> get.canonicalValue();
            default -> null;
        };
    }

    /** The clusters of a history and their zones, by number; cluster 0 is that of the initial value. */
    private static final class Clusters {
        private static final int INITIAL = 0;
        private static final int NONE = -1;

        private final ValueNumbers numbers;
        private final int[] clusterOf;
        private final int[] write;
        private final int[] writeInvoked;
        private final int[] firstCompleted;
        private final int[] firstCompletion;
        private final int[] lastInvoked;
        private final int[] lastInvocation;
        private final Deadline deadline;
        private int count = 1;

        Clusters(int items, Value initial, Deadline deadline) {
            this.deadline = deadline;
            numbers = new ValueNumbers(items + 1);
            clusterOf = new int[items];
            write = new int[items + 1];
            writeInvoked = new int[items + 1];
            firstCompleted = new int[items + 1];
            firstCompletion = new int[items + 1];
            lastInvoked = new int[items + 1];
            lastInvocation = new int[items + 1];
            numbers.add(initial);
            open(INITIAL, NONE, -1, -1);
        }

        private void open(int cluster, int item, int invocation, int completion) {
            write[cluster] = item;
            writeInvoked[cluster] = invocation;
            firstCompleted[cluster] = item;
            firstCompletion[cluster] = completion;
            lastInvoked[cluster] = item;
            lastInvocation[cluster] = invocation;
        }

        /** False if the value was written before. */
        boolean addWrite(int item, Value value, Problem.Item<?> operation) {
            if (!numbers.add(value)) {
                return false;
            }
            clusterOf[item] = count;
            open(count++, item, operation.invocation(), operation.deadline());
            return true;
        }

        /** False if the value was not written at all, or only after the read had ended. */
        boolean addRead(int item, Value value, Problem.Item<?> operation) {
            int cluster = numbers.of(value);
            clusterOf[item] = cluster;
            if (cluster == ValueNumbers.NONE || isBeforeItsWrite(operation, cluster)) {
                return false;
            }
            if (operation.deadline() < firstCompletion[cluster]) {
                firstCompletion[cluster] = operation.deadline();
                firstCompleted[cluster] = item;
            }
            if (operation.invocation() > lastInvocation[cluster]) {
                lastInvocation[cluster] = operation.invocation();
                lastInvoked[cluster] = item;
            }
            return true;
        }

        private boolean isBeforeItsWrite(Problem.Item<?> read, int cluster) {
            return read.deadline() < writeInvoked[cluster];
        }

        Finding decide(Problem<?> problem) {
            long[] forward = forwardZones();
            for (int i = 1; i < forward.length; i++) {
                if (overlap((int) forward[i - 1], (int) forward[i])) {
                    return Impossible.of(problem, contradiction((int) forward[i - 1], (int) forward[i]));
                }
            }
            long[] places = new long[count];
            int placed = 0;
            for (int cluster = 0; cluster < count; cluster++) {
                deadline.look(cluster);
                // Twice the position, so that there is room between two events.
                long place = 2L * firstCompletion[cluster];
                if (!isForward(cluster)) {
                    place = 2L * lastInvocation[cluster];
                    int around = latestBefore(forward, lastInvocation[cluster]);
                    if (around != NONE && lastInvocation[around] > lastInvocation[cluster]) {
                        if (isWithin(cluster, around)) {
                            return Impossible.of(problem, contradiction(around, cluster));
                        }
                        place = 2L * lastInvocation[around] + 1;
                    }
                }
                places[placed++] = sortable(place, cluster);
            }
            Arrays.sort(places, 0, placed);
            deadline.look(0);
            return new Linearized(order(places, placed));
        }

        private boolean isForward(int cluster) {
            return firstCompletion[cluster] < lastInvocation[cluster];
        }

        /** Whether the later of two forward zones begins before the other ends. */
        private boolean overlap(int earlier, int later) {
            return firstCompletion[later] < lastInvocation[earlier];
        }

        /** Whether the backward zone, which begins within the forward one, ends there too. */
        private boolean isWithin(int backward, int forward) {
            return firstCompletion[backward] < lastInvocation[forward];
        }

        private long[] forwardZones() {
            long[] zones = new long[count];
            int found = 0;
            for (int cluster = 0; cluster < count; cluster++) {
                deadline.look(cluster);
                if (isForward(cluster)) {
                    zones[found++] = sortable(firstCompletion[cluster] + 1, cluster);
                }
            }
            long[] sorted = Arrays.copyOf(zones, found);
            Arrays.sort(sorted);
            return sorted;
        }

        /** The forward zone that is the last to begin before the position. */
        private static int latestBefore(long[] forward, int position) {
            int after = -1 - Arrays.binarySearch(forward, sortable(position + 1, -1));
            return after > 0 ? (int) forward[after - 1] : NONE;
        }

        private static long sortable(long key, int cluster) {
            return (key << Integer.SIZE) | (cluster & 0xFFFFFFFFL);
        }

        /** The clusters one after the other, each beginning with its write. */
        private Order order(long[] places, int placed) {
            int[] start = new int[count];
            int[] size = new int[count];
            int items = 0;
            for (int item = 0; item < clusterOf.length; item++) {
                deadline.look(item);
                size[clusterOf[item]]++;
            }
            for (int i = 0; i < placed; i++) {
                deadline.look(i);
                int cluster = (int) places[i];
                start[cluster] = items;
                items += size[cluster];
            }
            int[] order = new int[items];
            for (int cluster = 0; cluster < count; cluster++) {
                deadline.look(cluster);
                if (write[cluster] != NONE) {
                    order[start[cluster]++] = write[cluster];
                }
            }
            for (int item = 0; item < clusterOf.length; item++) {
                deadline.look(item);
                int cluster = clusterOf[item];
                if (write[cluster] != item) {
                    order[start[cluster]++] = item;
                }
            }
            return Order.of(order, items);
        }

        /** The operations that make up the two zones, and the writes. */
        private BitSet contradiction(int one, int other) {
            BitSet pattern = new BitSet();
            for (int cluster : List.of(one, other)) {
                for (int item : List.of(write[cluster], firstCompleted[cluster], lastInvoked[cluster])) {
                    if (item != NONE) {
                        pattern.set(item);
                    }
                }
            }
            return pattern;
        }

        /** A read that cannot have read its value, and the write of that if there is one. */
        BitSet pattern(int read) {
            BitSet pattern = new BitSet();
            pattern.set(read);
            if (clusterOf[read] > INITIAL) {
                pattern.set(write[clusterOf[read]]);
            }
            return pattern;
        }
    }
}
