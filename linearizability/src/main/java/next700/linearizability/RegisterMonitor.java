package next700.linearizability;

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

    /** The clusters of a history, by number; cluster 0 is that of the initial value. */
    private static final class Clusters {
        private static final int INITIAL = 0;
        private static final int NONE = -1;

        private final ValueNumbers numbers;
        private final Zones zones;
        private final int[] clusterOf;
        private final int[] write;
        private final int[] writeInvoked;
        private final Deadline deadline;

        Clusters(int items, Value initial, Deadline deadline) {
            this.deadline = deadline;
            numbers = new ValueNumbers(items + 1);
            zones = new Zones(items + 1, deadline);
            clusterOf = new int[items];
            write = new int[items + 1];
            writeInvoked = new int[items + 1];
            numbers.add(initial);
            open(NONE, -1, -1);
        }

        private void open(int item, int invocation, int completion) {
            int cluster = zones.open(item, invocation, completion);
            write[cluster] = item;
            writeInvoked[cluster] = invocation;
        }

        /** False if the value was written before. */
        boolean addWrite(int item, Value value, Problem.Item<?> operation) {
            if (!numbers.add(value)) {
                return false;
            }
            clusterOf[item] = zones.count();
            open(item, operation.invocation(), operation.deadline());
            return true;
        }

        /** False if the value was not written at all, or only after the read had ended. */
        boolean addRead(int item, Value value, Problem.Item<?> operation) {
            int cluster = numbers.of(value);
            clusterOf[item] = cluster;
            if (cluster == ValueNumbers.NONE || isBeforeItsWrite(operation, cluster)) {
                return false;
            }
            zones.add(cluster, item, operation.invocation(), operation.deadline());
            return true;
        }

        private boolean isBeforeItsWrite(Problem.Item<?> read, int cluster) {
            return read.deadline() < writeInvoked[cluster];
        }

        Finding decide(Problem<?> problem) {
            return switch (zones.order()) {
                case Zones.InOrder sequence -> new Linearized(order(sequence.clusters()));
                case Zones.Overlapping pair -> Impossible.of(problem, contradiction(pair.one(), pair.other()));
            };
        }

        /** The clusters one after the other, each beginning with its write. */
        private Order order(Order clusters) {
            int count = clusters.length();
            int[] start = new int[count];
            int[] size = new int[count];
            int items = 0;
            for (int item = 0; item < clusterOf.length; item++) {
                deadline.look(item);
                size[clusterOf[item]]++;
            }
            for (int place = 0; place < count; place++) {
                int cluster = clusters.at(place);
                start[cluster] = items;
                items += size[cluster];
            }
            deadline.look(0);
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
                for (int item : List.of(write[cluster], zones.firstCompleted(cluster), zones.lastInvoked(cluster))) {
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
